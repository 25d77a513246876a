"""Ranking and tile map: every force is there, and where it should be."""

from __future__ import annotations

from tests.reports.charts.cases import parts, ranking, row, rows, tiles, words
from tracker.data import register
from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS
from tracker.reports.charts.ranking import ranking as draw
from tracker.reports.charts.tile_map import tile_map

NAMES = {force.name for force in register().forces}


def bars(picture: str) -> list[float]:
    """The lengths of the bars."""
    return [float(r.get("width", "0")) for r in parts(picture, "rect") if r.get("fill") in COLOURS.values()]


def test_a_ranking_names_all_forces_with_value_and_expected_value() -> None:
    said = words(draw(ranking(*rows())))
    assert set(said) > NAMES
    assert {"10", "52", "30", "value", "expected"} <= set(said)


def test_bars_are_as_long_as_their_values_say() -> None:
    lengths = bars(draw(ranking(row("Kent", Status.GREEN, 80, 60), row("Essex", Status.RED, 20, 60))))
    assert round(lengths[0] / lengths[1], 2) == 4


def test_a_bar_many_times_the_others_is_cut_and_says_its_value() -> None:
    ranked = [row(f"F{n}", Status.GREEN, 100, 100) for n in range(9)]
    picture = draw(ranking(row("Metropolitan Police", Status.GREEN, 30_000, 100), *ranked))
    lengths = bars(picture)
    assert lengths[0] <= lengths[1] * 4.1
    assert "paper" in {path.get("class") for path in parts(picture, "path")}
    assert "30000" in words(picture)


def test_a_force_that_went_backwards_and_one_without_a_value_are_drawn() -> None:
    picture = draw(ranking(row("Kent", Status.RED, -20, 10), row("Essex", Status.NONE, None, 10)))
    assert len(bars(picture)) == 1
    assert "nothing reported" in words(picture)


def test_a_ranking_of_nothing_but_noughts_draws() -> None:
    assert "Kent" in words(draw(ranking(row("Kent", Status.RED, 0, 0))))


def test_the_tile_map_has_a_tile_for_each_force_none_on_another() -> None:
    picture = tile_map(tiles())
    places = {
        (text.get("x"), text.get("y")): text.text
        for text in parts(picture, "text")
        if text.text in {force.abbreviation for force in register().forces}
    }
    assert len(places) == 43


def test_the_tile_map_explains_every_letter() -> None:
    assert {status.meaning for status in Status} <= set(words(tile_map(tiles())))
