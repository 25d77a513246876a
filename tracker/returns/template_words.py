"""The words of a return workbook: what is said of each commitment, and how the sheet is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.calendar import period_words
from tracker.domain.milestone_rules import MILESTONE_MARGIN
from tracker.domain.plan import Bound, Direction, Kind, Reported, Shape
from tracker.domain.status import RANK
from tracker.domain.update import MARKS, VALUELESS_MARKS, State
from tracker.domain.words import day_words, number, percent, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Commitment
    from tracker.domain.update import Update
    from tracker.returns.template_form import Asked, LeftOut, ReturnForm

_BETTER = {Direction.INCREASE: "more is better", Direction.DECREASE: "less is better"}
_BOUNDS = {Bound.AT_LEAST: "at or above", Bound.AT_MOST: "at or below", Bound.WITHIN: "close to"}

#: What stands in grey as the unit of a milestone.
MILESTONE_UNIT = "milestone"


def title_lines(form: ReturnForm) -> tuple[str, ...]:
    """The lines above the table: the force, the plan, the period, the marking, and how to fill it in."""
    warning = ". ILLUSTRATIVE DATA: the updates of this plan are made up" if form.plan.illustrative else ""
    days = f"{period_words(form.period)} ({form.period.label()})"
    return (
        f"Return of {form.force.official_name}",
        f"Plan: {form.plan.title}",
        f"Period: {days}. Return this workbook by {day_words(form.due_on)}.",
        f"Handling: {form.plan.marking}{warning}",
        *_HOW,
    )


_HOW = (
    (
        "Fill in the white cells with a dark border; the grey cells are locked. Where there is no figure, "
        "set the mark x (not available); a 0 is a figure. A row left empty reports nothing."
    ),
    (
        "A rate or a percentage takes its value, or its numerator and denominator. The sheet “Commitments” "
        "explains every column and every commitment."
    ),
)


def unit_words(commitment: Commitment) -> str:
    """The unit, and whether the figure is that of the period alone."""
    if commitment.is_milestone:
        return MILESTONE_UNIT
    measure = commitment.measure
    if measure.reported is Reported.PER_PERIOD:
        return f"{measure.unit}, in the period"
    return f"{measure.unit}, total to date" if measure.kind is Kind.COUNT else measure.unit


def last_words(last: Update | None) -> str:
    """What was reported last where that is not a number."""
    if last is None:
        return "nothing yet"
    if last.draft.state is not None:
        return last.draft.state.value
    return next((MARKS[mark] for mark in last.draft.marks if mark in VALUELESS_MARKS), "not available")


def filling_in() -> Iterator[tuple[str, str]]:
    """The open columns, each with what belongs into it."""
    yield "As at", "The day that the figure describes. It is the period’s end unless you change it."
    yield "Value", "The figure in the unit shown, in digits: 142 or 3.5. For 85% write 85, without the sign."
    yield "Numerator, denominator", "The parts of a rate or a percentage: both or neither."
    yield "State, forecast", f"For milestones: {', '.join(State)}; and the day you expect it to be done."
    yield (
        "Own colour",
        f"Your own judgement: {', '.join(RANK)}. It stands beside the computed one and never replaces it.",
    )
    yield "Mark", f"A letter for what must be known of the figure: {marks_legend()}."
    yield "Note, evidence", "What a reader must know, and where it can be checked. At most 2,000 characters."
    yield "Cause, action, back on track", "Where you are behind: why, what is being done, and by which day."


def marks_legend() -> str:
    """Every mark with its word."""
    return ", ".join(f"{mark} {word}" for mark, word in MARKS.items())


def commitment_words(form: ReturnForm, row: Asked | LeftOut) -> Iterator[tuple[str, str]]:
    """All that explains one commitment to the force."""
    commitment = row.commitment
    yield "This return", _asked_words(row)
    yield "Strand", form.plan.strands.get(commitment.strand, commitment.strand)
    yield "Lead", commitment.lead
    yield "Source", commitment.source
    yield "Measure", _measure(commitment)
    if commitment.is_milestone:
        yield "Target", f"Done by {day_words(commitment.due)}."
    else:
        yield from _numbers(commitment, form.force.slug)
    yield "How it is judged", _judged(commitment)
    yield from _allowances(commitment, form.force.slug)


def _asked_words(row: Asked | LeftOut) -> str:
    from tracker.returns.template_form import LeftOut

    if isinstance(row, LeftOut):
        return f"Not asked for. {row.reason}"
    expected = ""
    if row.expected is not None:
        expected = f"; {quantity(row.expected, row.commitment.measure.kind)} is expected"
    return f"Asked for {period_words(row.period)}, as at {day_words(row.as_at)}{expected}."


def _measure(commitment: Commitment) -> str:
    measure = commitment.measure
    returns = f"Returns are {commitment.reporting.value}"
    if commitment.is_milestone:
        return f"A milestone: its state, and the day it is forecast for. {returns}."
    better = _BETTER.get(measure.direction, f"to be held {_BOUNDS[measure.bound]} its target")
    words = f"{measure.kind.value.capitalize()}, {measure.unit}: {better}."
    if measure.reported is Reported.PER_PERIOD:
        words += " Report what happened in the period alone; the periods are added up."
    elif measure.kind is Kind.COUNT:
        words += f" Report the total since {day_words(commitment.baseline_at)}."
    else:
        words += " Report where it stands on the as-at date."
    if measure.kind in (Kind.RATE, Kind.PERCENTAGE):
        factor = "" if measure.multiplier == 1 else f" × {number(measure.multiplier)}"
        words += f" The value is numerator ÷ denominator{factor}."
    return f"{words} {returns}."


def _numbers(commitment: Commitment, force: str) -> Iterator[tuple[str, str]]:
    measure = commitment.measure
    baseline, target = (quantity(n[force], measure.kind) for n in (commitment.baselines, commitment.targets))
    yield "Baseline", f"{baseline} on {day_words(commitment.baseline_at)}."
    if measure.direction is Direction.MAINTAIN:
        yield "Target", f"Held {_BOUNDS[measure.bound]} {target} until {day_words(commitment.due)}."
        return
    yield "Target", f"{target} by {day_words(commitment.due)}."
    points = [
        f"{percent(w.share or 0.0)} of the way" if w.value is None else quantity(w.value, measure.kind)
        for w in commitment.waypoints
    ]
    steps = [f"{point} by {day_words(w.by)}" for point, w in zip(points, commitment.waypoints, strict=True)]
    between = "each held until the next" if commitment.shape is Shape.STEP else "straight lines between"
    yield "On the way", f"{', '.join(steps)}; {between}." if steps else "A straight line to the target."


def _judged(commitment: Commitment) -> str:
    age = f"Out of date after {plural(commitment.stale_after, 'day')}."
    if commitment.is_milestone:
        margin = plural(MILESTONE_MARGIN.days, "day")
        return (
            f"Complete when done, red when not done past its day. Before that green; amber when forecast up "
            f"to {margin} late or not started {margin} before its day, red when forecast later. {age}"
        )
    limits = commitment.thresholds
    maintained = commitment.measure.direction is Direction.MAINTAIN
    of_what = "of the level to be held" if maintained else "of the expected progress"
    third = "" if limits.amber_red is None else f", amber-red from {percent(limits.amber_red, 2)}"
    colours = f"green from {percent(limits.green, 2)}, amber from {percent(limits.amber, 2)}{third}"
    reached = "held on its day" if maintained else "the target is reached"
    return f"By the share {of_what}: {colours}, red below. Complete once {reached}. {age}"


def _allowances(commitment: Commitment, force: str) -> Iterator[tuple[str, str]]:
    for accepted in commitment.accept:
        if accepted.force == force:
            lower = quantity(accepted.target, commitment.measure.kind)
            own = quantity(commitment.targets[force], commitment.measure.kind)
            terms = f"{accepted.reason} (agreed by {accepted.agreed_by})"
            days = f"until {day_words(accepted.until)}"
            yield "Accepted shortfall", f"Target {lower} instead of {own} {days}: {terms}."
    for exemption in commitment.exempt:
        if exemption.force == force:
            yield "Exempt", f"Until {day_words(exemption.until)}: {exemption.reason}."
