"""Which forces a plan is for: the register, chosen by slug, name or region, and the plan's own bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.force import Force, Register, UnknownForceError
from tracker.domain.plan import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.planfile.document import BodyPart
    from tracker.yamlfile.problems import Place, Report


def with_bodies(register: Register, bodies: list[BodyPart], report: Report) -> Register:
    """The register with the plan's own bodies; one that is there already is a problem."""
    made: list[Force] = []
    taken = {*register.by_slug, NATIONAL}
    for i, body in enumerate(bodies):
        if body.slug in taken:
            report.add(("bodies", i, "slug"), f"“{body.slug}” is a force already: choose another slug.")
            continue
        taken.add(body.slug)
        made.append(
            Force(
                slug=body.slug,
                name=body.name,
                official_name=body.name,
                abbreviation=body.abbreviation or body.slug,
                region=body.region,
                nation="",
                population=int(body.population),
                officers=int(body.officers),
            )
        )
    return register.with_bodies(made)


def chosen(value: Any, register: Register, place: Place, report: Report) -> tuple[Force, ...]:
    """The forces that ``all``, or a list of slugs, names and regions, stands for, in the board's order."""
    if value == "all":
        return in_board_order(register.forces)
    if not isinstance(value, (list, tuple)):
        report.add(place, "Write “all”, or a list of forces and regions.")
        return ()
    regions = {region.casefold(): region for region in register.regions()}
    found: dict[str, Force] = {}
    for i, name in enumerate(value):
        region = regions.get(str(name).casefold())
        if region is not None:
            found |= {force.slug: force for force in register.forces if force.region == region}
            continue
        try:
            force = register.match(str(name))
            found[force.slug] = force
        except UnknownForceError as error:
            report.add((*place, i), str(error))
    return in_board_order(found.values())


def in_board_order(forces: Iterable[Force]) -> tuple[Force, ...]:
    """By region, then by name."""
    return tuple(sorted(forces, key=lambda force: (force.region, force.name)))


def national_body(forces: tuple[Force, ...]) -> Force:
    """The body under which national commitments are reported, as large as all forces together."""
    return Force(
        slug=NATIONAL,
        name="National",
        official_name="National",
        abbreviation="NAT",
        region="National",
        nation="",
        population=sum(force.population for force in forces),
        officers=sum(force.officers for force in forces),
    )
