"""Comparing two sightings of a whole database, against the boards and a plain rule, on many ledgers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import SMALL_PLAN
from tracker.domain.board import Board
from tracker.domain.causes import Cause
from tracker.domain.errors import RefusedError
from tracker.domain.history_filter import HistoryFilter
from tracker.domain.movement import Kind, Movements
from tracker.domain.update import Draft, State
from tracker.domain.when import Look, when_in
from tracker.store import Store
from tracker.workspace import Workspace, end_of_day

RECORDED = datetime(2015, 12, 1, 12, tzinfo=UTC)
FORCES = ("kent", "essex", "gwent")
LATER_PLANS = (
    SMALL_PLAN,
    SMALL_PLAN.replace("value: 200", "value: 150"),
    SMALL_PLAN.replace("forces: [kent, essex, gwent]", "forces: [kent, essex]"),
    SMALL_PLAN.replace("measure: {kind: count,", "measure: {reported: per period, kind: count,"),
    SMALL_PLAN.replace("id: caid-in-use", "id: caid-everywhere"),
)

days = st.integers(0, 300).map(lambda n: date(2015, 4, 20) + timedelta(days=n))
numbers = st.sampled_from(
    [Draft("", "offenders-pursued", date.min, float(n)) for n in (-5, 40, 98, 120, 200)]
)
other = st.sampled_from(
    [
        Draft("", "offenders-pursued", date.min, marks="x"),
        Draft("", "offenders-pursued", date.min, withdrawal=True),
        *(Draft("", "caid-in-use", date.min, state=state) for state in State),
        Draft("", "caid-in-use", date.min, state=State.IN_PROGRESS, forecast=date(2016, 1, 20)),
    ]
)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """An update of any cell, as at few dates, so that corrections are frequent."""
    as_at = draw(st.sampled_from([date(2015, m, 28) for m in (5, 6, 8, 9, 11)]))
    published = draw(st.none() | st.integers(0, 150).map(lambda n: as_at + timedelta(days=n)))
    content = draw(st.one_of(numbers, other))
    return replace(content, force=draw(st.sampled_from(FORCES)), as_at=as_at, published_on=published)


@st.composite
def looks(draw: st.DrawFn) -> tuple[Look, Look]:
    """Two looks, the second no earlier on either clock."""
    as_of = sorted((draw(days), draw(days)))
    known = sorted((draw(days), draw(days)))
    second = None if draw(st.booleans()) else end_of_day(known[1])
    return Look(as_of[0], end_of_day(known[0])), Look(as_of[1], second)


def made(folder: Path, said: list[Draft], second: str) -> Path:
    """A database with updates recorded before and after a second plan version."""
    plan, db = folder / "plan.yaml", folder / "plan.db"
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    Workspace.create(db, plan, "tester", lambda: datetime(2015, 4, 1, tzinfo=UTC)).close()
    with Store.open(db) as store:
        store.append(said[::2], author="tester", now=lambda: RECORDED - timedelta(days=90))
    plan.write_text(second, encoding="utf-8")
    with Workspace.open(db, "tester", lambda: RECORDED) as workspace:
        workspace.apply_plan(plan, "changed for a test")
    with Store.open(db) as store:
        store.append(said[1::2], author="tester", now=lambda: RECORDED)
    return db


def agrees_with(found: Movements, a: Board, b: Board) -> None:
    """A's board is where every movement starts, B's where it ends, and each cell is there once."""
    assert [(m.force, m.commitment) for m in found.moves] == list(dict.fromkeys([*b.cells, *a.cells]))
    for move in found.moves:
        for standing, board in ((move.before, a), (move.after, b)):
            cell = board.cell(move.force, move.commitment)
            assert (standing.assessment if standing else None) == (cell.assessment if cell else None)


def adds_up(found: Movements) -> None:
    """Counts by commitment, region and force are each those of all cells."""
    assert sum(found.counts.values()) == len(found.moves)
    for groups in (found.by_commitment, found.by_region, found.by_force):
        for kind in Kind:
            assert sum(counts[kind] for counts in groups.values()) == found.counts[kind]


@settings(max_examples=60, deadline=None)
@given(st.lists(drafts(), max_size=14), st.sampled_from(LATER_PLANS), looks())
def test_movement_starts_at_one_board_and_ends_at_the_other(
    said: list[Draft], second: str, pair: tuple[Look, Look]
) -> None:
    a, b = pair
    with TemporaryDirectory() as name, Workspace.open(made(Path(name), said, second), "tester") as workspace:
        found = workspace.compare(a, b)
        boards = workspace.board(a.as_of, a.known_at), workspace.board(b.as_of, b.known_at)
        agrees_with(found, *boards)
        adds_up(found)
        for move in found.moves:
            corrected = move.steps[0].after
            if move.before is not None and corrected is not None:
                assert corrected.value == plainly_corrected(workspace, move.force, move.commitment, a, b)
        for look in pair:
            same = workspace.compare(look, look)
            assert same.counts[Kind.NO_CHANGE] == len(same.moves)
            assert not any(move.causes for move in same.moves)


def plainly_corrected(workspace: Workspace, force: str, commitment: str, a: Look, b: Look) -> float | None:
    """The value as of A, of the dates for which something stood at A, as known at B: the rule written out."""
    standing: dict[str, dict[date, Draft]] = {}
    for name, look in (("a", a), ("b", b)):
        rows = [e.update for e in workspace.history(HistoryFilter(force, commitment)) if hasattr(e, "update")]
        rows = [u for u in rows if look.known_at is None or u.known_from <= look.known_at]
        last = {u.draft.as_at: u.draft for u in sorted(rows, key=lambda u: (u.known_from, u.seq))}
        standing[name] = {d: draft for d, draft in last.items() if not draft.withdrawal and d <= a.as_of}
    values = [standing["b"][d].value for d in sorted(standing["a"]) if d in standing["b"]]
    plan = workspace.plan(a.known_at)[0]
    known = [value for value in values if value is not None]
    if "per period" in plan.commitment(commitment).measure.reported and known:
        return quarters_total(standing, plan.commitment(commitment).reporting.months)
    return known[-1] if known else None


def quarters_total(standing: dict[str, dict[date, Draft]], months: int) -> float:
    """The sum over quarters of the last value in each."""
    assert months == 3
    dates = sorted(d for d in standing["a"] if d in standing["b"])
    quarters = {(d.month - 1) // 3: v for d in dates if (v := standing["b"][d].value) is not None}
    return sum(quarters.values())


def test_movement_is_told_forwards(small_db: Path) -> None:
    june, september = date(2015, 6, 30), date(2015, 9, 30)
    with Workspace.open(small_db, "tester") as workspace:
        with pytest.raises(RefusedError, match=r"30 Jun 2015 is before 30 Sep 2015\. Name the earlier day"):
            workspace.compare(Look(september), Look(june))
        with pytest.raises(RefusedError, match="known at 30 Jun 2015, and the first later, now"):
            workspace.compare(Look(june), Look(september, end_of_day(june)))
        today = end_of_day(workspace.today)
        assert workspace.compare(Look(june), Look(september, today)).counts[Kind.WENT_SILENT] == 6


def test_councils_are_those_of_the_newest_version(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: datetime(2018, 1, 24, tzinfo=UTC)) as workspace:
        assert workspace.day(when_in("last-council")) == date(2018, 1, 24)
        assert workspace.day(when_in("next-council")) == date(2018, 7, 11)
        with pytest.raises(RefusedError, match="The plan's councils are 16 Jul 2015, 20 Jan 2016, 12 Jul"):
            workspace.day(when_in("council:2018-01-25"))


def test_narrowed_movements_keep_their_own_counts(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester") as workspace:
        found = workspace.compare(Look(date(2018, 3, 31)), Look(date(2019, 9, 30)))
    wales = found.narrowed(region="Wales")
    adds_up(wales)
    assert len(wales.moves) == 4
    assert {move.force for move in found.narrowed(force="kent").moves} == {"kent"}
    assert found.causes[Cause.NEW_DATA] == len(found.changed) == 15
