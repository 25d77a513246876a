"""The status of a cell: build the case, ask the rules in their order, keep the numbers beside the answer.

The rules themselves are in :mod:`tracker.domain.number_rules` and :mod:`tracker.domain.milestone_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.case import Answered, Case
from tracker.domain.common_rules import SILENT_RULES
from tracker.domain.milestone_rules import MILESTONE_RULES
from tracker.domain.number_rules import NUMBER_RULES
from tracker.domain.performance import performance, progress
from tracker.domain.plan import Direction
from tracker.domain.status import says_better
from tracker.domain.trajectory import trajectory_of

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.case import Sentence, Verdict
    from tracker.domain.plan import Acceptance, Commitment, Exemption, ForceSlug
    from tracker.domain.reading import Reading
    from tracker.domain.status import Status
    from tracker.domain.update import Update

#: In the place of a milestone's numbers.
NAN = float("nan")


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


def assess(
    commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date, *, accept: bool = True
) -> Assessment:
    """The status of a force on a commitment as of a day.

    ``accept=False`` judges against the original target where a shortfall was accepted.
    """
    numeric = not commitment.is_milestone
    if numeric:
        case = _number_case(commitment, force, reading, as_of, accept=accept)
    else:
        case = _milestone_case(commitment, force, reading, as_of)
    answered = case if isinstance(case, Answered) else None
    verdict = _verdict(case)
    return Assessment(
        status=verdict.status,
        update=reading.update,
        value=answered.value if answered and numeric else _shown_value(reading),
        expected=case.expected if numeric else None,
        baseline=case.baseline if numeric else None,
        target=case.target if numeric else None,
        original_target=case.original_target if numeric else None,
        performance=answered.performance if answered else None,
        whole=answered.whole if answered else None,
        accepted=case.accepted,
        exemption=case.exemption,
        sentence=verdict.sentence,
    )


def _verdict(case: Case) -> Verdict:
    """That of the first rule that applies."""
    if not isinstance(case, Answered):
        return next(filter(None, (rule(case) for rule in SILENT_RULES)))
    rules = MILESTONE_RULES if case.commitment.is_milestone else NUMBER_RULES
    return next(filter(None, (rule(case) for rule in rules)))


def _shown_value(reading: Reading) -> float | None:
    return reading.update.draft.value if reading.update else None


def _since(start: date, update: Update | None) -> Update | None:
    """An update from the start on: what is older is history, shown in trends, never judged."""
    return update if update and update.draft.as_at >= start else None


# A state says nothing of a number, nor a number of a milestone: a commitment that was of the other kind in an
# earlier version of the plan has nothing reported yet.


def _milestone_case(commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date) -> Case:
    start = commitment.starts
    update, valueless = _since(start, reading.update), _since(start, reading.valueless)
    exemption = commitment.exemption(force, as_of)
    seen = (commitment, as_of, exemption, None, valueless, NAN, NAN, NAN, NAN)
    return Answered(*seen, update, NAN, 0, None, None) if update and update.draft.state else Case(*seen)


def _number_case(
    commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date, *, accept: bool
) -> Case:
    start = commitment.starts
    update, valueless = _since(start, reading.update), _since(start, reading.valueless)
    exemption = commitment.exemption(force, as_of)
    accepted = commitment.acceptance(force, as_of) if accept else None
    original = commitment.targets[force]
    trajectory = trajectory_of(commitment, force, accepted.target if accepted else None)
    target = trajectory.target
    held = commitment.measure.direction is Direction.MAINTAIN
    baseline = commitment.baselines[force] if held else trajectory.baseline
    seen = (commitment, as_of, exemption, accepted, valueless, baseline, target, original)
    value = update.draft.value if update else None
    if update is None or value is None:
        return Case(*seen, trajectory.expected(as_of))
    expected, missing = trajectory.expected(update.draft.as_at), 0
    if reading.total is not None:
        value, missing = reading.total.value, len(reading.total.missing)
        expected = reading.total.expected(trajectory)
    share = performance(commitment.measure, value, baseline, expected, target)
    return Answered(*seen, expected, update, value, missing, share, progress(value, baseline, target))
