"""The schema, written step by step, and what a database must look like.

A step, once released, is never edited: a change is a new step at the end of :func:`_steps`, and
``SCHEMA_VERSION`` goes up by one. sqlite-utils is imported here only where a schema is written, since
looking at a board must not wait for it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from typing import TYPE_CHECKING

from tracker.store.tables import IMPORT_TABLES, ISSUED_TABLES, REDACTION_TABLES, TABLES
from tracker.store.triggers import (
    IMPORT_HASH_CLOSED,
    IMPORT_HASH_OPENED,
    IMPORT_TRIGGERS,
    ISSUED_TRIGGERS,
    REDACTION_TRIGGERS,
    TRIGGERS,
)
from tracker.store.views import REDACTION_VIEWS, VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

#: "NPAP", in the header of the file: what tells a tracker database from other SQLite files.
APPLICATION_ID = 0x4E504150

#: The number of steps; in the header as ``user_version``.
SCHEMA_VERSION = 6


def migrate(conn: sqlite3.Connection, stop_before: str | None = None) -> None:
    """Bring a database to this version's schema, inside the transaction that is open on ``conn``."""
    from sqlite_utils import Database

    steps = _steps()
    database = Database(conn, execute_plugins=False)
    steps.apply(database, stop_before=stop_before)
    conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    conn.execute(f"PRAGMA user_version = {len(steps.applied(database))}")


def _steps() -> Migrations:
    from sqlite_utils import Migrations

    steps = Migrations("tracker")

    @steps()
    def ledger(database: Database) -> None:
        _run(database, *TABLES, *TRIGGERS)

    @steps()
    def views(database: Database) -> None:
        _run(database, *VIEWS)

    @steps()
    def imports(database: Database) -> None:
        _run(database, *IMPORT_TABLES, *IMPORT_TRIGGERS)

    @steps()
    def redactions(database: Database) -> None:
        _run(database, *REDACTION_TABLES, *REDACTION_TRIGGERS, *REDACTION_VIEWS)

    @steps()
    def import_hashes(database: Database) -> None:
        from tracker.store.imports import hash_all

        _run(database, *IMPORT_HASH_OPENED)
        hash_all(database.conn)
        _run(database, *IMPORT_HASH_CLOSED)

    @steps()
    def issued_reports(database: Database) -> None:
        _run(database, *ISSUED_TABLES, *ISSUED_TRIGGERS)

    return steps


def _run(database: Database, *statements: str) -> None:
    for statement in statements:
        database.execute(statement)


def schema_problems(conn: sqlite3.Connection) -> list[str]:
    """Where tables, indexes, triggers and views differ from a database made new, in sentences.

    Tables and views that somebody added are let be; an added trigger is not, for it could act on the ledger.
    """
    expected, found = _expected(), _fingerprint(conn)
    problems = [
        f"The {kind} “{name}” {'is missing' if (kind, name) not in found else 'has been altered'}."
        for (kind, name), sql in expected.items()
        if found.get((kind, name)) != sql
    ]
    strange = (name for kind, name in found if kind == "trigger" and (kind, name) not in expected)
    return problems + [f"The trigger “{name}” does not belong to the tracker." for name in strange]


@cache
def _expected() -> dict[tuple[str, str], tuple[str, str]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn)
        return _fingerprint(conn)


def _fingerprint(conn: sqlite3.Connection) -> dict[tuple[str, str], tuple[str, str]]:
    """Of every part its table and its statement, by kind and name."""
    parts = conn.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema")
    return {(kind, name): (table, sql) for kind, name, table, sql in parts}
