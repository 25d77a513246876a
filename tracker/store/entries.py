"""The history: updates, redactions, plan versions and imports, newest first, as a filter wants them."""

from __future__ import annotations

import json
from datetime import UTC
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.history_filter import EntryKind
from tracker.store.connection import reading
from tracker.store.history_query import BY_NUMBER, CORRECTING, ids_wanted, numbers_query
from tracker.store.imports import imports
from tracker.store.records import Import, ImportEntry, PlanVersion, UpdateEntry
from tracker.store.redaction_entries import newest_redactions, redactions_of
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, checked, texts_of, update_of
from tracker.store.versions import versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.redaction import Redaction
    from tracker.domain.update import Update
    from tracker.store.records import Entry

_BY_NUMBER = f"""
SELECT {COLUMNS} FROM json_each(:numbers) AS n CROSS JOIN updates AS u ON u.seq = n.value {WITH_SOURCE}
WHERE NOT u.withdrawal"""  # noqa: S608 - constants of this package

_OF_IMPORT = """
FROM updates AS u WHERE u.seq BETWEEN :first AND :last AND u.force = ifnull(:force, u.force)
  AND (:commitments IS NULL OR u.commitment IN (SELECT value FROM json_each(:commitments)))"""

_COUNTED = f"""
SELECT count(*), ifnull(sum(u.withdrawal), 0), ifnull(sum(NOT u.withdrawal AND {CORRECTING}), 0)
{_OF_IMPORT}"""

#: An entry before it is read: an update's number, a version, a redaction, an import.
_Place: TypeAlias = "int | PlanVersion | Redaction | Import"


def entries(
    conn: sqlite3.Connection,
    wanted: HistoryFilter,
    commitments: Sequence[str] | None,
    titles: Mapping[str, str],
) -> list[Entry]:
    """What is wanted of the history, newest first; see :class:`tracker.domain.history_filter.HistoryFilter`.

    The streams are merged by their places alone; only the entries that are given are read whole.
    """
    most = None if wanted.limit is None else wanted.skip + wanted.limit
    with reading(conn):
        streams: tuple[Iterator[_Place], ...] = (
            _numbers(conn, wanted, commitments, titles),
            _versions(conn, wanted),
            _redactions(conn, wanted, commitments),
            _imports(conn, wanted, commitments),
        )
        found = list(islice(merge(*streams, key=_place, reverse=True), wanted.skip, most))
        updates = _update_entries(conn, [place for place in found if isinstance(place, int)])
        return [
            updates[place]
            if isinstance(place, int)
            else _counted(conn, place, wanted, commitments)
            if isinstance(place, Import)
            else place
            for place in found
        ]


def _place(place: _Place) -> tuple[int, int]:
    """By ledger number; an import stands above the last of its updates."""
    if isinstance(place, Import):
        return place.last_seq, 1
    return (place if isinstance(place, int) else place.seq), 0


def _numbers(
    conn: sqlite3.Connection,
    wanted: HistoryFilter,
    commitments: Sequence[str] | None,
    titles: Mapping[str, str],
) -> Iterator[int]:
    asked = numbers_query(wanted, commitments, titles)
    if asked is not None:
        conn.create_function("folded", 1, str.casefold, deterministic=True)
        for (number,) in conn.execute(*asked):
            yield number


def _versions(conn: sqlite3.Connection, wanted: HistoryFilter) -> Iterator[PlanVersion]:
    if wanted.wants(EntryKind.PLAN) and wanted.source is None:
        yield from (version for version in reversed(versions(conn)) if _is_wanted(version, wanted))


def _redactions(
    conn: sqlite3.Connection, wanted: HistoryFilter, commitments: Sequence[str] | None
) -> Iterator[Redaction]:
    if wanted.wants(EntryKind.REDACTION):
        ids = ids_wanted(wanted, commitments)
        for redaction in newest_redactions(conn, wanted.force, ids, wanted.source):
            if (wanted.as_of is None or redaction.as_at <= wanted.as_of) and (
                _was_recorded(redaction.recorded_at, redaction.author, wanted)
                and _has_words(redaction.reason, wanted)
            ):
                yield redaction


def _is_wanted(version: PlanVersion, wanted: HistoryFilter) -> bool:
    return _was_recorded(version.recorded_at, version.author, wanted) and _has_words(
        f"{version.title} {version.reason}", wanted
    )


def _is_taken(taken: Import, wanted: HistoryFilter) -> bool:
    return (
        wanted.source in (None, taken.source.sha256)
        and _was_recorded(taken.recorded_at, taken.author, wanted)
        and _has_words(taken.source.name, wanted)
    )


def _was_recorded(at: datetime, author: str, wanted: HistoryFilter) -> bool:
    day = at.astimezone(UTC).date()
    return (
        (wanted.author is None or wanted.author.casefold() in author.casefold())
        and (wanted.since is None or day >= wanted.since)
        and (wanted.until is None or day <= wanted.until)
        and (wanted.known_at is None or at <= wanted.known_at)
    )


def _has_words(text: str, wanted: HistoryFilter) -> bool:
    return all(word.casefold() in text.casefold() for word in wanted.words)


def _imports(
    conn: sqlite3.Connection, wanted: HistoryFilter, commitments: Sequence[str] | None
) -> Iterator[Import]:
    """The imports wanted; where a force or a commitment is named, those with updates of its own."""
    if wanted.wants(EntryKind.IMPORT):
        of_all = wanted.force is None and ids_wanted(wanted, commitments) is None
        for taken in imports(conn):
            if _is_taken(taken, wanted):
                asked = _asked(taken, wanted, commitments)
                if of_all or conn.execute(f"SELECT EXISTS (SELECT 1 {_OF_IMPORT})", asked).fetchone()[0]:
                    yield taken


def _asked(
    taken: Import, wanted: HistoryFilter, commitments: Sequence[str] | None
) -> dict[str, str | int | None]:
    ids = ids_wanted(wanted, commitments)
    named = None if ids is None else json.dumps(ids)
    return {"force": wanted.force, "commitments": named, "first": taken.first_seq, "last": taken.last_seq}


def _counted(
    conn: sqlite3.Connection, taken: Import, wanted: HistoryFilter, commitments: Sequence[str] | None
) -> ImportEntry:
    asked = _asked(taken, wanted, commitments)
    rows, withdrawn, corrected = conn.execute(_COUNTED, asked).fetchone()
    return ImportEntry(taken, rows - withdrawn - corrected, corrected, withdrawn)


def _update_entries(conn: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, UpdateEntry]:
    asked = {"numbers": json.dumps(numbers), "ledger": WHOLE_LEDGER}
    rows = list(checked(conn.execute(BY_NUMBER, asked)))
    corrected = _updates(conn, {row[-2] for row in rows if row[-2] is not None})
    texts = texts_of(conn, numbers)
    redactions = redactions_of(conn, numbers)
    return {
        row[0]: UpdateEntry(
            update_of(row[:-2], texts.get(row[0], {})),
            corrected.get(row[-2]),
            withdrawn=bool(row[-1]),
            redactions=tuple(redactions.get(row[0], ())),
        )
        for row in rows
    }


def _updates(conn: sqlite3.Connection, numbers: set[int]) -> dict[int, Update]:
    asked = f"[{','.join(map(str, numbers))}]"
    rows = conn.execute(_BY_NUMBER, {"numbers": asked, "ledger": WHOLE_LEDGER})
    return {row[0]: update_of(row) for row in checked(rows)}
