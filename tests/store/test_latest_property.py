"""The board's query against the rule written out plainly, on many ledgers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.update import Draft, State
from tracker.store import CellRow, Store

FORCES = ("kent", "dyfed-powys", "“odd” \\ näme")
COMMITMENTS = ("a", "b'c")
CELLS = [(force, commitment) for force in FORCES for commitment in COMMITMENTS]
START = datetime(2019, 1, 1, 12, tzinfo=UTC)

days = st.integers(-3, 3).map(lambda n: date(2019, 1, 1) + timedelta(days=n))
CELL = ("", "", date(2019, 1, 1))
contents = st.sampled_from(
    [
        *(Draft(*CELL, value) for value in (1.0, 2.0, 0.0)),
        Draft(*CELL, marks="x"),
        Draft(*CELL, withdrawal=True),
        *(Draft(*CELL, state=state) for state in (State.DONE, State.NOT_STARTED)),
    ]
)


@dataclass(frozen=True)
class Row:
    """A recorded draft as the plain rule sees it."""

    draft: Draft
    known_from: datetime
    seq: int


drafts = st.builds(
    lambda cell, as_at, content, published: replace(content, as_at=as_at, published_on=published, **cell),
    st.sampled_from([{"force": force, "commitment": commitment} for force, commitment in CELLS]),
    days,
    contents,
    st.none() | days,
)


def plainly(rows: list[Row], as_of: date, known_at: datetime | None) -> tuple[int | None, int | None, bool]:
    """Numbers of the update and the valueless row of one cell, and whether the update is revised."""
    known = [r for r in rows if r.draft.as_at <= as_of and (known_at is None or r.known_from <= known_at)]
    valueless = None
    for as_at in sorted({r.draft.as_at for r in known}, reverse=True):
        *earlier, top = sorted(
            (r for r in known if r.draft.as_at == as_at), key=lambda r: (r.known_from, r.seq)
        )
        said = (top.draft.value, top.draft.state)
        if top.draft.withdrawal:
            continue
        if said == (None, None):
            valueless = valueless or top.seq
            continue
        others = {(r.draft.value, r.draft.state) for r in earlier if not r.draft.withdrawal}
        return top.seq, valueless, bool(others - {said, (None, None)})
    return None, valueless, False


def told(row: CellRow | None) -> tuple[int | None, int | None, bool]:
    if row is None:
        return None, None, False
    update, valueless = row.update, row.valueless
    return (
        update.seq if update else None,
        valueless.seq if valueless else None,
        bool(update and update.revised),
    )


@settings(deadline=None, max_examples=120)
@given(st.lists(drafts, max_size=25), days, st.none() | st.integers(-80, 30), st.integers(0, 25))
def test_latest_is_the_rule(written: list[Draft], as_of: date, hours: int | None, end: int) -> None:
    known_at = None if hours is None else START + timedelta(hours=hours)
    rows: list[Row] = []
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "t.db") as store:
        for number, drafted in enumerate(written, start=1):
            moment = START + timedelta(hours=number // 3)
            store.append([drafted], author="Ann", now=lambda moment=moment: moment)  # type: ignore[misc]
            published = drafted.published_on
            known = datetime.combine(published, datetime.min.time(), UTC) if published else moment
            rows.append(Row(drafted, known, number))
        found = store.latest(CELLS, as_of=as_of, known_at=known_at)
        then = store.latest(CELLS, as_of=as_of, known_at=known_at, ledger=end)
        for force, commitment in CELLS:
            own = [r for r in rows if (r.draft.force, r.draft.commitment) == (force, commitment)]
            early = [r for r in own if r.seq <= end]
            assert told(found.get((force, commitment))) == plainly(own, as_of, known_at)
            assert told(then.get((force, commitment))) == plainly(early, as_of, known_at)
        assert store.verify().ok


@settings(deadline=None, max_examples=60)
@given(st.lists(drafts, max_size=25), days, st.none() | st.integers(-80, 30), st.integers(0, 25))
def test_the_series_of_all_forces_are_the_series_of_each(
    written: list[Draft], as_of: date, hours: int | None, end: int
) -> None:
    known_at = None if hours is None else START + timedelta(hours=hours)
    own, other = COMMITMENTS
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "t.db") as store:
        store.append_many(written, author="Ann", now=lambda: START)
        for earlier in ((), (other,)):
            for ledger in (None, end):
                together = store.series_by_force(
                    own, as_of=as_of, known_at=known_at, earlier=earlier, ledger=ledger
                )
                alone = {
                    force: store.series(
                        force, own, as_of=as_of, known_at=known_at, earlier=earlier, ledger=ledger
                    )
                    for force in FORCES
                }
                assert together == {force: series for force, series in alone.items() if series}
