"""A workspace of a small plan, and returns handed in at its desk."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.conftest import LOADED
from tracker.returns.importing import ChangeKind, ImportResult, ReturnCheck
from tracker.workspace import ReturnsDesk, Workspace

HEAD = ["force", "commitment", "as_at", "value", "note"]


class Desk:
    """Hands files in, as a person would, and knows what the ledger's head is."""

    def __init__(self, workspace: Workspace, desk: ReturnsDesk, folder: Path) -> None:
        self.workspace = workspace
        self.desk = desk
        self.folder = folder

    def file(self, content: str | bytes, name: str = "r.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def check(self, content: str | bytes, name: str = "r.csv", mapping: Path | None = None) -> ReturnCheck:
        return self.desk.check(self.file(content, name), mapping)

    def take(self, content: str | bytes, name: str = "r.csv", **options: Any) -> ImportResult:
        return self.desk.take(self.check(content, name), **options)

    def head(self) -> str:
        return self.workspace.verify().head


@pytest.fixture
def desk(small_db: Path, tmp_path: Path) -> Iterator[Desk]:
    with Workspace.open(small_db, "tester", lambda: LOADED) as workspace, workspace.returns() as desk:
        yield Desk(workspace, desk, tmp_path)


def counts(result: ImportResult | ReturnCheck) -> dict[str, int]:
    """How many rows are of each kind, those of none left out."""
    check = result.check if isinstance(result, ImportResult) else result
    return {kind.value: check.counts[kind] for kind in ChangeKind if check.counts[kind]}


def workbook(rows: list[list[Any]], *, sheet: str = "Sheet1", **options: Any) -> bytes:
    """An XLSX file with one sheet of rows; dates become date cells, text that begins with = stays text."""
    target = io.BytesIO()
    given = {"in_memory": True, "default_date_format": "dd/mm/yyyy", "strings_to_formulas": False, **options}
    book = xlsxwriter.Workbook(target, given)
    page = book.add_worksheet(sheet)
    for row, cells in enumerate(rows):
        page.write_row(row, 0, cells)
    book.close()
    return target.getvalue()
