"""``tracker compare``: what moved from one sighting of the board to a later one, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option
from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.when import look_in

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.movement import Movements
    from tracker.domain.when import LookWords


class Sighted(click.ParamType["LookWords"]):
    """Two clocks in one word: DAY, or DAY@KNOWN."""

    name = "day[@known]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> LookWords:
        """The clocks that the word names, or a sentence on what would be right."""
        try:
            return look_in(str(value))
        except FieldError as error:
            self.fail(str(error), param, ctx)


@click.command(name="compare")
@click.argument("a", type=Sighted())
@click.argument("b", type=Sighted())
@click.option("--force", "force_name", help="One force only: slug, name, alias or unambiguous start.")
@click.option("--commitment", "commitment_name", help="One commitment only: id or unambiguous start.")
@click.option("--region", "region_name", help="One region only: name or unambiguous start.")
@click.option("--all", "all_cells", is_flag=True, help="List the cells without change as well.")
@format_option
@click.pass_obj
def command(
    session: Session,
    a: LookWords,
    b: LookWords,
    force_name: str | None,
    commitment_name: str | None,
    region_name: str | None,
    all_cells: bool,
    form: str,
) -> None:
    """Say what moved from A to B, and why: new data, a correction, time that passed, a changed plan.

    A and B are days (2018-09-30, today) or councils (council:2015-07-16, last-council, next-council). A
    day is looked at with what is known now, a council with what was known at the end of its day;
    DAY@KNOWN says otherwise, and @now is all that is known now.

    \b
    Examples:
      tracker compare last-council today
      tracker compare council:2015-07-16 council:2016-01-20 --force kent
      tracker compare 2018-09-30@2019-02-01 2018-09-30@2020-02-01
    """
    with session.open() as workspace:
        found = workspace.compare(workspace.look(a), workspace.look(b))
    narrowed = _narrowed(found, force_name, commitment_name, region_name)
    all_cells = all_cells or len(narrowed.moves) == 1  # who asks for one cell wants to see it
    if form == "table":
        from tracker.cli.compare_text import print_movements

        print_movements(narrowed, all_cells=all_cells)
        return
    from tracker.cli.compare_json import movements_record
    from tracker.cli.output import print_csv, print_json
    from tracker.domain.movement_record import ROW_KEYS, row_record

    if form == "json":
        print_json(movements_record(narrowed, all_cells=all_cells))
    else:
        listed = narrowed.moves if all_cells else narrowed.changed
        print_csv(ROW_KEYS, (row_record(narrowed, move) for move in listed))


def _narrowed(found: Movements, force: str | None, commitment: str | None, region: str | None) -> Movements:
    """The cells asked for; names are those of B's plan, or of A's where B's has none such."""
    if not (force or commitment or region):
        return found
    from dataclasses import replace

    from tracker.domain.names import commitment_named, force_named

    both = replace(
        found.b.plan, forces=tuple(found.forces.values()), commitments=tuple(found.commitments.values())
    )
    return found.narrowed(
        force_named(both, force).slug if force else None,
        commitment_named(both, commitment).id if commitment else None,
        _region_named(found, region) if region else None,
    )


def _region_named(found: Movements, text: str) -> str:
    key = " ".join(text.casefold().split())
    regions = list(dict.fromkeys(force.region for force in found.forces.values()))
    exact = [region for region in regions if region.casefold() == key]
    starts = exact or [region for region in regions if key and region.casefold().startswith(key)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise RefusedError(f"“{text}” could be {', '.join(starts)}: say which.")
    raise RefusedError(f"“{text}” is not a region of this plan: they are {', '.join(regions)}.")
