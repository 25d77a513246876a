"""From the parts of a document to a plan: defaults filled in, names matched, numbers worked out by force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.force import UnknownForceError
from tracker.domain.plan import (
    NATIONAL,
    Acceptance,
    Bound,
    Commitment,
    Direction,
    Exemption,
    Kind,
    Measure,
    Normaliser,
    Paper,
    Plan,
    RollupThresholds,
    Scope,
    Thresholds,
    Waypoint,
    Weight,
)
from tracker.domain.words import number
from tracker.planfile.bodies import chosen, national_body, with_bodies
from tracker.planfile.document import ExplainRed
from tracker.planfile.figures import Figures
from tracker.planfile.relations import check_commitment, check_replaced, check_thresholds
from tracker.planfile.targets import targets_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.force import Force, Register
    from tracker.planfile.document import CommitmentPart, MeasurePart, PlanPart, RagPart
    from tracker.planfile.figures import FolderFiles
    from tracker.yamlfile.problems import Place, Report


class Resolver:
    """Resolves one document; ``notes`` says what a reader should know although it is no error."""

    def __init__(self, part: PlanPart, register: Register, files: FolderFiles, report: Report) -> None:
        self._part = part
        self._report = report
        self._register = with_bodies(register, part.bodies, report)
        self._regions = frozenset(self._register.regions())
        self._forces = chosen(part.forces, self._register, ("forces",), report)
        bodies = [self._register.by_slug.get(body.slug) for body in part.bodies]
        listed = {force.slug for force in self._forces}
        self._forces = (*self._forces, *(b for b in bodies if b is not None and b.slug not in listed))
        self._figures = Figures(self._register, files, report)
        self.notes: list[str] = []

    def plan(self, parts: Mapping[int, CommitmentPart]) -> Plan:
        """The resolved plan; where the report has problems it is not to be used."""
        part = self._part
        check_thresholds(part.rag, ("rag",), self._report)
        seen: dict[str, int] = {}
        for i, commitment in parts.items():
            place: Place = ("commitments", i, "id")
            if commitment.id in seen:
                line = self._report.where.get(("commitments", seen[commitment.id], "id"), (0, 0))[0]
                message = f"The id “{commitment.id}” is used already, on line {line}: choose another."
                self._report.add(place, message)
            seen.setdefault(commitment.id, i)
        check_replaced(parts, self._report)
        commitments = tuple(self._commitment(c, ("commitments", i)) for i, c in parts.items())
        return Plan(
            id=part.plan,
            title=part.title,
            owner=part.owner,
            marking=part.marking,
            starts=part.starts,
            reporting=part.reporting,
            due_after=part.due_after,
            councils=tuple(sorted(set(part.councils))),
            thresholds=_thresholds(part.rag, None),
            rollup=RollupThresholds(part.rollup.red, part.rollup.green),
            explain_red=part.explain_red is ExplainRed.REQUIRED,
            illustrative=part.illustrative,
            strands=part.strands,
            forces=self._all_forces(commitments),
            commitments=commitments,
            asks=tuple(part.asks),
            paper=Paper(**part.paper.model_dump()),
        )

    def _all_forces(self, commitments: tuple[Commitment, ...]) -> tuple[Force, ...]:
        if any(c.scope is Scope.NATIONAL for c in commitments):
            return (national_body(self._forces), *self._forces)
        return self._forces

    def _commitment(self, part: CommitmentPart, place: Place) -> Commitment:
        if part.strand not in self._part.strands:
            known = ", ".join(self._part.strands) or "none"
            self._report.add(
                (*place, "strand"), f"There is no strand “{part.strand}”; the strands are {known}."
            )
        check_thresholds(part.rag, (*place, "rag"), self._report, self._part.rag)
        starts = part.starts or self._part.starts
        reporting = part.reporting or self._part.reporting
        stale_after = part.rag.stale_after or self._part.rag.stale_after or reporting.stale_after
        forces = self._forces_of(part, place)
        measure = _measure(part.measure)
        baselines, targets = self._numbers(part, measure, forces, place)
        commitment = Commitment(
            id=part.id,
            title=part.title,
            strand=part.strand,
            lead=part.lead,
            source=part.source,
            scope=part.scope,
            measure=measure,
            starts=starts,
            due=part.target.by,
            reporting=reporting,
            due_after=self._part.due_after if part.due_after is None else part.due_after,
            stale_after=stale_after,
            forces=forces,
            baseline_at=part.baseline.as_at if part.baseline else starts,
            baselines=baselines,
            targets=targets,
            waypoints=tuple(Waypoint(w.by, w.value, w.share) for w in part.trajectory),
            shape=part.shape,
            thresholds=_thresholds(self._part.rag, part.rag),
            accept=tuple(self._acceptances(part, forces, place)),
            exempt=tuple(self._exemptions(part, forces, place)),
            national_target=part.target.national,
            replaces=tuple(part.replaces),
        )
        check_commitment(commitment, part, place, self._report)
        self._note_national(commitment)
        return commitment

    def _forces_of(self, part: CommitmentPart, place: Place) -> tuple[str, ...]:
        if part.scope is Scope.NATIONAL:
            if part.forces is not None:
                self._report.add(
                    (*place, "forces"), "A national commitment has no forces: leave the key out."
                )
            return (NATIONAL,)
        if part.forces is None:
            return tuple(force.slug for force in self._forces)
        wanted = {f.slug for f in chosen(part.forces, self._register, (*place, "forces"), self._report)}
        known = [force.slug for force in self._forces if force.slug in wanted]
        if wanted - set(known):
            outside = ", ".join(sorted(wanted - set(known)))
            self._report.add(
                (*place, "forces"), f"The plan is not for {outside}: name them under its forces."
            )
        return tuple(known)

    def _numbers(
        self, part: CommitmentPart, measure: Measure, forces: tuple[str, ...], place: Place
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Baselines and targets by force; none for a milestone."""
        if measure.kind is Kind.MILESTONE:
            if part.baseline is not None:
                self._report.add((*place, "baseline"), "A milestone has no baseline: leave the key out.")
            return {}, {}
        if part.baseline is None:
            self._report.add(place, "The key “baseline” is missing here: where does it start from, and when?")
            return {}, {}
        inner = (*place, "baseline", "value")
        baselines = self._figures.by_force(part.baseline.value, forces, inner)
        sizes = {f.slug: f for f in (*self._forces, national_body(self._forces))}
        targets = targets_of(part, baselines, forces, sizes, self._figures, place, self._report)
        return baselines, targets

    def _acceptances(self, part: CommitmentPart, forces: tuple[str, ...], place: Place) -> list[Acceptance]:
        return [
            Acceptance(slug, a.target, a.until, a.reason, a.agreed_by)
            for i, a in enumerate(part.accept)
            if (slug := self._one_of(a.force, forces, (*place, "accept", i, "force")))
        ]

    def _exemptions(self, part: CommitmentPart, forces: tuple[str, ...], place: Place) -> list[Exemption]:
        return [
            Exemption(slug, e.until, e.reason)
            for i, e in enumerate(part.exempt)
            if (slug := self._one_of(e.force, forces, (*place, "exempt", i, "force")))
        ]

    def _one_of(self, name: str, forces: tuple[str, ...], place: Place) -> str | None:
        """The slug of one force that the commitment applies to, by any of its names."""
        try:
            slug = NATIONAL if name == NATIONAL else self._register.match(name).slug
        except UnknownForceError as error:
            hint = " A region cannot be named here: name each force." if name in self._regions else ""
            self._report.add(place, f"{error}{hint}")
            return None
        if slug not in forces:
            self._report.add(place, f"The commitment does not apply to {slug}.")
            return None
        return slug

    def _note_national(self, commitment: Commitment) -> None:
        stated = commitment.national_target
        if stated is None or commitment.scope is Scope.NATIONAL or not commitment.targets:
            return
        if commitment.measure.kind not in (Kind.COUNT, Kind.LEVEL):
            return
        total = sum(commitment.targets.values())
        gap = round(total - stated, 6)
        if gap:
            way = "above" if gap > 0 else "below"
            self.notes.append(
                f"{commitment.id}: the targets of the forces add up to {number(total)}, which is "
                f"{number(abs(gap))} {way} the stated national target of {number(stated)}."
            )


def _thresholds(plan: RagPart, own: RagPart | None) -> Thresholds:
    def pick(name: str, default: float | None) -> Any:
        for part in (own, plan):
            if part is not None and getattr(part, name) is not None:
                return getattr(part, name)
        return default

    return Thresholds(pick("green", 0.95), pick("amber", 0.80), pick("amber_red", None))


def _measure(part: MeasurePart) -> Measure:
    is_percentage = part.kind is Kind.PERCENTAGE
    normaliser = None
    if part.per is not None:
        amount, of = part.per.split()
        normaliser = Normaliser(float(amount), Weight(of))
    return Measure(
        kind=part.kind,
        unit=part.unit or ("%" if is_percentage else part.kind.value),
        direction=Direction.INCREASE if part.kind is Kind.MILESTONE else part.direction,
        bound=part.bound or Bound.AT_LEAST,
        reported=part.reported,
        per=normaliser,
        weight=part.weight,
        multiplier=part.multiplier if part.multiplier is not None else 100.0 if is_percentage else 1.0,
        estimate_by=part.estimate_by,
    )
