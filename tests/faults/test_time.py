"""The clock, and the calendar's odd days: what was recorded keeps its order, and a wrong clock is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.commands import Commands
from tests.conftest import Run
from tests.store.cases import without_triggers
from tracker.domain.update import Draft
from tracker.store.links import links
from tracker.workspace import Workspace

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)

Clock = Callable[[], datetime]


def recorded(db: Path, moments: list[datetime]) -> list[datetime]:
    """Record one update at each of these moments by the clock; when the ledger says that it was."""
    receipts = []
    for number, moment in enumerate(moments):
        with Workspace.open(db, "Ann", lambda moment=moment: moment) as workspace:  # type: ignore[misc]
            draft = Draft("kent", "offenders-pursued", date(2015, 6, 30), float(number))
            receipts.append(workspace.record(draft).receipt.recorded_at)
    with Workspace.open(db, "Ann") as workspace:
        assert workspace.verify().problems == []
    return receipts


def told_on_opening(db: Path, clock: Clock) -> list[str]:
    said: list[str] = []
    Workspace.open(db, "Ann", clock, tell=said.append).close()
    return said


def test_a_clock_set_back_never_takes_the_ledger_back(small_db: Path) -> None:
    hour = timedelta(hours=1)
    found = recorded(small_db, [NOON, NOON - hour, NOON - 30 * hour, NOON + hour])
    assert found == [NOON, NOON, NOON, NOON + hour]


def test_a_clock_that_was_set_back_is_said_when_the_database_is_opened(small_db: Path) -> None:
    recorded(small_db, [NOON])
    assert told_on_opening(small_db, lambda: NOON) == []
    assert told_on_opening(small_db, lambda: NOON - timedelta(seconds=1)) == []
    (said,) = told_on_opening(small_db, lambda: NOON - timedelta(hours=1))
    assert said == (
        "This machine's clock says 2026-07-01 11:00:00 UTC, but the last entry of the ledger was recorded at "
        "2026-07-01 12:00:00 UTC. One of the two was wrong: check the clock. Until it has passed that time, "
        "what is recorded carries the time of the last entry."
    )


def test_a_command_says_it_once_on_stderr_and_does_its_work(small_db: Path, forked: Commands) -> None:
    far = datetime(2199, 1, 1, tzinfo=UTC)
    recorded(small_db, [far])
    ran = forked("update", "kent", "offenders", "--as-at", "2015-09-30", "--value", "3", db=small_db)

    assert ran.code == 0
    assert ran.err.count("was recorded at 2199-01-01 00:00:00 UTC") == 1
    assert "clock" not in ran.out
    with Workspace.open(small_db, "Ann") as workspace:
        assert workspace.verify().ok
    with closing(sqlite3.connect(small_db)) as conn:
        moments = conn.execute("SELECT recorded_at FROM updates").fetchall()
    assert moments == [("2199-01-01T00:00:00.000000Z",)] * 2


def test_verify_tells_a_ledger_that_goes_back_in_time(small_db: Path) -> None:
    """Whoever makes every hash anew could still not hide that."""
    recorded(small_db, [NOON, NOON + timedelta(hours=1)])
    with without_triggers(small_db) as conn:
        earlier = "2026-07-01T11:00:00.000000Z"
        conn.execute("UPDATE updates SET recorded_at = ?, known_from = ? WHERE seq = 3", (earlier, earlier))
        *_, last = links(conn)
        conn.execute("UPDATE updates SET hash = ? WHERE seq = 3", (last.right_hash,))

    with Workspace.open(small_db, "Ann") as workspace:
        assert workspace.verify().problems == ["Ledger number 3: it was recorded before number 2."]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2026, 10, 25)], ids=["forward", "back"])
def test_where_summer_time_begins_and_ends_in_london_the_order_stays(small_db: Path, day: date) -> None:
    """Each quarter of an hour through the night, by a clock that shows London's time."""
    first = datetime(day.year, day.month, day.day, tzinfo=UTC)
    moments = [(first + timedelta(minutes=15 * step)).astimezone(LONDON) for step in range(16)]
    assert len({moment.utcoffset() for moment in moments}) == 2

    found = recorded(small_db, moments)

    assert found == [moment.astimezone(UTC) for moment in moments]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_changes_nothing(small_db: Path, run: Run, zone: str) -> None:
    before = datetime.now(UTC)
    run("update", "kent", "offenders", "--as-at", "2015-06-30", "--value", "3", db=small_db, TZ=zone)
    ran = run("status", "--format", "json", "--as-of", "2015-06-30", db=small_db, TZ=zone)

    with closing(sqlite3.connect(small_db)) as conn:
        (moment,) = conn.execute("SELECT recorded_at FROM updates").fetchone()
    assert before <= datetime.fromisoformat(moment) <= datetime.now(UTC)
    assert '"as_of": "2015-06-30"' in ran.out


@pytest.mark.parametrize(
    ("as_at", "code", "part"),
    [
        ("2016-02-29", 0, "as of 29 Feb 2016"),
        ("2015-02-29", 2, "is not a day of the calendar"),
        ("2100-02-29", 2, "is not a day of the calendar"),
        ("2015-12-31", 0, "as of 31 Dec 2015"),
        ("2016-03-31", 0, "as of 31 Mar 2016"),
        ("2016-04-01", 0, "as of 1 Apr 2016"),
        ("9999-12-31", 1, "future"),
        ("0001-01-01", 1, "is before 1 Jan 1990"),
    ],
)
def test_odd_days_are_taken_or_refused_in_a_sentence(
    small_db: Path, forked: Commands, as_at: str, code: int, part: str
) -> None:
    ran = forked("update", "kent", "offenders", "--as-at", as_at, "--value", "3", db=small_db)
    assert ran.code == code, ran
    assert part in (ran.out if code == 0 else ran.err)
    assert forked("verify", db=small_db).code == 0


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2000-02-29", "2016-02-29", "9999-12-31"])
@pytest.mark.parametrize("option", ["--as-of", "--known-at"])
def test_a_board_of_any_day_is_a_board_or_a_sentence(
    small_db: Path, forked: Commands, option: str, day: str
) -> None:
    ran = forked("status", option, day, db=small_db)
    assert ran.code in (0, 1, 2), ran
    assert ran.out or ran.err


def test_a_year_ends_with_its_last_moment(small_db: Path) -> None:
    last = datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    recorded(small_db, [last, last + timedelta(microseconds=1)])
    with Workspace.open(small_db, "Ann") as workspace:
        from tracker.workspace import end_of_day

        shown = [
            workspace.cell("kent", "offenders-pursued", date(2015, 6, 30), end_of_day(day)).assessment.value
            for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1))
        ]
    assert shown == [None, 0.0, 1.0]


@pytest.mark.parametrize(("on", "is_missing"), [("2016-04-21", False), ("2016-04-22", True)])
def test_the_financial_year_ends_in_march_and_its_last_return_is_due_in_april(
    small_db: Path, forked: Commands, on: str, *, is_missing: bool
) -> None:
    ran = forked("due", "--on", on, "--format", "csv", db=small_db)
    assert "2015/16 Q3 due 21 Jan 2016" in ran.out
    assert ("2015/16 Q4 due 21 Apr 2016" in ran.out) == is_missing
