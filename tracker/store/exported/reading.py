"""A database made from an export: whole and the same, or refused with what is wrong and where."""

from __future__ import annotations

import heapq
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any

from tracker.store.connection import writing
from tracker.store.creation import new_database
from tracker.store.errors import ExportError, constraint_words
from tracker.store.exported import form, sums
from tracker.store.exported.tables import rows_of
from tracker.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.store.exported.form import Table
    from tracker.store.exported.tables import Row

    Placed = tuple[str, Row]


def create_from_export(path: Path, folder: Path) -> None:
    """Make a new database from an export; :class:`ExportError` lists what is missing or was changed."""
    listed = sums.read_sums(folder)
    missing = list(sums.missing(folder, listed))
    if missing:
        raise ExportError(missing)
    problems = list(sums.changed(folder, listed))
    with new_database(path) as conn:
        try:
            with writing(conn):
                _fill(conn, folder)
            checked = verify(conn)
            problems += checked.problems
            problems += _about_problems(folder, checked.entries, checked.head)
        except ExportError as error:
            problems += error.problems
        if problems:
            raise ExportError(problems)


def _fill(conn: sqlite3.Connection, folder: Path) -> None:
    """Put every row in, those of the chain by their numbers; what does not fit is refused with its place."""
    for place, row in _rows(conn, folder, form.SOURCES):
        _insert(conn, form.SOURCES, place, row)
    chain = heapq.merge(*(_numbered(conn, folder, table) for table in form.CHAIN), key=lambda each: each[0])
    for _, table, place, row in chain:
        _insert(conn, table, place, row)
    for table in (form.TEXTS, form.IMPORTS, form.KEPT_FILES, form.ISSUED_REPORTS):
        for place, row in _rows(conn, folder, table):
            _insert(conn, table, place, _whole(conn, folder, table, place, row))


def _rows(conn: sqlite3.Connection, folder: Path, table: Table) -> Iterator[Placed]:
    return rows_of(folder, table.file, table.columns(conn))


def _numbered(conn: sqlite3.Connection, folder: Path, table: Table) -> Iterator[tuple[int, Table, str, Row]]:
    files = _plan_files(folder) if table is form.VERSIONS else {}
    for place, row in _rows(conn, folder, table):
        if row["seq"] is None:
            raise ExportError(f"{place}: it has no ledger number.")
        if table is form.VERSIONS:
            row.update(_plan(folder, place, row["version"], files.get(row["version"], {})))
        yield row["seq"], table, place, row


def _plan_files(folder: Path) -> dict[int, dict[str, str]]:
    files: dict[int, dict[str, str]] = {}
    for _, row in rows_of(folder, form.PLAN_FILES, form.PLAN_FILES_COLUMNS):
        files.setdefault(row["version"], {})[row["name"]] = row["path"]
    return files


def _plan(folder: Path, place: str, version: int, files: dict[str, str]) -> Row:
    held = {name: _text(folder, place, path) for name, path in files.items()}
    return {
        "source_text": _text(folder, place, form.plan_path(version)),
        "record": _text(folder, place, form.record_path(version)),
        "files": json.dumps(held, sort_keys=True),
    }


def _whole(conn: sqlite3.Connection, folder: Path, table: Table, place: str, row: Row) -> Row:
    """A row with what stands in a file of its own."""
    if table is form.KEPT_FILES:
        gone = "SELECT 1 FROM redactions WHERE what = 'file' AND sha256 = ?"
        is_gone = conn.execute(gone, (row["sha256"],)).fetchone()
        content = b"" if is_gone else zlib.compress(_bytes(folder, place, form.kept_path(row["sha256"])))
        return {**row, "content": content}
    if table is form.ISSUED_REPORTS:
        return {**row, "snapshot": zlib.compress(_bytes(folder, place, form.report_path(row["sha256"])))}
    return row


def _insert(conn: sqlite3.Connection, table: Table, place: str, row: Row) -> None:
    names = ", ".join(row)
    marks = ", ".join(f":{name}" for name in row)
    try:
        conn.execute(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", row)  # noqa: S608 - from the schema
    except (sqlite3.IntegrityError, OverflowError) as error:
        raise ExportError(f"{place}: {constraint_words(str(error))}.") from None


def _bytes(folder: Path, place: str, name: str) -> bytes:
    path = folder / name
    try:
        if not path.resolve().is_relative_to(folder.resolve()):
            raise ExportError(f"{place}: {name} leads out of {folder}.")
        if path.is_file():
            return path.read_bytes()
    except (OSError, ValueError):  # what is no name of a file
        pass
    raise ExportError(f"{place}: its file {name} is missing from {folder}.")


def _text(folder: Path, place: str, name: str) -> str:
    try:
        return _bytes(folder, place, name).decode("utf-8")
    except UnicodeDecodeError:
        raise ExportError(f"{name} is not UTF-8 text.") from None


def _about_problems(folder: Path, entries: int, head: str) -> Iterator[str]:
    about = _about(folder)
    if about.get("export") != form.FORM:
        yield f"{form.ABOUT}: this tracker reads exports of form {form.FORM}, not {about.get('export')}."
    if about.get("entries") != entries or about.get("head") != head:
        yield (
            f"{form.ABOUT} says that the ledger ends at number {about.get('entries')} with the head "
            f"{about.get('head')}; the rows end at {entries} with {head}."
        )


def _about(folder: Path) -> dict[str, Any]:
    about = {}
    for number, line in enumerate(_text(folder, form.ABOUT, form.ABOUT).splitlines(), start=1):
        key, _, value = line.partition(": ")
        try:
            about[key] = json.loads(value)
        except ValueError:
            raise ExportError(f"{form.ABOUT}, line {number} is not as it was written.") from None
    return about
