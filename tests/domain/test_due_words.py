"""The sentences of missing returns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.cases import commitment
from tests.domain.test_due import looked_at, made, plan_of
from tracker.domain.due import DueList, due_list
from tracker.domain.due_words import (
    answer_words,
    last_words,
    late_words,
    missing_words,
    rate_words,
    standing_words,
    totals,
)
from tracker.domain.plan import NATIONAL, Exemption, Scope

JUNE, CAME, AFTER = date(2015, 6, 30), date(2015, 7, 10), date(2015, 7, 25)


def said(found: DueList) -> str:
    return totals(found).partition(": ")[2]


def two(*reports: tuple[str, date], on: date = AFTER) -> DueList:
    promise = commitment(forces=("kent", "essex"))
    made_by = {(force, promise.id): [made(JUNE, came)] for force, came in reports}
    return due_list(plan_of(promise), 1, made_by, on=on)


def test_before_anything_is_due_the_first_day_is_named() -> None:
    found = looked_at(commitment(), on=JUNE)
    assert said(found) == "none has fallen due yet; the first is due by 21 Jul 2015."
    assert standing_words(found.overall) == "not due"
    assert rate_words(found.overall.rate) == "none due"
    assert last_words(found.overall) == "–"
    missing = found.overall.cells[0].next
    assert missing is not None
    assert late_words(missing) == "due by 21 Jul 2015"
    assert answer_words(missing) == ""


def test_a_list_knows_the_forces_of_its_plan() -> None:
    assert set(two().forces) == {"kent", "essex"}


def test_where_nobody_is_asked_no_return_is_expected() -> None:
    promise = replace(commitment(), exempt=(Exemption("kent", date(2020, 1, 1), "shared team"),))
    found = looked_at(promise, on=AFTER)
    assert said(found) == "no return is expected."
    assert standing_words(found.overall) == "exempt"
    assert found.last_due_on is None


def test_one_force_is_counted_by_its_returns() -> None:
    missing = looked_at(commitment(), on=AFTER)
    assert said(missing).startswith(
        "1 return is missing, and nothing was ever reported. Over the last period: "
    )
    assert standing_words(missing.overall) == "late"
    assert last_words(missing.overall) == "never"
    assert late_words(missing.overall.missing[0]) == "due by 21 Jul 2015, 4 days late"
    complete = looked_at(commitment(), made(JUNE, CAME), on=AFTER)
    assert said(complete).startswith("nothing is missing. Over the last period: reporting rate 100% (1 of 1)")
    assert standing_words(complete.overall) == "all in"
    assert last_words(complete.overall) == "30 Jun 2015"
    again = looked_at(commitment(), made(JUNE, CAME), on=date(2016, 1, 25))
    assert said(again).startswith("2 returns are missing. Over the last 3 periods: ")


def test_a_plan_counts_forces() -> None:
    assert said(two()).startswith("2 of 2 forces have returns missing, 2 of them never reported. ")
    assert said(two(("kent", CAME))).startswith("1 of 2 forces has returns missing, 1 of them never ")
    assert said(two(("kent", CAME), ("essex", CAME))).startswith("nothing is missing from any of 2 forces. ")


def test_the_national_body_is_named_and_no_force() -> None:
    body = replace(commitment(forces=(NATIONAL,)), id="published", scope=Scope.NATIONAL)
    force = commitment(forces=("kent", "essex"))
    plan = plan_of(force, body)
    national = replace(plan.forces[0], slug=NATIONAL, name="National", region="National")
    plan = replace(plan, forces=(*plan.forces, national))
    both = due_list(plan, 1, {}, on=AFTER)
    assert said(both).startswith("2 of 2 forces and the national body have returns missing")
    in_time = {(slug, force.id): [made(JUNE, CAME)] for slug in ("kent", "essex")}
    alone = due_list(plan, 1, in_time, on=AFTER)
    assert said(alone).startswith("the national body has returns missing. ")


def test_what_was_answered_stands_at_what_is_missing() -> None:
    answer = made(JUNE, CAME, has_value=False, marks="x")
    found = looked_at(commitment(), answer, on=AFTER)
    assert missing_words(found.overall) == ["2015/16 Q1 (4 days): offenders-pursued (not available)"]
    assert answer_words(found.overall.missing[0]) == "answered “not available” on 10 Jul 2015"
    silent = looked_at(commitment(), made(JUNE, CAME, has_value=False), on=AFTER)
    assert answer_words(silent.overall.missing[0]) == "answered “not available” on 10 Jul 2015"


def test_a_plan_that_is_over_says_when_its_last_return_was_due() -> None:
    assert looked_at(commitment(), on=date(2017, 1, 1)).last_due_on == date(2016, 4, 21)
    assert looked_at(commitment(), on=date(2016, 4, 21)).last_due_on is None
    assert due_list(plan_of(), 1, {}, on=AFTER).last_due_on is None
