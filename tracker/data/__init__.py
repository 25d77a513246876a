"""The register of forces that comes with the tracker."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from tracker.domain.force import Force, Register


@cache
def register() -> Register:
    """The 43 territorial forces of England and Wales, with the sizes and names of ``forces.csv``."""
    with (Path(__file__).parent / "forces.csv").open(encoding="utf-8", newline="") as file:
        return Register(map(_force, csv.DictReader(file)))


def _force(row: dict[str, str]) -> Force:
    return Force(
        slug=row["slug"],
        name=row["name"],
        official_name=row["full_name"],
        abbreviation=row["abbreviation"],
        region=row["region"],
        nation=row["nation"],
        ons_code=row["ons_code"],
        population=int(row["population_2011"]),
        officers=int(row["officers_2019_09"]),
        tile=(int(row["tile_row"]), int(row["tile_col"])),
        aliases=tuple(filter(None, row["aliases"].split(";"))),
    )
