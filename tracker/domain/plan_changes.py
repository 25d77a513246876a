"""What changed between two versions of a plan, in sentences that say which way it changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tracker.domain.words import day_words, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.domain.plan import CommitmentId, ForceSlug, Plan


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference: where it is, the sentence, whether it is a re-baselining, and whether it is easier.

    A changed baseline, target, due date, trajectory, measure or threshold re-baselines; ``commitment`` is
    None for the plan's own keys, ``force`` where it is not one force's alone. ``easier`` says that the
    promise is easier to keep in this respect.
    """

    commitment: CommitmentId | None
    text: str
    rebaselines: bool = False
    easier: bool = False
    force: ForceSlug | None = None


def plan_changes(old: Plan, new: Plan) -> list[PlanChange]:
    """Every difference between two versions, the plan's own keys first, then commitment by commitment."""
    from tracker.domain.commitment_changes import commitment_changes
    from tracker.domain.renaming import goes_on_as

    changes = [*_plan_keys(old, new)]
    renamed = goes_on_as(old, new)
    before = {renamed.get(c.id, c.id): c for c in old.commitments}
    names = {force.slug: force.name for plan in (old, new) for force in plan.forces}
    for commitment in new.commitments:
        cid = commitment.id
        if cid not in before:
            changes.append(PlanChange(cid, f"{cid}: new commitment, “{commitment.title}”."))
        elif before[cid] != commitment:
            changes += commitment_changes(before[cid], commitment, names)
    after = [c.id for c in new.commitments]
    changes += [
        PlanChange(cid, f"{cid}: taken out of the plan, “{c.title}”.")
        for cid, c in before.items()
        if cid not in after
    ]
    if [c for c in before if c in after] != [c for c in after if c in before]:
        changes.append(PlanChange(None, "The order of the commitments changed."))
    return changes


def _plan_keys(old: Plan, new: Plan) -> Iterator[PlanChange]:
    for key in ("id", "title", "owner", "marking", "reporting"):
        a, b = str(getattr(old, key)), str(getattr(new, key))
        if a != b:
            yield PlanChange(None, f"{key}: “{a}” → “{b}”.")
    if old.starts != new.starts:
        yield PlanChange(None, f"starts: {day_words(old.starts)} → {day_words(new.starts)}.")
    if old.due_after != new.due_after:
        yield PlanChange(None, f"due_after: {plural(old.due_after, 'day')} → {plural(new.due_after, 'day')}.")
    if old.rollup != new.rollup:
        yield PlanChange(
            None,
            f"rollup: red {percent(old.rollup.red)} → {percent(new.rollup.red)}, "
            f"green {percent(old.rollup.green)} → {percent(new.rollup.green)}.",
            rebaselines=True,
        )
    for key in ("explain_red", "illustrative"):
        if getattr(old, key) != getattr(new, key):
            yield PlanChange(None, f"{key}: {_yes(getattr(old, key))} → {_yes(getattr(new, key))}.")
    yield from _members("ask", _asks(old), _asks(new))
    yield from _paper(old, new)
    yield from _members("council", map(day_words, old.councils), map(day_words, new.councils))
    yield from _members("force", (f.name for f in old.forces), (f.name for f in new.forces))
    sizes = {f.slug: f for f in old.forces}
    for force in new.forces:
        if force.slug in sizes and sizes[force.slug] != force:
            yield PlanChange(None, f"register: the details of {force.name} changed.", force=force.slug)
    yield from _members("strand", _pairs(old.strands), _pairs(new.strands))


def _asks(plan: Plan) -> Iterator[str]:
    return (ask.removesuffix(".") for ask in plan.asks)


def _paper(old: Plan, new: Plan) -> Iterator[PlanChange]:
    """The lines of the head block, one by one."""
    for line in fields(old.paper):
        a, b = (getattr(plan.paper, line.name) for plan in (old, new))
        if a != b:
            words = " → ".join(f"“{text}”" if text is not None else "nothing" for text in (a, b))
            yield PlanChange(None, f"paper, {line.name}: {words}.")


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _pairs(strands: Mapping[str, str]) -> Iterator[str]:
    return (f"{key} ({title})" for key, title in strands.items())


def _members(word: str, old: Iterator[str], new: Iterator[str]) -> Iterator[PlanChange]:
    before, after = list(old), list(new)
    for name in after:
        if name not in before:
            yield PlanChange(None, f"{word} added: {name}.")
    for name in before:
        if name not in after:
            yield PlanChange(None, f"{word} taken out: {name}.")
