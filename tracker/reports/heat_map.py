"""The forces of a plan at a glance: the heat map by region, and the tile map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status import Status
from tracker.domain.words import day_words, one_line, plural
from tracker.reports.blocks import HeatColumn, HeatGroup, HeatMap, HeatRow, Mark, Tile, TileMap
from tracker.reports.entries import rollup_mark
from tracker.reports.published import WITHHELD
from tracker.reports.standing import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment
    from tracker.reports.material import Material


def heat_map(material: Material, map_id: str, caption: str, groups: Sequence[HeatGroup]) -> HeatMap:
    """A heat map of these groups over all commitments that forces report."""
    columns = tuple(HeatColumn(material.number_of(c.id), c.id, one_line(c.title)) for c in material.by_forces)
    marks = [mark for group in groups for row in group.rows for mark in (row.overall, *row.cells) if mark]
    rows = sum(len(group.rows) for group in groups)
    description = (
        f"Statuses as at {day_words(material.as_of)} of {plural(rows, 'force')} on "
        f"{plural(len(columns), 'commitment')}: "
        f"{_described(mark for g in groups for r in g.rows for mark in r.cells)}."
    )
    return HeatMap(map_id, caption, description, columns, tuple(groups), legend(marks))


def signs_sentence(groups: Sequence[HeatGroup]) -> str:
    """What stands beside the letters of these groups, where anything does; with a space before it."""
    marks = [mark for group in groups for row in group.rows for mark in row.cells if mark]
    said = ["“!”: the force says better than the rule computes"] if any(m.flagged for m in marks) else []
    if any(mark.withheld for mark in marks):
        said.append("“[c]”: confidential, withheld from this edition with its status")
    if any(mark.rebaselined for mark in marks):
        said.append("“†”: judged against a promise that was made easier since it was first recorded")
    return f" {'; '.join(said)}." if said else ""


def region_groups(material: Material, regions: Iterable[str] | None = None) -> list[HeatGroup]:
    """The forces by region, in the plan's order; all regions, or those named."""
    wanted = (
        list(dict.fromkeys(force.region for force in material.bodies)) if regions is None else list(regions)
    )
    groups = []
    for region in wanted:
        rollup = material.board.by_region[region]
        forces = [force for force in material.bodies if force.region == region]
        rows = tuple(heat_row(material, force) for force in forces)
        groups.append(HeatGroup(one_line(region), rollup_mark(rollup.status), rollup.reason, rows))
    return groups


def heat_row(material: Material, force: Force) -> HeatRow:
    """One force's line."""
    overall = rollup_mark(material.board.by_force[force.slug].status)
    cells = tuple(_mark(material, force, commitment) for commitment in material.by_forces)
    return HeatRow(force.slug, one_line(force.name), overall, cells)


def tile_map(material: Material) -> TileMap | None:
    """The forces where they lie, each with its roll-up; None where the plan has no force of the map."""
    tiles = tuple(
        Tile(
            force.slug,
            one_line(force.name),
            force.abbreviation,
            *force.tile,
            rollup_mark(material.board.by_force[force.slug].status),
        )
        for force in material.bodies
        if force.tile is not None
    )
    if not tiles:
        return None
    said = _described(tile.mark for tile in tiles)
    description = f"The status of {plural(len(tiles), 'force')} over the whole plan: {said}."
    caption = f"The forces over the whole plan as at {day_words(material.as_of)}, each about where it lies"
    return TileMap("tile-map", caption, description, tiles, legend([tile.mark for tile in tiles]))


def legend(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Each status that occurs, once, in the order of the counts."""
    shown = [mark for mark in marks if not mark.withheld]
    plain = {Mark(mark.status, mark.four_point and mark.status is Status.AMBER) for mark in shown}
    return tuple(sorted(plain, key=lambda mark: (ORDER.index(mark.status), mark.four_point)))


def _mark(material: Material, force: Force, commitment: Commitment) -> Mark | None:
    if material.published and (force.slug, commitment.id) in material.published.withheld:
        return WITHHELD
    cell = material.board.cell(force.slug, commitment.id)
    return material.mark(cell) if cell else None


def _described(marks: Iterable[Mark | None]) -> str:
    given = [mark for mark in marks if mark is not None]
    statuses = [mark.status for mark in given if not mark.withheld]
    said = [f"{count:,} {status.value}" for status in ORDER if (count := statuses.count(status))]
    if len(statuses) < len(given):
        said.append(f"{len(given) - len(statuses):,} withheld")
    return ", ".join(said) or "nothing to judge"
