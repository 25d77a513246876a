"""The history: updates, plan versions and imports, newest first, as a filter wants them."""

from __future__ import annotations

import json
from datetime import UTC
from itertools import islice
from typing import TYPE_CHECKING, Any

from tracker.domain.history_filter import EntryKind
from tracker.store.connection import reading
from tracker.store.history_query import CORRECTING, ids_wanted, update_query
from tracker.store.imports import imports
from tracker.store.records import ImportEntry, PlanVersion, UpdateEntry
from tracker.store.rows import COLUMNS, WITH_SOURCE, texts_of, update_of
from tracker.store.versions import versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.update import Update
    from tracker.store.records import Entry, Import

_BY_NUMBER = f"""
SELECT {COLUMNS} FROM json_each(?) AS n CROSS JOIN updates AS u ON u.seq = n.value {WITH_SOURCE}
WHERE NOT u.withdrawal"""  # noqa: S608 - constants of this package

_COUNTED = f"""
SELECT count(*), ifnull(sum(u.withdrawal), 0), ifnull(sum(NOT u.withdrawal AND {CORRECTING}), 0)
FROM updates AS u WHERE u.seq BETWEEN :first AND :last AND u.force = ifnull(:force, u.force)
  AND (:commitments IS NULL OR u.commitment IN (SELECT value FROM json_each(:commitments)))"""  # noqa: S608 - constants of this package


def entries(
    conn: sqlite3.Connection,
    wanted: HistoryFilter,
    commitments: Sequence[str] | None,
    titles: Mapping[str, str],
) -> list[Entry]:
    """What is wanted of the history, newest first; see :class:`tracker.domain.history_filter.HistoryFilter`.

    Of each of the three streams no more is read than could be shown.
    """
    most = None if wanted.limit is None else wanted.skip + wanted.limit
    if most == 0:
        return []
    with reading(conn):
        found: list[Entry] = [*_update_entries(conn, wanted, commitments, titles, most)]
        if wanted.wants(EntryKind.PLAN) and wanted.source is None:
            found += [version for version in versions(conn) if _is_wanted(version, wanted)]
        if wanted.wants(EntryKind.IMPORT):
            found += islice(_import_entries(conn, wanted, commitments), most)
    found.sort(key=_place, reverse=True)
    return found[wanted.skip : most]


def _place(entry: Entry) -> tuple[int, int]:
    """By ledger number; an import stands above the last of its updates."""
    if isinstance(entry, ImportEntry):
        return entry.taken.last_seq, 1
    return (entry.update.seq if isinstance(entry, UpdateEntry) else entry.seq), 0


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


def _import_entries(
    conn: sqlite3.Connection, wanted: HistoryFilter, commitments: Sequence[str] | None
) -> Iterator[ImportEntry]:
    """The imports wanted; where a force or a commitment is named, what of them is its own."""
    ids = ids_wanted(wanted, commitments)
    asked = {"force": wanted.force, "commitments": None if ids is None else json.dumps(ids)}
    for taken in imports(conn):
        if _is_taken(taken, wanted):
            numbers = {"first": taken.first_seq, "last": taken.last_seq}
            rows, withdrawn, corrected = conn.execute(_COUNTED, asked | numbers).fetchone()
            if rows:
                yield ImportEntry(taken, rows - withdrawn - corrected, corrected, withdrawn)


def _update_entries(
    conn: sqlite3.Connection,
    wanted: HistoryFilter,
    commitments: Sequence[str] | None,
    titles: Mapping[str, str],
    most: int | None,
) -> Iterator[UpdateEntry]:
    asked = update_query(wanted, commitments, titles, most)
    if asked is None:
        return
    conn.create_function("folded", 1, str.casefold, deterministic=True)
    rows: list[tuple[Any, ...]] = conn.execute(*asked).fetchall()
    corrected = _updates(conn, {row[-2] for row in rows if row[-2] is not None})
    texts = texts_of(conn, (row[0] for row in rows if not row[-1]))
    for row in rows:
        update = update_of(row[:-2], texts.get(row[0], {}))
        yield UpdateEntry(update, corrected.get(row[-2]), bool(row[-1]))


def _updates(conn: sqlite3.Connection, numbers: set[int]) -> dict[int, Update]:
    asked = f"[{','.join(map(str, numbers))}]"
    return {row[0]: update_of(row) for row in conn.execute(_BY_NUMBER, (asked,))}
