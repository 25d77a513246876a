"""Writing the whole ledger into a new folder: everything or nothing."""

from __future__ import annotations

import csv
import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.newfiles import NewFiles
from tracker.store import imports, issued, tail
from tracker.store.connection import reading
from tracker.store.errors import DamagedError
from tracker.store.exported import form
from tracker.store.exported.cells import cell
from tracker.store.exported.readme import README_TEXT
from tracker.store.records import ExportMade
from tracker.store.verify import verify

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    Progress = Callable[[int, int], None]

_PROGRESS_EVERY = 1000


def export(
    conn: sqlite3.Connection, folder: Path, *, now: datetime, tracker: str, progress: Progress | None = None
) -> ExportMade:
    """Write the ledger of one moment as plain files; :class:`RefusedError` where the folder is not free."""
    checked = verify(conn)
    if not checked.ok:
        raise DamagedError(
            f"Nothing was exported, the ledger does not hold: {checked.problems[0]} “tracker verify” says "
            "more."
        )
    with reading(conn):
        end = tail.tail_of(conn)
        about = _about(conn, end, now, tracker)
        paths = _plan_files(conn)
        apart = [*_plans(conn, paths), *_kept_files(conn), *_reports(conn)]
        names = [*form.ALWAYS, *(name for name, _ in apart), form.SUMS]
        with NewFiles(folder, names) as files:
            sums = [_add(files, form.README, README_TEXT.format(**about).encode())]
            sums.append(_add(files, form.ABOUT, _yaml(about).encode()))
            held = [(number, *each) for number, names in paths.items() for each in names.items()]
            sums.append(_add_table(files, form.PLAN_FILES, form.PLAN_FILES_COLUMNS, held))
            for table in form.TABLES:
                columns = table.columns(conn)
                heads = ", ".join(name for name, _ in columns)
                found = conn.execute(f"SELECT {heads} FROM {table.name} ORDER BY {table.order}")  # noqa: S608
                rows = _told(found, end.seq, progress if table is form.UPDATES else None)
                sums.append(_add_table(files, table.file, columns, rows))
            sums += [_add(files, name, content()) for name, content in apart]
            lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums))
            files.add(form.SUMS, lines.encode(), private=True)
    return ExportMade(end.seq, end.hash, len(names))


def _about(conn: sqlite3.Connection, end: tail.Tail, now: datetime, tracker: str) -> dict[str, Any]:
    asked = "SELECT plan_id, title, record FROM plan_versions ORDER BY version DESC LIMIT 1"
    plan, title, record = conn.execute(asked).fetchone()
    return {
        "export": form.FORM,
        "plan": plan,
        "title": " ".join(title.split()),
        "marking": json.loads(record).get("marking", "not said"),
        "day": f"{now:%Y-%m-%d}",
        "tracker": tracker,
        "entries": end.seq,
        "head": end.hash,
    }


def _yaml(about: dict[str, Any]) -> str:
    """One key a line; JSON's quoted text is YAML's too."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in about.items())


def _plan_files(conn: sqlite3.Connection) -> dict[int, dict[str, str]]:
    asked = "SELECT version, files FROM plan_versions ORDER BY version"
    return {
        number: dict(form.plan_file_paths(number, json.loads(held))) for number, held in conn.execute(asked)
    }


def _plans(
    conn: sqlite3.Connection, paths: dict[int, dict[str, str]]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    asked = "SELECT version, source_text, files, record FROM plan_versions ORDER BY version"
    for number, source_text, files, record in conn.execute(asked):
        yield form.plan_path(number), source_text.encode
        yield form.record_path(number), record.encode
        for name, text in json.loads(files).items():
            yield paths[number][name], text.encode


def _kept_files(conn: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], bytes]]]:
    asked = "SELECT sha256 FROM kept_files WHERE length(content) > 0 ORDER BY sha256"
    for (sha256,) in conn.execute(asked).fetchall():
        yield form.kept_path(sha256), partial(_kept_file, conn, sha256)


def _kept_file(conn: sqlite3.Connection, sha256: str) -> bytes:
    return imports.kept_file(conn, sha256) or b""


def _reports(conn: sqlite3.Connection) -> Iterator[tuple[str, Callable[[], bytes]]]:
    for row in issued.rows(conn):
        yield form.report_path(row["sha256"]), issued.unpacked(row["snapshot"]).encode


def _told(rows: Iterable[Sequence[Any]], total: int, progress: Progress | None) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(rows, start=1):
        if progress and number % _PROGRESS_EVERY == 0:
            progress(number, total)
        yield row
    if progress:
        progress(total, total)


def _add(files: NewFiles, name: str, content: bytes) -> tuple[str, str]:
    files.add(name, content, private=True)
    return name, hashlib.sha256(content).hexdigest()


def _add_table(
    files: NewFiles, name: str, columns: Sequence[form.Column], rows: Iterable[Sequence[Any]]
) -> tuple[str, str]:
    files.add(name, b"", private=True)
    with files.draft(name).open("w", encoding="utf-8", newline="") as file:
        # With this line end both its characters are quoted inside a text, and a lone one comes back.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([head for head, _ in columns])
        kinds = [kind for _, kind in columns]
        writer.writerows(map(cell, row, kinds) for row in rows)
    with files.draft(name).open("rb") as file:
        return name, hashlib.file_digest(file, "sha256").hexdigest()
