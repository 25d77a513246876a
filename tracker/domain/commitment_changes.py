"""What changed in one commitment between two versions of a plan, force by force where forces differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tracker.domain.easing import Way, baseline_way, is_less_expected, target_way, thresholds_ways
from tracker.domain.plan import Acceptance, Direction, Exemption
from tracker.domain.plan_changes import PlanChange
from tracker.domain.words import day_words, number, percent, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.plan import Commitment, ForceSlug, Thresholds

    Names = Mapping[ForceSlug, str]

_Agreed = TypeVar("_Agreed", Acceptance, Exemption)

#: Stands for the forces where all of them changed alike.
_EVERY = "every force"


def commitment_changes(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    """Every difference between two versions of a commitment; forces are named by ``names``."""
    cid = new.id
    if old.id != cid:
        yield PlanChange(cid, f"{old.id} is called {cid} from here on, and keeps its past.")
    elif old.replaces != new.replaces:
        yield PlanChange(cid, f"{cid}: earlier ids {_ids(old)} → {_ids(new)}.")
    for key in ("title", "strand", "lead", "source", "scope", "reporting", "shape", "measure"):
        a, b = getattr(old, key), getattr(new, key)
        if a != b:
            rebaselines = key in ("measure", "shape", "scope")
            words = f": “{a}” → “{b}”" if key != "measure" else f": {_measure(old)} → {_measure(new)}"
            yield PlanChange(cid, f"{key} of {cid}{words}.", rebaselines)
    if old.starts != new.starts:
        text = f"start of {cid}: {_dates(old.starts, new.starts)}."
        yield PlanChange(cid, text, easier=new.starts > old.starts)
    for key in ("due_after", "stale_after"):
        a, b = getattr(old, key), getattr(new, key)
        if a != b:
            yield PlanChange(cid, f"{key} of {cid}: {plural(a, 'day')} → {plural(b, 'day')}.")
    yield from _baselines(old, new, names)
    yield from _targets(old, new, names)
    yield from _national(old, new)
    if old.waypoints != new.waypoints:
        text = f"trajectory of {cid}: {_waypoints(old)} → {_waypoints(new)}."
        yield PlanChange(cid, text, True, any(is_less_expected(old, new, f) for f in _both(old, new)))
    if old.thresholds != new.thresholds:
        yield _thresholds_change(old, new)
    yield from _forces(old, new, names)
    yield from _acceptances(old, new, names)
    yield from _exemptions(old, new, names)


def _ids(commitment: Commitment) -> str:
    return ", ".join(commitment.replaces) or "none"


def _both(old: Commitment, new: Commitment) -> list[ForceSlug]:
    """The forces that had numbers, and have."""
    return [slug for slug in new.targets if slug in old.targets]


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
    if m.estimate_by is not None:
        parts.append(f"estimated by {m.estimate_by}")
    return ", ".join(map(str, parts))


def _dates(old: date, new: date) -> str:
    return f"{day_words(old)} → {day_words(new)}: {_sooner(old, new)}"


def _sooner(old: date, new: date) -> str:
    return "later" if new > old else "sooner"


def _baselines(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    cid, measure = new.id, new.measure
    moves = measure.direction is not Direction.MAINTAIN
    if old.baseline_at != new.baseline_at and not new.is_milestone:
        later = moves and new.baseline_at > old.baseline_at
        text = f"baseline date of {cid}: {_dates(old.baseline_at, new.baseline_at)}."
        yield PlanChange(cid, text, True, easier=later)
    changed = {
        slug: (old.baselines[slug], new.baselines[slug])
        for slug in _both(old, new)
        if old.baselines[slug] != new.baselines[slug]
    }
    for slug, (a, b) in _alike(changed, new):
        way = baseline_way(measure, a, b)
        side = {Way.EASIER: ": in the force's favour", Way.HARDER: ": against the force"}.get(way, "")
        text = f"baseline of {cid} for {_name(slug, names)}: {_change(new, a, b)}{side}."
        yield PlanChange(cid, text, True, way is Way.EASIER, _force(slug))


def _targets(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    """One sentence for each force, with the dates where both changed; else one for the due date alone."""
    cid, measure, later = new.id, new.measure, new.due > old.due
    both = _both(old, new)
    changed = {s: (old.targets[s], new.targets[s]) for s in both if old.targets[s] != new.targets[s]}
    is_moved = old.due != new.due
    if is_moved and len(changed) < max(len(both), 1):
        yield PlanChange(cid, f"due date of {cid}: {_dates(old.due, new.due)}.", True, later)
    for slug, (a, b) in _alike(changed, new, by_baseline=True):
        one = next(iter(changed)) if slug == _EVERY else slug
        way = target_way(measure, new.baselines[one], a, b)
        figures = f"{_change(new, a, b)}: {way}"
        if is_moved:
            kind = measure.kind
            figures = (
                f"{quantity(a, kind)} by {day_words(old.due)} → {quantity(b, kind)} by {day_words(new.due)}: "
                f"{way} and {_sooner(old.due, new.due)}"
            )
        text = f"target of {cid} for {_name(slug, names)}: {figures}."
        yield PlanChange(cid, text, True, way is Way.EASIER or later, _force(slug))


def _alike(
    changed: Mapping[ForceSlug, tuple[float, float]], new: Commitment, *, by_baseline: bool = False
) -> Iterator[tuple[ForceSlug, tuple[float, float]]]:
    """The changes by force; one for every force where all of them are the same, their ways included."""
    pairs = {(pair, new.baselines[slug] if by_baseline else 0.0) for slug, pair in changed.items()}
    if len(changed) == len(new.targets) and len(changed) > 1 and len(pairs) == 1:
        yield _EVERY, next(iter(changed.values()))
    else:
        yield from changed.items()


def _name(slug: ForceSlug, names: Names) -> str:
    return slug if slug == _EVERY else names.get(slug, slug)


def _force(slug: ForceSlug) -> ForceSlug | None:
    return None if slug == _EVERY else slug


def _change(new: Commitment, old: float, now: float) -> str:
    return f"{quantity(old, new.measure.kind)} → {quantity(now, new.measure.kind)}"


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


def _thresholds_change(old: Commitment, new: Commitment) -> PlanChange:
    ways = thresholds_ways(old.thresholds, new.thresholds)
    word = {Way.EASIER: "more lenient", Way.HARDER: "stricter"}
    said = " and ".join(word[way] for way in Way if way in ways)
    text = f"thresholds of {new.id}: {_thresholds(old.thresholds)} → {_thresholds(new.thresholds)}"
    return PlanChange(new.id, f"{text}: {said}." if said else f"{text}.", True, Way.EASIER in ways)


def _thresholds(thresholds: Thresholds) -> str:
    text = f"green {percent(thresholds.green, 2)}, amber {percent(thresholds.amber, 2)}"
    if thresholds.amber_red is not None:
        text += f", amber-red {percent(thresholds.amber_red, 2)}"
    return text


def _forces(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    for words, these, others in (("now applies to", new, old), ("no longer applies to", old, new)):
        slugs = [slug for slug in these.forces if slug not in others.forces]
        if slugs:
            listed = ", ".join(_name(slug, names) for slug in slugs)
            yield PlanChange(new.id, f"{new.id} {words} {listed}.")


def _acceptances(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    def terms(agreed: Acceptance) -> str:
        goal = quantity(agreed.target, new.measure.kind)
        return f"target {goal} until {day_words(agreed.until)}"

    for slug, was, now in _replaced(old.accept, new.accept):
        reason = f" ({now.reason}; agreed by {now.agreed_by})" if now else ""
        text = f"accepted shortfall of {new.id} for {_name(slug, names)}: {_then_now(was, now, terms)}"
        yield PlanChange(new.id, f"{text}{reason}.", force=slug)


def _exemptions(old: Commitment, new: Commitment, names: Names) -> Iterator[PlanChange]:
    def terms(exemption: Exemption) -> str:
        return f"until {day_words(exemption.until)}"

    for slug, was, now in _replaced(old.exempt, new.exempt):
        reason = f" ({now.reason})" if now else ""
        text = f"exemption from {new.id} for {_name(slug, names)}: {_then_now(was, now, terms)}"
        yield PlanChange(new.id, f"{text}{reason}.", force=slug)


def _then_now(was: _Agreed | None, now: _Agreed | None, terms: Callable[[_Agreed], str]) -> str:
    if now is None:
        return "ended"
    return f"{terms(was)} → {terms(now)}" if was else terms(now)


def _replaced(
    old: Sequence[_Agreed], new: Sequence[_Agreed]
) -> Iterator[tuple[ForceSlug, _Agreed | None, _Agreed | None]]:
    """What was agreed for a force before, and what is: first what is new, then what ended."""
    gone = [each for each in old if each not in new]
    for each in new:
        if each not in old:
            before = next((a for a in gone if a.force == each.force), None)
            if before is not None:
                gone.remove(before)
            yield each.force, before, each
    yield from ((each.force, each, None) for each in gone)
