"""Blocks made up for the pictures' tests, and pictures read back as XML."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, fromstring

from tracker.data import register
from tracker.domain.status import Status
from tracker.reports.blocks import (
    ChartPoint,
    Mark,
    PathPoint,
    Ranking,
    RankRow,
    Tile,
    TileMap,
    TrajectoryChart,
)

HOSTILE = (
    '<script>alert(1)</script> & "quoted" {{ 7 * 7 }} #set \\ $x$ \u202egnp.exe\x1b[31m ]]> ' + "é" * 300
)
STATUSES = tuple(Status)
LEGEND = tuple(Mark(status) for status in STATUSES)


def read(picture: str) -> Element:
    """A picture as XML, which it must be."""
    return fromstring(picture)  # noqa: S314 - our own text


def parts(picture: str, name: str) -> list[Element]:
    """The elements of one kind."""
    return [
        element for element in read(picture).iter() if element.tag == f"{{http://www.w3.org/2000/svg}}{name}"
    ]


def words(picture: str) -> list[str]:
    """Every text of a picture."""
    return [element.text or "" for element in parts(picture, "text")]


def point(year: int, value: float, *, expected: float = 100.0, reported: int = 43) -> ChartPoint:
    """A figure at the end of a financial year, of 43 forces asked."""
    return ChartPoint(date(year, 3, 31), value, expected, reported, 43, reported / 43)


def chart(*points: ChartPoint, is_step: bool = False, unit: str = "officers") -> TrajectoryChart:
    """A chart from 0 to 1,200 with two councils."""
    path = (PathPoint(date(2015, 3, 31), 0.0), PathPoint(date(2020, 3, 31), 1200.0))
    councils = (date(2015, 7, 16), date(2016, 1, 20))
    return TrajectoryChart(
        *("chart", "Officers", "From 0 to 1,200 & beyond", unit, points, path, is_step, councils),
        *(date(2018, 3, 31), "43 of 43 forces"),
    )


def row(name: str, status: Status, value: float | None, expected: float | None) -> RankRow:
    """A force in a ranking."""
    said = "nothing reported" if value is None else f"{value:g}"
    return RankRow(1, name.lower(), name, Mark(status), value, said, expected, f"{expected:g}")


def rows() -> tuple[RankRow, ...]:
    """The 43 forces, each with another value."""
    return tuple(
        row(force.name, STATUSES[n % len(STATUSES)], 10.0 + n, 30.0)
        for n, force in enumerate(register().forces)
    )


def ranking(*ranked: RankRow) -> Ranking:
    """A ranking of these forces."""
    return Ranking("ranking", "Forces", "43 forces ranked", "officers per 1,000 people", ranked)


def tiles() -> TileMap:
    """The 43 forces where they lie, all statuses among them."""
    forces = [force for force in register().forces if force.tile]
    marks = [Mark(STATUSES[n % len(STATUSES)]) for n in range(len(forces))]
    placed = tuple(
        Tile(force.slug, force.name, force.abbreviation, *(force.tile or (0, 0)), mark)
        for force, mark in zip(forces, marks, strict=True)
    )
    return TileMap("tiles", "The forces", "Where each force stands", placed, LEGEND)
