"""The mapping file beside a published table: which sheet, row and column means what.

A YAML file named as the table with ``.mapping.yaml`` after it, or given with ``--mapping``.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from tracker.givenfiles import read_given
from tracker.returns.mapping import CellMeaning, Figures, TableMapping
from tracker.returns.sheet import column_number
from tracker.yamlfile.kinds import Day, Part, Text, said, word_of
from tracker.yamlfile.problems import Report
from tracker.yamlfile.shape import validated
from tracker.yamlfile.source import LARGEST_FILE, decode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tracker.domain.plan import Plan

#: Government statistics write ".." for not available to them: nothing was reported. A dash means zero to some
#: and nothing to others, so a mapping must say which.
USUAL: Mapping[str, CellMeaning] = {"..": CellMeaning.NOT_REPORTED, ":": CellMeaning.NOT_REPORTED}


def _row(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[1-9]\d{0,6}", str(value)):
        raise ValueError(f"“{said(value)}” is not the number of a row: rows count from 1.")
    return int(str(value))


def _column(value: object) -> int:
    number = column_number(str(value))
    if number is None:
        raise ValueError(f"“{said(value)}” is not a column: write its letters, as B or AA.")
    return number


def _decimals(value: object) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]", str(value)):
        raise ValueError(f"“{said(value)}” is not a number of decimals: write 0 to 9.")
    return int(str(value))


def _heading(value: object) -> str:
    return " ".join(str(value).split())


_Column = Annotated[int, BeforeValidator(_column)]


class ColumnPart(Part):
    """One column of figures. ``heading`` is what its head must read, so that a shifted table is noticed."""

    column: _Column
    commitment: Text
    as_at: Day
    heading: Annotated[str, BeforeValidator(_heading)] | None = None
    published_on: Day | None = None


class MappingPart(Part):
    """The mapping of one published table. ``decimals`` rounds its figures, where cells hold more than was
    published."""

    sheet: Text | None = None
    header: Annotated[int, BeforeValidator(_row)]
    forces: _Column
    columns: Annotated[list[ColumnPart], Field(min_length=1)]
    published_on: Day | None = None
    cells: dict[str, Annotated[CellMeaning, word_of(CellMeaning)]] = Field(default_factory=dict)
    leave_out: list[Text] = Field(default_factory=list)
    total: Text | None = None
    decimals: Annotated[int, BeforeValidator(_decimals)] | None = None


def read_mapping(path: Path, plan: Plan) -> TableMapping:
    """Read a mapping file; :class:`TrackerError` lists everything that is wrong with it."""
    report = Report(path.name)
    text = decode(read_given(path, "a mapping file", LARGEST_FILE), report)
    part = validated(MappingPart, read_yaml(text, report), (), report)
    report.raise_any()
    assert part is not None  # noqa: S101 - the report would have raised
    figures = tuple(_figures(part, column, i, plan, report) for i, column in enumerate(part.columns))
    report.raise_any()
    return TableMapping(
        sheet=part.sheet,
        header=part.header,
        forces=part.forces,
        figures=figures,
        cells={**USUAL, **part.cells},
        leave_out=frozenset(name.casefold() for name in part.leave_out),
        total=part.total.casefold() if part.total else None,
        decimals=part.decimals,
    )


def _figures(part: MappingPart, column: ColumnPart, place: int, plan: Plan, report: Report) -> Figures:
    ids = {commitment.id: commitment for commitment in plan.commitments}
    published = column.published_on or part.published_on
    where = ("columns", place)
    if column.commitment not in ids:
        near = difflib.get_close_matches(column.commitment, ids, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else f" They are {', '.join(ids)}."
        report.add((*where, "commitment"), f"“{column.commitment}” is not a commitment of this plan.{hint}")
    elif ids[column.commitment].is_milestone:
        report.add((*where, "commitment"), f"“{column.commitment}” is a milestone: it has no figures.")
    if published is not None and published < column.as_at:
        report.add((*where, "as_at"), f"It was published on {published}, before the date it describes.")
    return Figures(column.column, column.commitment, column.as_at, column.heading, published)
