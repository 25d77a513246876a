"""Missing returns as JSON and CSV: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.due import DueGroup
from tracker.domain.words import day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from tracker.domain.due import DueList, Missing

_RATES = ("expected", "reported", "on_time", "reporting_rate", "on_time_rate")
_COUNTS = ("forces_expected", "forces_missing", "forces_silent", "forces_never", *_RATES)
_RETURN = (
    *("force", "commitment", "period", "period_start", "period_end", "due_on", "days_late", "lateness"),
    *("answer", "answered_on"),
)
_FORCE = (
    *("force", "name", "region", "standing", "days_late", "never", "missing_returns", "missing"),
    *("last_as_at", "last_came_on", "next_due_on", *_RATES),
)

#: The columns of the CSV by what a row stands for.
HEADS = {
    "force": _FORCE,
    "region": ("region", *_COUNTS),
    "commitment": ("commitment", *_COUNTS),
    "return": _RETURN,
}


def due_record(due: DueList, chosen: Mapping[str, DueGroup]) -> dict[str, Any]:
    """The whole answer of ``due --format json`` for a choice of forces; all else is of the whole plan."""
    return {
        "plan": due.plan.id,
        "title": due.plan.title,
        "plan_version": due.plan_version,
        "before_first_version": due.before_first_version,
        "marking": due.plan.marking,
        "illustrative": due.plan.illustrative,
        "on": due.on.isoformat(),
        "known_at": due.known_at.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if due.known_at else None,
        "national_missing": due.overall.national_is_missing,
        **_group(due.overall),
        "forces": [_force_record(due, group) for group in chosen.values()],
        "regions": [{"region": name, **_group(group)} for name, group in due.by_region.items()],
        "commitments": [{"commitment": cid, **_group(group)} for cid, group in due.by_commitment.items()],
    }


def rows(due: DueList, chosen: Mapping[str, DueGroup], by: str) -> Iterable[dict[str, Any]]:
    """The rows of the CSV."""
    if by == "return":
        return [_return(missing) for group in chosen.values() for missing in group.missing]
    if by == "force":
        return [_force_row(due, group) for group in chosen.values()]
    cells = [cell for group in chosen.values() for cell in group.cells]
    groups: dict[str, DueGroup] = {}
    for key in due.by_region if by == "region" else due.by_commitment:
        own = tuple(c for c in cells if key in (due.forces[c.force].region, c.commitment))
        if own:
            groups[key] = DueGroup(key, own)
    return [{by: key, **_group(group)} for key, group in groups.items()]


def _group(group: DueGroup) -> dict[str, Any]:
    counts = group.counts
    return {
        "forces_expected": counts.expected,
        "forces_missing": counts.missing,
        "forces_silent": counts.silent,
        "forces_never": counts.never,
        **_rates(group),
    }


def _rates(group: DueGroup) -> dict[str, Any]:
    rate = group.rate
    return {
        "expected": rate.expected,
        "reported": rate.reported,
        "on_time": rate.on_time,
        "reporting_rate": rate.rate,
        "on_time_rate": rate.on_time_rate,
    }


def _force_record(due: DueList, group: DueGroup) -> dict[str, Any]:
    return {
        "force": group.key,
        "region": due.forces[group.key].region,
        "standing": group.standing.value if group.standing else None,
        "days_late": group.days_late,
        "never": group.never,
        "last_as_at": _day(group.last.as_at if group.last else None),
        "last_came_on": _day(group.last.came_on if group.last else None),
        "next_due_on": _day(group.next_due_on),
        **_rates(group),
        "missing": [_return(missing) for missing in group.missing],
    }


def _force_row(due: DueList, group: DueGroup) -> dict[str, Any]:
    missing = "; ".join(f"{m.commitment} {m.period.label()} due {day_words(m.due_on)}" for m in group.missing)
    record = _force_record(due, group)
    name = due.forces[group.key].name
    return {**record, "name": name, "missing_returns": len(group.missing), "missing": missing}


def _return(missing: Missing) -> dict[str, Any]:
    return {
        "force": missing.force,
        "commitment": missing.commitment,
        "period": missing.period.label(),
        "period_start": missing.period.start.isoformat(),
        "period_end": missing.period.end.isoformat(),
        "due_on": missing.due_on.isoformat(),
        "days_late": missing.days_late,
        "lateness": missing.lateness.value,
        "answer": missing.answer,
        "answered_on": _day(missing.answered_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
