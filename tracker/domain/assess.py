"""The status of a cell: the rules of ``docs/rules.md`` in their order, the first that applies decides.

Each rule is one small function that looks at a :class:`Case` and gives a :class:`Verdict` or None. The
sentence a person reads stands beside the rule that it explains, and is only put together when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.lateness import final_due_on, first_due_on, has_fallen_due
from tracker.domain.performance import at_least, is_no_worse, maintained, progress, shortfall
from tracker.domain.plan import Bound, Direction
from tracker.domain.status import Status, says_better
from tracker.domain.trajectory import trajectory_of
from tracker.domain.update import MARKS, State
from tracker.domain.words import day_words, percent, percent_beside, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tracker.domain.plan import Acceptance, Commitment, Exemption, ForceSlug
    from tracker.domain.reading import Reading
    from tracker.domain.update import Update

#: Expected progress under this share of the whole way is too early to judge.
EARLY_SHARE = 0.1
#: A milestone's forecast so many days after its due date is amber, later is red; due so soon and not
#: started is amber.
MILESTONE_MARGIN = timedelta(days=30)

Sentence: TypeAlias = "Callable[[], str]"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The status of one cell and the numbers behind it, in the measure's unit.

    ``expected``, ``baseline`` and ``target`` are None for a milestone; ``expected`` is that of the value's
    own as-at date, or of the as-of date where there is no value. ``target`` is the one judged against;
    ``original_target`` differs from it where a shortfall was accepted. ``performance`` is the share of the
    expected progress, ``whole`` that of the whole way, neither clamped.
    """

    status: Status
    update: Update | None
    value: float | None
    expected: float | None
    baseline: float | None
    target: float | None
    original_target: float | None
    performance: float | None
    whole: float | None
    accepted: Acceptance | None
    exemption: Exemption | None
    sentence: Sentence = field(compare=False, repr=False)

    @property
    def reason(self) -> str:
        """Why the status is what it is: one plain sentence with its numbers."""
        return self.sentence()

    @property
    def flagged(self) -> bool:
        """Whether the force says better than the rule computes."""
        return self.update is not None and says_better(self.update.draft.self_status, self.status)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule decides, and its sentence."""

    status: Status
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Case:
    """All that the rules look at: the commitment, the reading, and the numbers worked out from them.

    ``update`` is the update judged: None where there is none since the start.
    """

    commitment: Commitment
    as_of: date
    update: Update | None
    valueless: Update | None
    value: float | None
    missing_periods: int
    baseline: float
    target: float
    original_target: float
    expected: float
    performance: float | None
    whole: float | None
    accepted: Acceptance | None
    exemption: Exemption | None


def assess(
    commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date, *, accept: bool = True
) -> Assessment:
    """The status of a force on a commitment as of a day.

    ``accept=False`` judges against the original target where a shortfall was accepted.
    """
    case = _case(commitment, force, reading, as_of, accept=accept)
    rules = _MILESTONE_RULES if commitment.is_milestone else _RULES
    verdict = next(v for v in (rule(case) for rule in rules) if v is not None)
    numeric = not commitment.is_milestone
    return Assessment(
        status=verdict.status,
        update=reading.update,
        value=case.value if case.update else _shown_value(reading),
        expected=case.expected if numeric else None,
        baseline=case.baseline if numeric else None,
        target=case.target if numeric else None,
        original_target=case.original_target if numeric else None,
        performance=case.performance,
        whole=case.whole,
        accepted=case.accepted,
        exemption=case.exemption,
        sentence=verdict.sentence,
    )


def _shown_value(reading: Reading) -> float | None:
    return reading.update.draft.value if reading.update else None


def _case(
    commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date, *, accept: bool
) -> Case:
    update = reading.update
    if update is not None and update.draft.as_at < commitment.starts:
        update = None  # history: shown in trends, never judged
    valueless = reading.valueless
    if valueless is not None and valueless.draft.as_at < commitment.starts:
        valueless = None
    exemption = commitment.exemption(force, as_of)
    if commitment.is_milestone:
        nan = float("nan")
        return Case(
            commitment, as_of, update, valueless, None, 0, nan, nan, nan, nan, None, None, None, exemption
        )
    accepted = commitment.acceptance(force, as_of) if accept else None
    original = commitment.targets[force]
    trajectory = trajectory_of(commitment, force, accepted.target if accepted else None)
    baseline, target = trajectory.baseline, trajectory.target
    if commitment.measure.direction is Direction.MAINTAIN:
        baseline = commitment.baselines[force]
    value = performance = whole = None
    missing = 0
    expected = trajectory.expected(update.draft.as_at if update else as_of)
    if update is not None:
        value = update.draft.value
        if reading.total is not None:
            value, missing = reading.total.value, len(reading.total.missing)
            expected = reading.total.expected(trajectory)
    if value is not None:
        performance = _performance(commitment, value, baseline, expected, target)
        whole = progress(value, baseline, target)
    return Case(
        commitment, as_of, update, valueless, value, missing, baseline, target, original, expected,
        performance, whole, accepted, exemption,
    )  # fmt: skip


def _performance(
    commitment: Commitment, value: float, baseline: float, expected: float, target: float
) -> float | None:
    measure = commitment.measure
    if measure.direction is Direction.MAINTAIN:
        return maintained(value, target, measure.bound)
    share = progress(value, baseline, expected)
    if share is None and progress(value, baseline, target) is None:
        return 1.0 if is_no_worse(value, target, measure.direction) else 0.0
    return share


# --- the rules, in their order -------------------------------------------------------------------------


def _exempt(case: Case) -> Verdict | None:
    exemption = case.exemption
    if exemption is None:
        return None
    return Verdict(
        Status.EXEMPT, lambda: f"Exempt until {day_words(exemption.until)}: {exemption.reason}."
    )


def _not_started(case: Case) -> Verdict | None:
    if case.as_of >= case.commitment.starts:
        return None
    return Verdict(Status.EARLY, lambda: f"Not started: begins on {day_words(case.commitment.starts)}.")


def _nothing_reported(case: Case) -> Verdict | None:
    if case.update is not None:
        return None
    due_on = first_due_on(case.commitment)
    valueless = case.valueless
    if valueless is not None:
        word = next((MARKS[mark] for mark in valueless.draft.marks if mark in "xzc"), "not available")
        return Verdict(
            Status.NONE,
            lambda: f"No value: reported as {word} as at {day_words(valueless.draft.as_at)}.",
        )
    if has_fallen_due(due_on, case.as_of):
        return Verdict(
            Status.NONE, lambda: f"Nothing reported: the first return was due by {day_words(due_on)}."
        )
    return Verdict(Status.EARLY, lambda: f"Nothing due yet: the first return is due by {day_words(due_on)}.")


def _complete(case: Case) -> Verdict | None:
    """The target is reached: the original one, also where a lower one was accepted for the time being."""
    if case.value is None or case.update is None:
        return None
    measure, as_at = case.commitment.measure, case.update.draft.as_at
    if measure.direction is Direction.MAINTAIN:
        if as_at < case.commitment.due or not _held(case, case.original_target):
            return None
        return Verdict(
            Status.COMPLETE,
            lambda: f"Held: {_value(case)} at {day_words(as_at)}, {_bound(case, case.original_target)}.",
        )
    if not is_no_worse(case.value, case.original_target, measure.direction):
        return None
    return Verdict(
        Status.COMPLETE,
        lambda: (
            f"Target reached: {_value(case)} as at {day_words(as_at)}, target "
            f"{_number(case, case.original_target)} by {day_words(case.commitment.due)}."
        ),
    )


def _too_early(case: Case) -> Verdict | None:
    if case.commitment.measure.direction is Direction.MAINTAIN or case.value is None:
        return None
    share = progress(case.expected, case.baseline, case.target)
    if share is None or at_least(share, EARLY_SHARE):
        return None
    if not is_no_worse(case.value, case.baseline, case.commitment.measure.direction):
        return None
    return Verdict(
        Status.EARLY,
        lambda: (
            f"Too early to say: {_value(case)} where {_number(case, case.expected)} was expected, "
            f"{percent(share)} of the whole way."
        ),
    )


def _stale(case: Case) -> Verdict | None:
    if case.update is None:
        return None
    age = (case.as_of - case.update.draft.as_at).days
    limit = case.commitment.stale_after
    if age <= limit:
        return None
    return Verdict(
        Status.STALE,
        lambda: (
            f"Last reported {_said(case)} as at {day_words(case.update.draft.as_at)}, "  # type: ignore[union-attr]
            f"{plural(age, 'day')} ago: out of date after {plural(limit, 'day')}."
        ),
    )


def _missed(case: Case) -> Verdict | None:
    """A value for the due date or later falls short, or the return that covers it is overdue."""
    if case.value is None or case.update is None:
        return None
    commitment, as_at = case.commitment, case.update.draft.as_at
    if as_at >= commitment.due:
        if _reaches(case):
            return None
        return Verdict(
            Status.RED,
            lambda: (
                f"Target missed: {_value(case)} as at {day_words(as_at)}, {_goal(case)} "
                f"by {day_words(commitment.due)}."
            ),
        )
    due_on = final_due_on(commitment)
    if not has_fallen_due(due_on, case.as_of):
        return None
    return Verdict(
        Status.RED,
        lambda: (
            f"Target missed: no return for {day_words(commitment.due)} by {day_words(due_on)}; last "
            f"{_value(case)} as at {day_words(as_at)}, {_goal(case)}."
        ),
    )


def _by_performance(case: Case) -> Verdict:
    """The three or four colours."""
    thresholds = case.commitment.thresholds
    performance = case.performance
    if performance is None:
        return Verdict(
            Status.RED,
            lambda: f"Gone backwards: {_value(case)} from a baseline of {_number(case, case.baseline)}.",
        )
    if at_least(performance, thresholds.green):
        return Verdict(Status.GREEN, lambda: _working(case, performance, "at or above", thresholds.green))
    if at_least(performance, thresholds.amber):
        return Verdict(Status.AMBER, lambda: _working(case, performance, "below", thresholds.green))
    if thresholds.amber_red is not None and at_least(performance, thresholds.amber_red):
        return Verdict(Status.AMBER_RED, lambda: _working(case, performance, "below", thresholds.amber))
    lowest = thresholds.amber if thresholds.amber_red is None else thresholds.amber_red
    return Verdict(Status.RED, lambda: _working(case, performance, "below", lowest))


_RULES: tuple[Callable[[Case], Verdict | None], ...] = (
    _exempt,
    _not_started,
    _nothing_reported,
    _complete,
    _too_early,
    _stale,
    _missed,
    _by_performance,
)


# --- milestones: judged at the as-of date ---------------------------------------------------------------


def _done(case: Case) -> Verdict | None:
    if case.update is None or case.update.draft.state is not State.DONE:
        return None
    as_at = case.update.draft.as_at
    return Verdict(Status.COMPLETE, lambda: f"Done as at {day_words(as_at)}.")


def _past_due(case: Case) -> Verdict | None:
    due = case.commitment.due
    if case.as_of <= due:
        return None
    return Verdict(Status.RED, lambda: f"Not done: {_said(case)}, {_days_past(case)} past {day_words(due)}.")


def _forecast_late(case: Case) -> Verdict | None:
    forecast = case.update.draft.forecast if case.update else None
    due = case.commitment.due
    if forecast is None or forecast <= due:
        return None
    status = Status.AMBER if forecast <= due + MILESTONE_MARGIN else Status.RED
    return Verdict(
        status,
        lambda: (
            f"Forecast for {day_words(forecast)}, {plural((forecast - due).days, 'day')} after it is due "
            f"on {day_words(due)}."
        ),
    )


def _due_soon(case: Case) -> Verdict | None:
    due = case.commitment.due
    if case.update is None or case.update.draft.state is not State.NOT_STARTED:
        return None
    if due - case.as_of > MILESTONE_MARGIN:
        return None
    return Verdict(
        Status.AMBER,
        lambda: f"Not started, and due in {plural((due - case.as_of).days, 'day')}, on {day_words(due)}.",
    )


def _on_course(case: Case) -> Verdict:
    due = case.commitment.due
    return Verdict(Status.GREEN, lambda: f"{_said(case).capitalize()}, due on {day_words(due)}.")


_MILESTONE_RULES: tuple[Callable[[Case], Verdict | None], ...] = (
    _exempt,
    _not_started,
    _nothing_reported,
    _done,
    _stale,
    _past_due,
    _forecast_late,
    _due_soon,
    _on_course,
)


# --- what the rules and their sentences share -----------------------------------------------------------


def _held(case: Case, target: float) -> bool:
    """Whether a maintained value stands at its target; ``within`` allows what the green threshold allows."""
    measure, value = case.commitment.measure, case.value
    if value is None:
        return False
    if measure.bound is Bound.WITHIN:
        return at_least(maintained(value, target, measure.bound), case.commitment.thresholds.green)
    return round(shortfall(value, target, measure.bound), 9) == 0


def _reaches(case: Case) -> bool:
    direction = case.commitment.measure.direction
    if direction is Direction.MAINTAIN:
        return _held(case, case.target)
    return case.value is not None and is_no_worse(case.value, case.target, direction)


def _number(case: Case, value: float) -> str:
    return quantity(value, case.commitment.measure.kind)


def _value(case: Case) -> str:
    return _number(case, case.value if case.value is not None else float("nan"))


def _said(case: Case) -> str:
    if case.update is not None and case.update.draft.state is not None:
        return case.update.draft.state.value
    return _value(case)


def _days_past(case: Case) -> str:
    return plural((case.as_of - case.commitment.due).days, "day")


def _goal(case: Case) -> str:
    if case.commitment.measure.direction is Direction.MAINTAIN:
        return _bound(case, case.target)
    accepted = f" (accepted; the plan's is {_number(case, case.original_target)})" if case.accepted else ""
    return f"target {_number(case, case.target)}{accepted}"


def _bound(case: Case, target: float) -> str:
    word = {Bound.AT_LEAST: "at least", Bound.AT_MOST: "at most", Bound.WITHIN: "close to"}
    return f"to be held at {word[case.commitment.measure.bound]} {_number(case, target)}"


def _working(case: Case, performance: float, relation: str, threshold: float) -> str:
    share = percent_beside(performance, threshold)
    limit = percent(threshold, 2)
    day = day_words(case.update.draft.as_at) if case.update else ""
    if case.commitment.measure.direction is Direction.MAINTAIN:
        return f"{_value(case)} at {day}, {_bound(case, case.target)}: {share}, {relation} {limit}."
    joint = "of the" if case.commitment.measure.direction is Direction.INCREASE else "where"
    verb = "expected" if joint == "of the" else "was expected"
    accepted = " with the accepted target" if case.accepted else ""
    gaps = f" ({plural(case.missing_periods, 'period')} not reported, left out)" if case.missing_periods else ""
    return (
        f"{_value(case)} {joint} {_number(case, case.expected)} {verb} by {day}{accepted}{gaps}: "
        f"{share} of the expected progress, {relation} {limit}."
    )

