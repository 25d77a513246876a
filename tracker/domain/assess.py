"""The status of a cell: build the case, ask the rules in their order, keep the numbers beside the answer.

The rules themselves are in :mod:`tracker.domain.number_rules` and :mod:`tracker.domain.milestone_rules`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.case import Case
from tracker.domain.milestone_rules import MILESTONE_RULES
from tracker.domain.number_rules import NUMBER_RULES
from tracker.domain.performance import performance, progress
from tracker.domain.plan import Direction
from tracker.domain.status import says_better
from tracker.domain.trajectory import trajectory_of

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.case import Sentence
    from tracker.domain.plan import Acceptance, Commitment, Exemption, ForceSlug
    from tracker.domain.reading import Reading
    from tracker.domain.status import Status
    from tracker.domain.update import Update


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
    case = _case(commitment, force, reading, as_of, accept=accept)
    rules = MILESTONE_RULES if commitment.is_milestone else NUMBER_RULES
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


def _case(commitment: Commitment, force: ForceSlug, reading: Reading, as_of: date, *, accept: bool) -> Case:
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
    value = share = whole = None
    missing = 0
    expected = trajectory.expected(update.draft.as_at if update else as_of)
    if update is not None:
        value = update.draft.value
        if reading.total is not None:
            value, missing = reading.total.value, len(reading.total.missing)
            expected = reading.total.expected(trajectory)
    if value is not None:
        share = performance(commitment.measure, value, baseline, expected, target)
        whole = progress(value, baseline, target)
    return Case(
        commitment, as_of, update, valueless, value, missing, baseline, target, original, expected,
        share, whole, accepted, exemption,
    )  # fmt: skip
