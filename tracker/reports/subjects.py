"""Whom and what a report is about, and how one is published, as people name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
