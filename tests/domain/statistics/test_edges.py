"""Cases at the edge of a method: nothing to divide by, a line that never arrives, a needless withholding."""

from __future__ import annotations

import random
from datetime import date

from tests.domain.cases import commitment, milestone, update
from tests.domain.statistics.test_consistency import DAYS
from tests.domain.statistics.test_disclosure import random_table
from tests.domain.statistics.test_from_board import SLUGS, board, promise, some
from tests.domain.statistics.test_from_past import MONTHS, level, past
from tests.domain.statistics.test_nation import FORCES
from tracker.domain.plan import Kind, Scope
from tracker.domain.statistics.consistency import Consistency, consistency
from tracker.domain.statistics.estimate import average_estimate
from tracker.domain.statistics.figures import Figure, commitment_figures
from tracker.domain.statistics.forecast import Forecast
from tracker.domain.statistics.from_board import count_table_of
from tracker.domain.statistics.from_past import chart_of, forecast_of
from tracker.domain.statistics.icons import FEW, Icon
from tracker.domain.statistics.nation import nation_of
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.past import past_of
from tracker.domain.statistics.suppression import first_exposed, suppressed
from tracker.domain.statistics.xmr import Variation

ID = "offenders-pursued"


def test_where_values_cancel_out_the_gap_alone_is_said() -> None:
    found = consistency(DAYS, {f"force-{n}": [n - 3.5] * len(DAYS) for n in range(8)})
    assert isinstance(found, Consistency)
    assert "over 8 forces, the gap between the best and the worst quarter went from 6 to 6" in found.sentence


def test_an_average_of_too_few_forces_is_no_figure() -> None:
    assert isinstance(average_estimate({"kent": 50.0}, {"kent": 1.0, "essex": 1.0, "gwent": 1.0}), NoFigure)


def test_a_line_that_does_not_move_never_arrives() -> None:
    flat = commitment(60.0, 100.0, kind=Kind.LEVEL)
    found = forecast_of(past(flat, [60.0] * len(MONTHS), MONTHS))
    assert isinstance(found, Forecast)
    assert found.arrives is None


def test_a_milestone_has_nothing_over_time() -> None:
    found = nation_of([past_of(milestone(), "kent", [])], FORCES)
    assert isinstance(found, NoFigure)
    assert found.sentence.startswith("No figure over time: a milestone")


def test_a_figure_has_a_name_for_screens() -> None:
    assert Figure("forecast", NoFigure("Too few values.")).name == "Forecast"


def test_an_icon_is_special_where_the_latest_value_is_more_than_the_usual_ups_and_downs() -> None:
    assert not FEW.is_special
    told = {variation: Icon("H", variation).is_special for variation in Variation}
    assert [variation for variation, special in told.items() if not special] == [Variation.COMMON]


def test_a_figure_hidden_for_another_is_shown_again_where_it_turns_out_to_be_needless() -> None:
    table = random_table(random.Random(11))
    hidden = suppressed(table, 5)
    small = {key for key, value in table.values.items() if 0 < abs(value) < 5}
    assert small <= hidden
    assert first_exposed(table, hidden, small, 5) is None
    assert all(first_exposed(table, hidden - {key}, small, 5) is not None for key in hidden - small)


def test_counts_that_are_missing_or_out_of_date_are_in_no_total() -> None:
    table = count_table_of(board(promise(), some(10.0, every=3)), ID)
    assert len([key for key in table.values if key[0] == "force"]) == len(some(10.0, every=3))
    stale = count_table_of(board(promise(stale_after=-1), some()), ID)
    assert [key for key in stale.values if key[0] != "force"] == []


def test_of_two_values_there_is_a_reason_and_no_assurance() -> None:
    assert isinstance(chart_of(past(level(), [60.0, 61.0])), NoFigure)
    whole = board(promise(kind=Kind.LEVEL), dict.fromkeys(SLUGS, 50.0))
    series = {slug: [update(date(2015, 6, 30), 50.0)] for slug in SLUGS}
    figures = commitment_figures(whole, whole.plan.commitments[0], series)
    assert [figure.key for figure in figures] == ["consistency", "variation", "forecast", "pace", "growth"]


def test_where_forces_are_missing_the_estimate_comes_first_and_forces_apart_are_named() -> None:
    values = dict.fromkeys(SLUGS[:30], 10.0) | {"kent": 900.0}
    some_board = board(promise(), values)
    series = {slug: [update(date(2015, 6, 30), value)] for slug, value in values.items()}
    figures = commitment_figures(some_board, some_board.plan.commitments[0], series)
    assert [figure.key for figure in figures[:3]] == ["estimate", "between_forces", "consistency"]
    assert "Above: " in figures[1].named
    assert "Kent" in figures[1].named


def test_what_one_body_reports_has_no_figures_over_forces() -> None:
    alone = board(promise(scope=Scope.NATIONAL), {"kent": 10.0})
    figures = commitment_figures(alone, alone.plan.commitments[0], {})
    assert "consistency" not in {figure.key for figure in figures}
