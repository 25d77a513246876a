"""What holds for every picture of a report."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

import pytest

from tests.reports.charts.cases import (
    HOSTILE,
    chart,
    parts,
    point,
    ranking,
    read,
    row,
    rows,
    tiles,
    words,
)
from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS
from tracker.domain.words import one_line
from tracker.reports.charts.ranking import ranking as draw_ranking
from tracker.reports.charts.raster import pngs_of
from tracker.reports.charts.tile_map import tile_map
from tracker.reports.charts.trajectory import trajectory

Draw = Callable[[str], str]


def described(words: str) -> dict[str, str]:
    """Each picture with an alternative text."""
    return {
        "trajectory": trajectory(dataclasses.replace(chart(point(2016, 200)), description=words)),
        "ranking": draw_ranking(dataclasses.replace(ranking(*rows()), description=words)),
        "tile map": tile_map(dataclasses.replace(tiles(), description=words)),
    }


KINDS = sorted(described(""))


@pytest.mark.parametrize("kind", KINDS)
def test_the_description_is_the_alternative_text(kind: str) -> None:
    root = read(described("Three of “43” forces < half & more.")[kind])
    assert (root.get("role"), root.get("aria-label")) == ("img", "Three of “43” forces < half & more.")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_block_gives_the_same_text(kind: str) -> None:
    assert described("once")[kind] == described("once")[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_named_loaded_or_run(kind: str) -> None:
    picture = described("alone")[kind]
    assert not re.search(r'\b(?:id|href|style|on\w+)="|<style|<script|url\(', picture)
    assert set(re.findall(r'font-family="([^"]*)"', picture)) == {"sans-serif"}


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_in_the_colour_of_the_page_or_black_on_a_status(kind: str) -> None:
    fills = {element.get("fill", "currentColor") for element in parts(described("ink")[kind], "text")}
    assert fills <= {"currentColor", "#000000"}


@pytest.mark.parametrize("kind", ["tile map", "ranking"])
def test_no_colour_of_a_status_stands_without_its_letter(kind: str) -> None:
    picture = described("letters")[kind]
    said = set(words(picture))
    for status, colour in COLOURS.items():
        assert (f'fill="{colour}"' in picture) == (status.letter() in said)


def test_hostile_words_come_out_as_words() -> None:
    line = one_line(HOSTILE)
    pictures = [
        trajectory(dataclasses.replace(chart(point(2016, 2)), unit=HOSTILE, description=HOSTILE)),
        draw_ranking(dataclasses.replace(ranking(row(HOSTILE, Status.RED, 1, 2)), basis=HOSTILE)),
        tile_map(
            dataclasses.replace(tiles(), tiles=(dataclasses.replace(tiles().tiles[0], abbreviation=HOSTILE),))
        ),
    ]
    assert read(pictures[0]).get("aria-label") == line
    for picture in pictures:
        assert any(text.endswith("…") and line.startswith(text[:-1]) for text in words(picture))
        assert "\u202e" not in picture


def test_many_pictures_are_turned_into_png_in_one_go_the_same_each_time() -> None:
    pictures = list(described("png").values())
    first, second = pngs_of(pictures), pngs_of(pictures)
    assert first == second
    assert len(first) == len(pictures)
    for picture, png in zip(pictures, first, strict=True):
        assert png.startswith(b"\x89PNG")
        width = int.from_bytes(png[16:20], "big")
        assert width == pytest.approx(float(read(picture).get("width", "0")) * 2, abs=2)
    assert pngs_of(pictures[:1]) == first[:1]
    assert pngs_of([]) == []
