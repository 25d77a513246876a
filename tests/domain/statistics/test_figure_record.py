"""Figures as flat records: what JSON and the terminal have of them."""

from __future__ import annotations

import json

from tests.domain.statistics.test_from_board import board, promise, some
from tests.domain.statistics.test_from_past import MONTHS, level, past
from tracker.domain.statistics.figure_record import figure_record, named, numbers_of
from tracker.domain.statistics.figures import Figure
from tracker.domain.statistics.from_board import estimate_of
from tracker.domain.statistics.from_past import assurance_of, chart_of, forecast_of
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.xmr import Chart

ID = "offenders-pursued"
VALUES = [55.0, 58.0, 57.0, 61.0, 64.0, 66.0, 70.0, 71.0, 75.0]


def forecast() -> Figure:
    return Figure("forecast", forecast_of(past(level(), VALUES, MONTHS)))


def test_a_figure_has_its_sentence_its_numbers_and_what_it_means() -> None:
    record = figure_record(forecast())
    assert record["figure"] == "forecast"
    assert record["sentence"] == forecast().sentence
    assert record["numbers"]["due"] == "2016-03-31"
    assert record["means"].endswith(".")
    assert record["does_not_mean"].endswith(".")
    assert json.loads(json.dumps(record)) == record


def test_where_the_numbers_cannot_bear_it_there_are_none_and_the_sentence_is_the_reason() -> None:
    few = Figure("forecast", NoFigure("Too few values."))
    assert numbers_of(few) is None
    assert named([few], "forecast") is None
    assert named([], "forecast") is None
    found = named([forecast()], "forecast")
    assert found is not None
    assert found["sentence"] == forecast().sentence


def test_what_is_worked_out_from_a_chart_stands_beside_its_fields() -> None:
    chart = chart_of(past(level(), VALUES, MONTHS))
    assert isinstance(chart, Chart)
    numbers = numbers_of(Figure("variation", chart))
    assert numbers is not None
    assert (numbers["is_trial"], numbers["variation"]) == (True, chart.variation and chart.variation.value)
    held = assurance_of(past(level(), VALUES, MONTHS), chart)
    assert held is not None
    assert numbers_of(Figure("assurance", held)) == {"assurance": held.value}


def test_what_has_no_limit_is_null() -> None:
    numbers = numbers_of(Figure("estimate", estimate_of(board(promise(), some()), ID)))
    assert numbers is not None
    assert all(not isinstance(each, float) or abs(each) < float("inf") for each in numbers.values())
