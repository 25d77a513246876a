"""Which files an export has, and what stands in each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tracker.store.exported.cells import ALWAYS_TEXT

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

#: The form of the export; another form has another number.
FORM = 1

ABOUT, README, SUMS = "export.yaml", "README.md", "SHA256SUMS"

#: Names of the files that plan versions refer to, and where in the export each stands.
PLAN_FILES = "plan-files.csv"
PLAN_FILES_COLUMNS = (("version", "INTEGER"), ("name", ALWAYS_TEXT), ("path", ALWAYS_TEXT))

#: Name and kind; see :mod:`tracker.store.exported.cells`.
Column = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the database and its file; columns in ``apart`` stand in files of their own."""

    name: str
    order: str
    apart: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name.replace('_', '-')}.csv"

    def columns(self, conn: sqlite3.Connection) -> tuple[Column, ...]:
        """Name and kind of each column in the file."""
        kind = """iif(type = 'TEXT' AND "notnull", type || ' NOT NULL', type)"""
        asked = f"SELECT name, {kind} FROM pragma_table_info(?)"  # noqa: S608
        return tuple(c for c in conn.execute(asked, (self.name,)) if c[0] not in self.apart)


SOURCES = Table("sources", "id")
VERSIONS = Table("plan_versions", "seq", ("source_text", "files", "record"))
UPDATES = Table("updates", "seq")
REDACTIONS = Table("redactions", "seq")
TEXTS = Table("texts", "seq, field")
IMPORTS = Table("imports", "id")
KEPT_FILES = Table("kept_files", "rowid", ("content",))
ISSUED_REPORTS = Table("issued_reports", "rowid", ("snapshot",))

#: The rows of the chain, which only go in by their ledger number.
CHAIN = (VERSIONS, UPDATES, REDACTIONS)

TABLES = (SOURCES, *CHAIN, TEXTS, IMPORTS, KEPT_FILES, ISSUED_REPORTS)

#: What every export has, whatever the ledger holds.
ALWAYS = (README, ABOUT, PLAN_FILES, *(table.file for table in TABLES))


def plan_path(version: int) -> str:
    """Where the YAML of a plan version stands."""
    return f"plan-{version}/plan.yaml"


def record_path(version: int) -> str:
    """Where the resolved plan of a version stands, from which boards are computed."""
    return f"plan-{version}/record.json"


def kept_path(sha256: str) -> str:
    """Where a file stands that was kept as it was taken in."""
    return f"kept-files/{sha256}"


def report_path(sha256: str) -> str:
    """Where the snapshot of an issued report stands."""
    return f"issued-reports/{sha256}.json"


_PART = re.compile(r"\w[\w .()+-]{0,99}")


def plan_file_paths(version: int, names: Iterable[str]) -> Mapping[str, str]:
    """Where each file that a plan version refers to stands: beside its YAML, under its own name.

    A name that is none on every disk, or that another file of the version has, gets a number instead.
    """
    taken = {plan_path(version), record_path(version)}
    paths = {}
    for number, name in enumerate(sorted(names), start=1):
        parts = PurePosixPath(name).parts
        path = "/".join((f"plan-{version}", *parts))
        if not (parts and all(_PART.fullmatch(part) and part[-1] not in " ." for part in parts)) or any(
            _clash(path.casefold(), other.casefold()) for other in taken
        ):
            path = f"plan-{version}/file-{number}.csv"
        taken.add(path)
        paths[name] = path
    return paths


def _clash(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}/") or other.startswith(f"{path}/")
