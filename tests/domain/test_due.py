"""Missing returns: what is expected of whom, what counts as having come, how late, and the rates."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import LOADED
from tests.domain.cases import commitment, milestone
from tracker.data import register
from tracker.domain.calendar import Frequency, period_of
from tracker.domain.due import RATED_PERIODS, DueCell, DueList, due_list
from tracker.domain.due_words import missing_words, share_words, totals
from tracker.domain.lateness import Lateness, ReportingRate, expected_periods, together
from tracker.domain.plan import NATIONAL, Commitment, Exemption, Plan, Reported, RollupThresholds, Thresholds
from tracker.domain.update import ReportMade
from tracker.workspace import Workspace

VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "reporting_rate_and_outliers.json").read_text()
)
FORCES = register().forces
ALL = tuple(force.slug for force in FORCES)
SUMMER_DUE = date(2015, 7, 21)


def plan_of(*commitments: Commitment) -> Plan:
    named = {slug for promise in commitments for slug in promise.forces}
    return Plan(
        id="test",
        title="Test",
        owner="National lead",
        marking="OFFICIAL",
        starts=date(2015, 4, 1),
        reporting=Frequency.QUARTERLY,
        due_after=21,
        councils=(),
        thresholds=Thresholds(),
        rollup=RollupThresholds(),
        explain_red=False,
        illustrative=False,
        strands={"pursue": "Pursue"},
        forces=tuple(force for force in FORCES if force.slug in named),
        commitments=commitments,
    )


def made(as_at: date, came: date | None = None, **more: object) -> ReportMade:
    """A value that came on a day, by default its own."""
    moment = datetime.combine(came or as_at, time(12), UTC)
    return ReportMade(as_at, moment, bool(more.pop("has_value", True)), **more)  # type: ignore[arg-type]


def looked_at(promise: Commitment, *reports: ReportMade, on: date) -> DueList:
    return due_list(plan_of(promise), 1, {("kent", promise.id): reports}, on=on)


def cell(promise: Commitment, *reports: ReportMade, on: date) -> DueCell:
    (found,) = looked_at(promise, *reports, on=on).cells
    return found


def test_a_return_is_missing_from_the_day_after_it_was_due_and_silent_a_period_later() -> None:
    for on, lateness, days in (
        (date(2015, 7, 22), Lateness.LATE, 1),
        (date(2015, 10, 21), Lateness.LATE, 92),
        (date(2015, 10, 22), Lateness.SILENT, 93),
    ):
        first = cell(commitment(), on=on).missing[0]
        assert (first.lateness, first.days_late, first.due_on) == (lateness, days, SUMMER_DUE)
    assert cell(commitment(), on=SUMMER_DUE).missing == ()


def test_the_next_return_is_the_first_that_is_not_due_and_has_not_come() -> None:
    on = date(2015, 7, 10)
    found = cell(commitment(), on=on).next
    assert found is not None
    assert (found.due_on, found.lateness, found.days_late) == (SUMMER_DUE, Lateness.NOT_DUE, 0)
    found = cell(commitment(), made(date(2015, 6, 30), date(2015, 7, 2)), on=on).next
    assert found is not None
    assert found.due_on == date(2015, 10, 21)
    assert cell(commitment(), on=date(2017, 1, 1)).next is None


def test_on_the_first_day_of_a_period_its_return_may_come_and_the_one_after_it_is_next() -> None:
    july = date(2015, 7, 1)
    found = cell(commitment(), made(date(2015, 6, 30)), made(july), on=july)
    assert found.last == made(july)
    assert found.next is not None
    assert found.next.due_on == date(2016, 1, 21)


def test_a_group_is_as_late_as_its_latest_cell_and_its_next_return_is_the_first_of_any() -> None:
    quarterly = commitment()
    yearly = replace(
        commitment(
            starts=date(2014, 4, 1),
            baseline_at=date(2014, 4, 1),
            reporting=Frequency.ANNUAL,
            due=date(2017, 3, 31),
        ),
        id="yearly",
    )
    first, later = made(date(2015, 6, 30), date(2015, 7, 1)), made(date(2015, 5, 1), date(2015, 7, 2))
    reports = {("kent", quarterly.id): [first], ("kent", "yearly"): [later]}
    due = due_list(plan_of(quarterly, yearly), 1, reports, on=date(2016, 1, 22))
    kent = due.by_force["kent"]
    assert [one.due_on for one in kent.missing] == [date(2015, 4, 21), date(2015, 10, 21), date(2016, 1, 21)]
    assert kent.days_late == (date(2016, 1, 22) - date(2015, 4, 21)).days
    assert (kent.rated_periods, kent.next_due_on) == (3, date(2016, 4, 21))
    assert kent.last == later
    assert due.last_due_on is None
    assert not due.before_first_version
    over = due_list(plan_of(quarterly, yearly), 1, reports, on=date(2017, 4, 22))
    assert over.last_due_on == date(2017, 4, 21)


def test_a_group_from_which_nothing_is_expected_is_neither_late_nor_rated() -> None:
    exempt = commitment(exempt=(Exemption("kent", date(2016, 10, 1), "shared team"),))
    group = looked_at(exempt, on=date(2015, 9, 30)).by_force["kent"]
    assert (group.days_late, group.rated_periods, group.next_due_on, group.last) == (0, 0, None, None)


def test_silent_forces_are_counted_and_come_before_late_ones_however_late() -> None:
    """A yearly return may be late for longer than a quarterly one is when it falls silent."""
    since: dict[str, Any] = {"starts": date(2014, 4, 1), "baseline_at": date(2014, 4, 1)}
    yearly = replace(commitment(forces=("essex",), reporting=Frequency.ANNUAL, **since), id="yearly")
    halves: dict[str, Any] = {"starts": date(2015, 1, 1), "baseline_at": date(2015, 1, 1)}
    half = replace(
        commitment(forces=("gwent",), reporting=Frequency.HALF_YEARLY, due_after=30, **halves), id="half"
    )
    due = due_list(plan_of(commitment(), half, yearly), 1, {}, on=date(2015, 10, 22))
    assert [(g.key, g.standing, g.days_late) for g in due.by_force.values()] == [
        ("kent", Lateness.SILENT, 93), ("essex", Lateness.LATE, 184), ("gwent", Lateness.LATE, 175),
    ]  # fmt: skip
    assert (due.overall.counts.missing, due.overall.counts.silent) == (3, 1)


def test_any_value_of_the_period_is_its_return_and_comes_with_the_first() -> None:
    reports = (made(date(2015, 5, 3), date(2015, 7, 21)), made(date(2015, 6, 30), date(2015, 8, 1)))
    found = cell(commitment(), *reports, on=date(2015, 8, 2))
    assert found.missing == ()
    assert found.rate == ReportingRate(expected=1, reported=1, on_time=1)
    assert found.last == reports[1]


def test_what_came_later_had_not_come_on_the_day() -> None:
    report = made(date(2015, 6, 30), date(2015, 8, 1))
    assert cell(commitment(), report, on=date(2015, 7, 31)).last is None
    found = cell(commitment(), report, on=date(2015, 8, 1))
    assert (found.missing, found.rate) == ((), ReportingRate(1, 1, 0))


def test_not_available_is_an_answer_and_no_return() -> None:
    """Known bad state: a rate above nothing though every value is blank."""
    report = made(date(2015, 6, 30), date(2015, 7, 5), has_value=False, marks="x")
    due = looked_at(commitment(), report, on=date(2015, 8, 1))
    (one,) = due.overall.missing
    assert (one.answer, one.answered_on) == ("not available", date(2015, 7, 5))
    secret = made(date(2015, 6, 30), date(2015, 7, 5), has_value=False, marks="rc")
    (one,) = looked_at(commitment(), secret, on=date(2015, 8, 1)).overall.missing
    assert one.answer == "confidential"
    assert due.overall.rate == ReportingRate(1, 0, 0)
    assert due.overall.never
    assert missing_words(due.by_force["kent"]) == ["2015/16 Q1 (11 days): offenders-pursued (not available)"]


def test_history_from_before_the_start_is_no_return() -> None:
    promise = commitment(starts=date(2015, 5, 15))
    assert cell(promise, made(date(2015, 5, 14)), on=date(2015, 8, 1)).last is None
    assert cell(promise, made(date(2015, 5, 15)), on=date(2015, 8, 1)).missing == ()


def test_a_per_period_value_for_the_baseline_date_is_no_return() -> None:
    promise = commitment(baseline_at=date(2015, 5, 15), reported=Reported.PER_PERIOD)
    assert len(cell(promise, made(date(2015, 5, 15)), on=date(2015, 8, 1)).missing) == 1
    assert cell(promise, made(date(2015, 5, 16)), on=date(2015, 8, 1)).missing == ()


def test_a_milestone_that_is_done_is_not_asked_for_again() -> None:
    promise = milestone()
    done = made(date(2015, 9, 30), date(2015, 10, 1), is_done=True)
    found = cell(promise, done, on=date(2016, 12, 31))
    assert (found.missing, found.next) == ((), None)
    assert found.rate == ReportingRate(expected=2, reported=1, on_time=1)
    undone = made(date(2015, 12, 31))
    assert len(cell(promise, done, undone, on=date(2016, 12, 31)).missing) == 2


def test_an_exempt_force_is_not_expected_and_owes_nothing_for_the_time() -> None:
    exempt = (Exemption("kent", date(2015, 10, 1), "shared team"),)
    promise = commitment(exempt=exempt)
    assert looked_at(promise, on=date(2015, 9, 30)).cells == ()
    assert [one.due_on for one in cell(promise, on=date(2015, 10, 22)).missing] == [date(2015, 10, 21)]
    due = looked_at(promise, on=date(2015, 9, 30))
    assert totals(due) == "Returns due on 30 Sep 2015: no return is expected."
    assert list(due.by_force) == ["kent"]


def test_rates_are_over_the_last_four_periods_that_have_fallen_due() -> None:
    promise = commitment(due=date(2017, 3, 31))
    on_time = [made(p.end, p.end) for p in list(expected_periods(promise))[2:]]
    found = cell(promise, *on_time, on=date(2017, 12, 31))
    assert (len(found.due), len(found.missing)) == (8, 2)
    assert found.rate == ReportingRate(4, 4, 4)


@pytest.mark.parametrize("row", VECTORS["reporting_rate"]["rows"])
def test_the_published_rates_over_forces(row: dict[str, float | None]) -> None:
    expected, actual, on_time = (int(row[key] or 0) for key in ("expected", "actual", "on_time"))
    promise = commitment(forces=ALL[:expected])
    came = [date(2015, 7, 21)] * on_time + [date(2015, 7, 22)] * (actual - on_time)
    reports = {
        (slug, promise.id): [made(date(2015, 6, 30), day)] for slug, day in zip(ALL, came, strict=False)
    }
    due = due_list(plan_of(promise), 1, reports, on=date(2015, 7, 31))
    rate = due.overall.rate
    assert (rate.expected, rate.reported, rate.on_time) == (expected, actual, on_time)
    for found, published in ((rate.rate, row["rate"]), (rate.on_time_rate, row["rate_on_time"])):
        assert (found if found is None else round(found * 100)) == published
    assert due.overall.counts.missing == due.overall.counts.never == expected - actual


def test_silent_comes_first_then_the_latest_then_the_name() -> None:
    promise = commitment(forces=("kent", "essex", "gwent", "avon-and-somerset"))
    first, second = made(date(2015, 6, 30)), made(date(2015, 9, 30))
    reports = {
        ("kent", promise.id): [first],
        ("essex", promise.id): [first],
        ("gwent", promise.id): [second],
        ("avon-and-somerset", promise.id): [first, second],
    }
    due = due_list(plan_of(promise), 1, reports, on=date(2015, 10, 31))
    assert list(due.by_force) == ["gwent", "essex", "kent", "avon-and-somerset"]
    assert [group.standing for group in due.by_force.values()] == [
        Lateness.SILENT, Lateness.LATE, Lateness.LATE, None,
    ]  # fmt: skip


def test_the_national_body_is_not_counted_as_a_force() -> None:
    body = replace(FORCES[0], slug=NATIONAL, name="National", region="National")
    promise = commitment(forces=(NATIONAL,))
    plan = replace(plan_of(promise), forces=(body,))
    due = due_list(plan, 1, {}, on=date(2015, 8, 1))
    assert due.overall.counts.expected == 0
    assert due.overall.national_is_missing


def test_a_rate_says_none_or_one_hundred_per_cent_only_where_it_is() -> None:
    assert share_words(515 / 516) == "99.8%"
    assert share_words(1 / 516) == "0.2%"
    assert [share_words(share) for share in (0.0, 40 / 43, 1.0, None)] == ["0%", "93%", "100%", "–"]


days = st.dates(date(2015, 1, 1), date(2017, 12, 31))


@st.composite
def reported(draw: st.DrawFn) -> ReportMade:
    """Any report: a value or none, come on its day or up to a year and a half after."""
    as_at = draw(days)
    after = draw(st.integers(0, 500))
    has_value = draw(st.booleans())
    return made(as_at, as_at + timedelta(days=after), has_value=has_value, marks="" if has_value else "x")


cells = st.dictionaries(st.sampled_from(ALL), st.lists(reported(), max_size=8), max_size=6)


@given(cells, days, st.sampled_from(Frequency), st.integers(0, 130))
def test_what_holds_of_every_list(
    reports: dict[str, list[ReportMade]], on: date, reporting: Frequency, due_after: int
) -> None:
    promise = commitment(forces=ALL[:20], reporting=reporting, due_after=due_after, due=date(2017, 6, 30))
    due = due_list(plan_of(promise), 1, {(s, promise.id): r for s, r in reports.items()}, on=on)
    for one in due.cells:
        # Every return that has fallen due either came, or is missing.
        came = {
            period_of(r.as_at, reporting)
            for r in reports.get(one.force, [])
            if r.has_value and r.came_on <= on and promise.starts <= r.as_at <= on
        }
        assert {missing.period for missing in one.missing} == set(one.due) - came
        assert all(missing.days_late > 0 for missing in one.missing)
        # Known bad state: a rate above 100% because the wrong returns are expected.
        assert 0 <= one.rate.on_time <= one.rate.reported <= one.rate.expected <= RATED_PERIODS
        if one.next is not None:
            assert one.next.due_on >= on
    # Rates add up over regions and forces, and the list does not depend on the order of what came.
    for groups in (due.by_region, due.by_force, due.by_commitment):
        assert together(group.rate for group in groups.values()) == due.overall.rate
    turned = {(s, promise.id): r[::-1] for s, r in reversed(reports.items())}
    again = due_list(plan_of(promise), 1, turned, on=on)
    assert [(one.missing, one.rate) for one in again.cells] == [(one.missing, one.rate) for one in due.cells]


@given(cells, days)
def test_a_return_that_comes_mends_nothing_of_another_period(
    reports: dict[str, list[ReportMade]], on: date
) -> None:
    promise = commitment(forces=ALL[:20], due=date(2017, 6, 30))
    given = {(s, promise.id): r for s, r in reports.items()}
    before = due_list(plan_of(promise), 1, given, on=on)
    missing = before.overall.missing
    if not missing:
        return
    one = missing[0]
    key = (one.force, one.commitment)
    after = due_list(plan_of(promise), 1, {**given, key: [*given.get(key, []), made(one.period.end)]}, on=on)
    assert {*after.overall.missing} == {*missing} - {one}


def test_two_forces_of_2015_never_reported_by_25_october(demo_db: Callable[[str], Path]) -> None:
    with Workspace.open(demo_db("child-protection-2015"), "me", lambda: LOADED) as workspace:
        due = workspace.due(date(2015, 10, 25))
        later = workspace.due(date(2016, 1, 25))
    assert [slug for slug, group in due.by_force.items() if group.never] == ["gwent", "wiltshire"]
    assert due.overall.rate == ReportingRate(expected=431, reported=410, on_time=400)
    assert due.overall.counts.missing == 3
    assert later.overall.rate == ReportingRate(expected=857, reported=808, on_time=780)


def test_published_figures_come_once_a_year_so_half_of_them_late(strength_db: Path) -> None:
    with Workspace.open(strength_db, "me", lambda: LOADED) as workspace:
        before = workspace.due(date(2019, 1, 23))
        after = workspace.due(date(2019, 1, 24))
    assert before.overall.counts.missing == 43
    assert (after.overall.counts.missing, after.overall.rate) == (0, ReportingRate(172, 172, 86))


def test_the_day_is_today_or_that_of_the_knowledge(strength_db: Path) -> None:
    with Workspace.open(strength_db, "me", lambda: LOADED) as workspace:
        assert workspace.due().on == LOADED.date()
        then = datetime(2019, 2, 1, 23, 59, tzinfo=UTC)
        assert workspace.due(known_at=then).on == date(2019, 2, 1)
        assert workspace.due(known_at=datetime(2099, 1, 1, tzinfo=UTC)).on == LOADED.date()
