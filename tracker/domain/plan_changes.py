"""What changed between two versions of a plan, in sentences that say which way it changed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from tracker.domain.plan import Direction
from tracker.domain.words import day_words, number, percent, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from tracker.domain.plan import Commitment, ForceSlug, Plan, Thresholds


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference: where it is, the sentence, and whether it is a re-baselining.

    A changed baseline, target, due date or threshold re-baselines; ``commitment`` is None for the plan's
    own keys.
    """

    commitment: str | None
    text: str
    rebaselines: bool = False


def plan_changes(old: Plan, new: Plan) -> list[PlanChange]:
    """Every difference between two versions, the plan's own keys first, then commitment by commitment."""
    changes = [*_plan_keys(old, new)]
    before = {c.id: c for c in old.commitments}
    after = {c.id: c for c in new.commitments}
    for cid, commitment in after.items():
        if cid not in before:
            changes.append(PlanChange(cid, f"{cid}: new commitment, “{commitment.title}”."))
        elif before[cid] != commitment:
            changes += _commitment_changes(before[cid], commitment)
    changes += [PlanChange(cid, f"{cid}: taken out of the plan.") for cid in before if cid not in after]
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
    yield from _members("force", (f.slug for f in old.forces), (f.slug for f in new.forces))
    sizes = {f.slug: f for f in old.forces}
    for force in new.forces:
        if force.slug in sizes and sizes[force.slug] != force:
            yield PlanChange(None, f"register: the details of {force.slug} changed.")
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


def _commitment_changes(old: Commitment, new: Commitment) -> Iterator[PlanChange]:
    cid = new.id
    for key in ("title", "strand", "lead", "source", "scope", "reporting", "shape", "measure"):
        a, b = getattr(old, key), getattr(new, key)
        if a != b:
            rebaselines = key in ("measure", "shape", "scope")
            words = f": “{a}” → “{b}”" if key != "measure" else f": {_measure(old)} → {_measure(new)}"
            yield PlanChange(cid, f"{key} of {cid}{words}.", rebaselines)
    yield from _dates(old, new)
    for key in ("due_after", "stale_after"):
        a, b = getattr(old, key), getattr(new, key)
        if a != b:
            yield PlanChange(cid, f"{key} of {cid}: {plural(a, 'day')} → {plural(b, 'day')}.")
    yield from _figures("baseline", old, new, lambda c: c.baselines)
    yield from _figures("target", old, new, lambda c: c.targets)
    yield from _national(old, new)
    if old.waypoints != new.waypoints:
        yield PlanChange(cid, f"trajectory of {cid}: {_waypoints(old)} → {_waypoints(new)}.", True)
    if old.thresholds != new.thresholds:
        text = f"thresholds of {cid}: {_thresholds(old.thresholds)} → {_thresholds(new.thresholds)}."
        yield PlanChange(cid, text, True)
    if set(old.forces) != set(new.forces):
        text = f"forces of {cid}: {plural(len(old.forces), 'force')} → {plural(len(new.forces), 'force')}."
        yield PlanChange(cid, text)
    yield from _agreements(old, new)


def _measure(commitment: Commitment) -> str:
    m = commitment.measure
    parts = [
        m.kind,
        f"in {m.unit}",
        m.direction,
        m.reported,
        f"weight {m.weight}",
        f"× {number(m.multiplier)}",
    ]
    if m.direction is Direction.MAINTAIN:
        parts.append(m.bound)
    if m.per is not None:
        parts.append(f"per {number(m.per.amount)} {m.per.of}")
    return ", ".join(map(str, parts))


def _dates(old: Commitment, new: Commitment) -> Iterator[PlanChange]:
    if old.starts != new.starts:
        yield PlanChange(new.id, f"start of {new.id}: {day_words(old.starts)} → {day_words(new.starts)}.")
    if old.baseline_at != new.baseline_at and not new.is_milestone:
        text = f"baseline date of {new.id}: {day_words(old.baseline_at)} → {day_words(new.baseline_at)}."
        yield PlanChange(new.id, text, True)
    if old.due != new.due:
        text = (
            f"due date of {new.id}: {day_words(old.due)} → {day_words(new.due)}: {_sooner(old.due, new.due)}."
        )
        yield PlanChange(new.id, text, True)


def _sooner(old: date, new: date) -> str:
    return "later" if new > old else "sooner"


def _figures(
    word: str, old: Commitment, new: Commitment, of: Callable[[Commitment], Mapping[ForceSlug, float]]
) -> Iterator[PlanChange]:
    """Changed numbers by force; one sentence where every force's changed alike."""
    a, b = of(old), of(new)
    changed = {slug: (a[slug], b[slug]) for slug in b if slug in a and a[slug] != b[slug]}
    if not changed:
        return
    kind = new.measure.kind
    if len(changed) == len(b) and len(b) > 1 and len(set(changed.values())) == 1:
        changed = {"every force": next(iter(changed.values()))}
    for slug, (x, y) in changed.items():
        way = f": {_easier(new, x, y)}" if word == "target" else ""
        text = f"{word} of {new.id} for {slug}: {quantity(x, kind)} → {quantity(y, kind)}{way}."
        yield PlanChange(new.id, text, True)


def _easier(commitment: Commitment, old: float, new: float) -> str:
    if commitment.measure.direction is Direction.MAINTAIN:
        return "higher" if new > old else "lower"
    harder = new > old if commitment.measure.direction is Direction.INCREASE else new < old
    return "harder" if harder else "easier"


def _national(old: Commitment, new: Commitment) -> Iterator[PlanChange]:
    if old.national_target != new.national_target:
        a, b = (
            "none" if c.national_target is None else quantity(c.national_target, c.measure.kind)
            for c in (old, new)
        )
        yield PlanChange(new.id, f"national target of {new.id}: {a} → {b}.", True)


def _waypoints(commitment: Commitment) -> str:
    points = [
        f"{percent(w.share) if w.share is not None else quantity(w.value or 0.0, commitment.measure.kind)} "
        f"by {day_words(w.by)}"
        for w in commitment.waypoints
    ]
    return ", ".join(points) or "a straight line"


def _thresholds(thresholds: Thresholds) -> str:
    text = f"green {percent(thresholds.green, 2)}, amber {percent(thresholds.amber, 2)}"
    if thresholds.amber_red is not None:
        text += f", amber-red {percent(thresholds.amber_red, 2)}"
    return text


def _agreements(old: Commitment, new: Commitment) -> Iterator[PlanChange]:
    for a in new.accept:
        if a not in old.accept:
            goal = quantity(a.target, new.measure.kind)
            text = (
                f"accepted shortfall of {new.id} for {a.force}: target {goal} "
                f"until {day_words(a.until)} ({a.reason}; agreed by {a.agreed_by})."
            )
            yield PlanChange(new.id, text)
    for a in old.accept:
        if a not in new.accept:
            yield PlanChange(new.id, f"accepted shortfall of {new.id} for {a.force}: ended.")
    for e in new.exempt:
        if e not in old.exempt:
            text = f"exemption from {new.id} for {e.force} until {day_words(e.until)} ({e.reason})."
            yield PlanChange(new.id, text)
    for e in old.exempt:
        if e not in new.exempt:
            yield PlanChange(new.id, f"exemption from {new.id} for {e.force}: ended.")
