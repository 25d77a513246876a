"""The national figure against its trajectory."""

from __future__ import annotations

import dataclasses
from datetime import date

from tests.reports.charts.cases import chart, parts, point, words
from tracker.reports.charts.trajectory import trajectory


def drawn(picture: str, name: str, **style: str) -> int:
    """How many elements have these attributes."""
    return sum(
        all(e.get(key.rstrip("_")) == value for key, value in style.items()) for e in parts(picture, name)
    )


def test_a_figure_of_some_forces_is_drawn_hollow_with_what_was_expected_of_them() -> None:
    picture = trajectory(chart(point(2016, 200), point(2017, 300, reported=38)))
    rings, dots = (drawn(picture, "circle", class_=name) for name in ("actual paper", "actual dot"))
    assert (rings, dots) == (2, 2)  # the figure, and its sign in the key
    assert {"some reported", "expected of those", "all forces reported", "38 of 43"} <= set(words(picture))


def test_the_key_names_only_what_is_there() -> None:
    said = words(trajectory(chart(point(2016, 200))))
    assert "all forces reported" in said
    assert "some reported" not in said


def test_target_last_figure_and_councils_are_said() -> None:
    said = words(trajectory(chart(point(2016, 200), point(2017, 1234.5))))
    assert {"target 1,200", "by 31 Mar 2020", "1,234 at 31 Mar 2017", "16 Jul 2015", "20 Jan 2016"} <= set(
        said
    )


def test_councils_too_close_to_be_labelled_are_still_marked() -> None:
    many = tuple(date(2016, month, 1) for month in range(1, 13))
    picture = trajectory(dataclasses.replace(chart(point(2016, 200)), councils=many))
    lines = [line for line in parts(picture, "line") if line.get("stroke-dasharray") == "1.5 2.5"]
    assert len(lines) == 12
    labels = [text for text in words(picture) if text.startswith("1 ") and text.endswith("2016")]
    assert 2 <= len(labels) < 12


def test_steps_are_drawn_as_steps() -> None:
    paths = [
        path.get("d", "")
        for is_step in (False, True)
        for path in parts(trajectory(chart(point(2016, 1), is_step=is_step)), "path")
    ]
    assert ["H" in path for path in paths if path.startswith("M") and "L" in path] == [False, True]


def test_without_a_figure_or_a_trajectory_it_still_draws() -> None:
    nothing = dataclasses.replace(chart(), path=())
    assert "nothing reported" in words(trajectory(nothing))
    assert "43 of 43" in words(trajectory(dataclasses.replace(chart(point(2016, 0)), path=())))


def test_a_scale_holds_values_below_nought_and_alike() -> None:
    picture = trajectory(chart(point(2016, -300), point(2017, -300)))
    heights = [float(circle.get("cy", "0")) for circle in parts(picture, "circle")]
    assert all(0 < height < 240 for height in heights)
    assert "−400" in words(picture) or "−500" in words(picture)
