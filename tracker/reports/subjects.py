"""Whom and what a report is about, and how one is published, as people name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.names import force_named, region_named
from tracker.domain.plan import NATIONAL
from tracker.domain.statistics.disclosure import Disclosure
from tracker.reports.model import Scope
from tracker.reports.order import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.plan import Plan


def subjects_named(
    plan: Plan, regions: Iterable[str], forces: Iterable[str], *, each_force: bool
) -> tuple[Subject, ...]:
    """Whom the reports are about, each once; the plan where nobody is named.

    :class:`RefusedError` names the nearest where a name means none of them, or several.
    """
    named = [Subject(Scope.REGION, region_named(plan, name)) for name in regions]
    named += [Subject(Scope.FORCE, force_named(plan, name).slug) for name in forces]
    if each_force:
        named += [Subject(Scope.FORCE, force.slug) for force in plan.forces if force.slug != NATIONAL]
    return tuple(dict.fromkeys(named)) or (Subject(),)


def disclosure_named(name: str) -> Disclosure:
    """The method of a report for the public: "rounded" or "threshold"."""
    return {"rounded": Disclosure.HEALTH_SERVICE, "threshold": Disclosure.THRESHOLD}[name]


#: Names every force, each in a report of its own.
EACH_FORCE = "each force"


def subjects_in(plan: Plan, text: str) -> tuple[Subject, ...]:
    """Whom reports are about in one line: regions and forces with commas between them, or "each force"."""
    names = [" ".join(part.split()) for part in text.split(",") if part.strip()]
    others = [name for name in names if name.casefold() != EACH_FORCE]
    regions = [name for name in others if _is_region(plan, name)]
    forces = [name for name in others if name not in regions]
    return subjects_named(plan, regions, forces, each_force=len(others) < len(names))


def _is_region(plan: Plan, name: str) -> bool:
    try:
        region_named(plan, name)
    except RefusedError:
        return False
    return True
