"""What the panel says of a cell, and the whole working behind it; a person's text is never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.plan import Direction, Weight
from tracker.domain.rebaselining_words import original_words, promise_words, rebaselined_words
from tracker.domain.update import MARKS
from tracker.domain.words import day_words, one_line, percent, plural, quantity, sentence_case, shown
from tracker.tui.badge import badge_text, value_words
from tracker.tui.figure_words import LABEL, cell_lines, whole_figures
from tracker.tui.sparkline import past

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.rollup import Rollup
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.update import Update
    from tracker.workspace import CellView


def first_lines(force: str, commitment: Commitment, assessment: Assessment) -> Text:
    """Force, commitment, status and reason: what the board knows without asking."""
    text = Text()
    text.append(f"{force} · ", style=LABEL)
    text.append(f"{shown(commitment.title)}\n")
    text.append_text(badge_text(assessment.status, four_point=commitment.thresholds.four_point))
    text.append(f" {shown(assessment.reason)}")
    if assessment.flagged and assessment.update and assessment.update.draft.self_status:
        said = assessment.update.draft.self_status.value
        text.append(f"\n! The force says {said}, the rule computes {assessment.status.value}.", style=LABEL)
    return text


def group_lines(name: str, rollup: Rollup) -> Text:
    """A name, a roll-up's status, and the counts behind it."""
    text = Text()
    text.append(f"{one_line(name)}\n", style=LABEL)
    text.append_text(badge_text(rollup.status))
    text.append(f" {rollup.reason}")
    return text


def commitment_lines(board: Board, commitment_id: str) -> Text:
    """A commitment of all forces: its roll-up, the national figure, and who stands behind it."""
    commitment, figure = board.plan.commitment(commitment_id), board.national[commitment_id]
    text = group_lines(commitment.title, board.by_commitment[commitment_id])
    for label, words in national_facts(commitment, figure):
        text.append(f"\n{label} ", style=LABEL)
        text.append(shown(words))
    return text


def national_facts(commitment: Commitment, figure: NationalFigure) -> Iterator[tuple[str, str]]:
    """The national figure of a commitment, what was expected, and the coverage, in words."""
    kind = commitment.measure.kind
    if figure.value is None:
        yield "National", "nobody has reported"
    elif commitment.is_milestone:
        yield "National", f"{quantity(figure.value, kind)} of {quantity(figure.target or 0.0, kind)} done"
    else:
        line = f"{quantity(figure.value, kind)} {commitment.measure.unit}"
        if figure.expected is not None:
            line += f" · expected {quantity(figure.expected, kind)}"
        if figure.target is not None:
            line += f" · target {quantity(figure.target, kind)} by {day_words(commitment.due)}"
        if figure.performance is not None:
            line += f" · {percent(figure.performance)}"
        yield "National", f"{line} ({figure.basis.value})"
    coverage = figure.coverage
    size = "" if commitment.measure.weight is Weight.EQUAL else f", {percent(coverage.by_size)}"
    of = f" of {commitment.measure.weight.value}" if size else ""
    yield "Coverage", f"{coverage.reported} of {plural(coverage.expected, 'force')}{size}{of}"


def whole_cell(view: CellView, figures: Sequence[Figure] = (), *, figures_first: bool = False) -> Text:
    """Everything the panel shows of a cell; what its numbers can bear comes last, or first where the board
    shows icons of it."""
    text = first_lines(view.force.name, view.commitment, view.assessment)
    facts, borne = tuple(_facts(view)), tuple(cell_lines(figures))
    for label, words in (*borne, *facts) if figures_first else (*facts, *borne):
        text.append(f"\n{label} ", style=LABEL)
        text.append(shown(words))
    return text


def _facts(view: CellView) -> Iterator[tuple[str, str]]:
    a, commitment = view.assessment, view.commitment
    kind = commitment.measure.kind
    line = value_words(a, commitment)
    if line and a.value is not None:
        line += f" {commitment.measure.unit}"
        line += f" · expected {_number(a.expected, view)} · target {_number(a.target, view)}"
        line += f" by {day_words(commitment.due)}"
        yield "Value", line
        if a.performance is not None and a.whole is not None:
            yield "Progress", f"{percent(a.performance)} of the expected, {percent(a.whole)} of the whole way"
    elif line:
        yield "State", f"{line} · due {day_words(commitment.due)}"
    if a.accepted is not None:
        own = f"; under the plan's own it is {view.original.status.value}" if view.original else ""
        terms = f"{a.accepted.reason} ({a.accepted.agreed_by}){own}"
        targets = f"target {_number(a.target, view)} instead of {_number(a.original_target, view)}"
        yield "Accepted", f"{targets} until {day_words(a.accepted.until)}: {terms}"
    if view.rebaselined is not None:
        then = original_words(view.rebaselined, view.as_first_recorded)
        yield "†", f"{rebaselined_words(view.rebaselined)}; {then}"
    if view.update is not None:
        yield from _said(view.update)
    trend = past(view.series, kind)
    if trend:
        yield "Past", trend


def _said(update: Update) -> Iterator[tuple[str, str]]:
    draft = update.draft
    when = f"{day_words(draft.as_at)}, recorded {day_words(update.recorded_at.date())} by {update.author}"
    if update.source is not None:
        when += f" from {update.source.name}, {draft.source_ref or 'somewhere in it'}"
    yield "As at", f"{when} · ledger number {update.seq}"
    if update.back_loaded and draft.published_on is not None:
        yield "Back-loaded", f"published {day_words(draft.published_on)}, entered later"
    if update.marks:
        yield "Marks", ", ".join(f"[{mark}] {MARKS.get(mark, 'unknown')}" for mark in update.marks)
    for field, text in draft.texts:
        yield sentence_case(field), text
    if draft.back_on_track is not None:
        yield "Back on track", day_words(draft.back_on_track)


def _number(value: float | None, view: CellView) -> str:
    return "none" if value is None else quantity(value, view.commitment.measure.kind)


def working(view: CellView, figures: Sequence[Figure] | None = None) -> Text:
    """The whole working of a cell: inputs, formula, thresholds, which plan version; then, once they are
    worked out, what its numbers can bear."""
    text = first_lines(view.force.name, view.commitment, view.assessment)
    for label, words in _working(view):
        text.append(f"\n\n{label}\n", style=LABEL)
        text.append(shown(words))
    return text if figures is None else text.append("\n\n").append_text(whole_figures(figures))


def _working(view: CellView) -> Iterator[tuple[str, str]]:
    a, c = view.assessment, view.commitment
    yield (
        "Measure",
        f"{c.measure.kind}, {c.measure.unit}, {c.measure.direction}, reported {c.measure.reported}",
    )
    if c.is_milestone:
        yield "Due", f"{day_words(c.due)}; judged at the as-of date"
    else:
        points = "".join(
            f", {percent(w.share) if w.share is not None else _number(w.value, view)} by {day_words(w.by)}"
            for w in c.waypoints
        )
        yield (
            "Trajectory",
            (
                f"{_number(a.baseline, view)} on {day_words(c.baseline_at)}{points}, "
                f"{_number(a.target, view)} by {day_words(c.due)} ({c.shape})"
            ),
        )
        yield "Formula", _formula(view)
        t = c.thresholds
        third = f", amber-red {percent(t.amber_red, 2)}" if t.amber_red is not None else ""
        yield "Thresholds", f"green {percent(t.green, 2)}, amber {percent(t.amber, 2)}{third}"
    if view.original is not None:
        yield "Against the plan's own target", view.original.reason
    if view.rebaselined is not None:
        yield from _rebaselined(view.rebaselined, view.as_first_recorded)
    yield "Out of date after", f"{c.stale_after} days; returns are {c.reporting}, due {c.due_after} days on"
    yield "Source", c.source
    yield "Plan version", str(view.plan_version)


def _rebaselined(past: Rebaselining, first: Assessment | None) -> Iterator[tuple[str, str]]:
    yield "Re-baselined †", f"{rebaselined_words(past)}."
    promise = f"{promise_words(past.original, past.force)}, in plan version {past.original_version}"
    judged = (
        f"Under that it would be {first.status.value}. {first.reason}" if first else "Measured otherwise."
    )
    yield "As first recorded", f"{promise}. {judged}"


def _formula(view: CellView) -> str:
    a = view.assessment
    value, expected, baseline, target = (
        _number(n, view) for n in (a.value, a.expected, a.baseline, a.target)
    )
    if a.value is None:
        return f"no value; {expected} would be expected"
    share = "none: no progress was expected yet" if a.performance is None else percent(a.performance, 2)
    if view.commitment.measure.direction is Direction.MAINTAIN:
        return f"1 − shortfall ÷ target: value {value}, target {target} = {share}"
    return (
        f"(value − baseline) ÷ (expected − baseline) = ({value} − {baseline}) ÷ ({expected} − {baseline}) "
        f"= {share}"
    )
