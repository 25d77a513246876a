"""The history's filter in one line: what a person types, and what it asks for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SMALL_PLAN
from tracker.domain.errors import RefusedError
from tracker.domain.history_filter import EVERYTHING, EntryKind, HistoryFilter
from tracker.domain.history_line import filter_in, filter_words, tokens
from tracker.domain.plan import Plan
from tracker.workspace import check_plan

TODAY = date(2016, 3, 1)
NO_FILE = "There is no such file."


@pytest.fixture(scope="session")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    path: Path = tmp_path_factory.mktemp("plan") / "small.yaml"
    path.write_text(SMALL_PLAN.replace("reporting:", "councils: [2015-07-16]\nreporting:"), encoding="utf-8")
    return check_plan(path).plan


def source(name: str) -> str:
    if name != "kent.xlsx":
        raise RefusedError(NO_FILE)
    return "ab" * 32


def read(text: str, plan: Plan) -> HistoryFilter:
    return filter_in(text, plan, TODAY, source)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("", EVERYTHING),
        ("kent", HistoryFilter("kent")),
        ("Kent offenders-pursued", HistoryFilter("kent", "offenders-pursued")),
        ("force:gw commitment:caid", HistoryFilter("gwent", "caid-in-use")),
        ("by:smith", HistoryFilter(author="smith")),
        ('by:"Jo Smith" text:"hand in hand"', HistoryFilter(author="Jo Smith", words=("hand in hand",))),
        ("backlog digital", HistoryFilter(words=("backlog", "digital"))),
        ("text:kent", HistoryFilter(words=("kent",))),
        ("ke", HistoryFilter(words=("ke",))),
        (
            "kind:corr kind:withdrawal",
            HistoryFilter(kinds=frozenset({EntryKind.CORRECTION, EntryKind.WITHDRAWAL})),
        ),
        ("source:kent.xlsx", HistoryFilter(source="ab" * 32)),
        ("since:last-council until:today", HistoryFilter(since=date(2015, 7, 16), until=TODAY)),
        ("by: kind: since:", EVERYTHING),
        ("kent kent", HistoryFilter("kent")),
        ('"http://x"', HistoryFilter(words=("http://x",))),
    ],
)
def test_what_a_line_asks_for(line: str, wanted: HistoryFilter, plan: Plan) -> None:
    assert read(line, plan) == wanted


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("colour:red", "“colour:” is nothing to filter by. There are force:, commitment:, by:,"),
        ("kind:blue", "“blue” is not a kind of entry: use one of update, correction, withdrawal, "),
        ("force:surrey", "surrey"),
        ("commitment:nothing", "“nothing” is not a commitment of this plan."),
        ("since:soon", "“soon” is not a date as accepted here"),
        ("source:essex.xlsx", NO_FILE),
        ("kent essex", "One force at a time: there is “kent” already."),
        ("by:a by:b", "One author at a time"),
    ],
)
def test_what_means_nothing_is_said(line: str, words: str, plan: Plan) -> None:
    with pytest.raises(RefusedError, match=re.escape(words)):
        read(line, plan)


def test_the_filter_in_words(plan: Plan) -> None:
    wanted = read("kent by:smith text:backlog kind:correction since:2015-09-30", plan)
    assert (
        filter_words(wanted, plan)
        == "Kent · by “smith” · with “backlog” · kind correction · since 30 Sep 2015"
    )
    assert filter_words(EVERYTHING, plan) == "everything"


def test_a_quote_that_is_still_open_holds_what_follows() -> None:
    assert tokens('"north east" kent "west mid') == ["north east", "kent", "west mid"]


@given(st.text(max_size=60))
def test_no_line_is_too_odd_to_read(plan: Plan, text: str) -> None:
    try:
        read(text, plan)
    except RefusedError as error:
        assert str(error).endswith(".")


@given(st.lists(st.text("abc xyz", min_size=1), max_size=4))
def test_every_word_of_a_text_is_looked_for(plan: Plan, words: list[str]) -> None:
    line = " ".join(f'text:"{word}"' for word in words)
    assert read(line, plan).words == tuple(" ".join(word.split()) for word in words if word.strip())
