"""Workbooks (XLSX, XLS, ODS) as sheets of words, read by a process apart; see :mod:`workbook_process`."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from tracker.domain.errors import RefusedError
from tracker.returns.archive import check_archive, locked, programmed
from tracker.returns.files import LARGEST_WORKBOOK
from tracker.returns.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.returns.files import ReturnFile
    from tracker.returns.sheet import NumberedRow

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How an encrypted XLSX announces itself inside its compound file, in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: An encrypted XLS: after the record that begins its stream (BOF), perhaps one that asks not to write to it,
#: and then FILEPASS ([MS-XLS] 2.4.117).
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
#: Seconds of the processor's time after which reading one workbook is given up.
PATIENCE = 2
#: Rows with something in them that are read of one workbook: 43 forces to 500 commitments are 21,500.
MOST_ROWS = 25_000


def is_workbook(head: bytes) -> bool:
    """Whether a file is a workbook by its first bytes, whatever its name says."""
    return head.startswith((*_ZIP, _COMPOUND))


class WorkbookReader:
    """Reads workbooks one after the other; a context, since the process ends with it."""

    def __init__(self, patience: int = PATIENCE) -> None:
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._is_serving = False
        self._is_walking = False
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def open(self, file: ReturnFile) -> Book:
        """The workbook's sheets; :class:`RefusedError` says why it cannot be read."""
        name = file.name
        if file.size > LARGEST_WORKBOOK:
            limit = LARGEST_WORKBOOK // (1024 * 1024)
            raise RefusedError(f"{name} is a workbook of more than {limit} MiB: send it as CSV, or in parts.")
        content = file.content()
        if content.startswith(_COMPOUND):
            _check_compound(content, name)
            remarks = []
        else:
            remarks = check_archive(content, name)
        self._finish_sheets()
        self._ask(content)
        kind, said = self._answer(name)
        if kind == "password":
            raise locked(name)
        if kind != "sheets":
            raise RefusedError(f"{name} cannot be read as a workbook ({said}): save it again as .xlsx.")
        self._is_serving = True
        self._rows = 0
        return Book(self, name, dict(said), remarks)

    def rows(self, file_name: str, sheet_name: str) -> tuple[int, Iterator[NumberedRow]]:
        """About how many rows a sheet has, and the rows."""
        if self._is_walking:
            raise RuntimeError("the sheet before was not walked to its end")
        self._write(marshal.dumps(sheet_name))
        kind, said = self._answer(file_name)
        if kind != "rows":
            raise RefusedError(f"{file_name}: the sheet “{sheet_name}” cannot be read ({said}).")
        self._is_walking = True
        return said, self._batches(file_name, sheet_name)

    def _batches(self, file_name: str, sheet_name: str) -> Iterator[NumberedRow]:
        while True:
            kind, said = self._answer(file_name)
            if kind == "end":
                self._is_walking = False
                return
            if kind != "batch":
                raise RefusedError(f"{file_name}: the sheet “{sheet_name}” cannot be read ({said}).")
            self._rows += len(said)
            if self._rows > MOST_ROWS:
                raise RefusedError(
                    f"{file_name} has more than {MOST_ROWS:,} rows, more than are read of a workbook: "
                    "send it as CSV, or in parts."
                )
            yield from said

    def _ask(self, content: bytes) -> None:
        if self._process is not None and self._process.poll() is not None:
            self._stop()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-m", "tracker.returns.workbook_process", str(self._patience)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        self._write(len(content).to_bytes(8, "big"))
        self._write(content)

    def _write(self, data: bytes) -> None:
        if self._process is None or self._process.stdin is None:
            return
        with suppress(BrokenPipeError):  # the answer will say that it is gone
            self._process.stdin.write(data)
            self._process.stdin.flush()

    def _answer(self, name: str) -> tuple[str, Any]:
        try:
            if self._process is None or self._process.stdout is None:
                raise EOFError
            answer: tuple[str, Any] = marshal.load(self._process.stdout)  # noqa: S302 - from our own process
        except (EOFError, ValueError, TypeError):
            self._stop()
            raise RefusedError(
                f"{name} asks for more memory or time than a return may: delete what is empty around the "
                "figures, and save it again as .xlsx, or send it as CSV."
            ) from None
        return answer

    def _finish_sheets(self) -> None:
        """Let go of the workbook before, so that the next may come."""
        if self._is_walking:
            self._stop()
        if self._is_serving:
            self._write(marshal.dumps(""))
            self._is_serving = False

    def _stop(self) -> None:
        self._is_serving = self._is_walking = False
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError):
                self._process.communicate()
            self._process = None


class Book:
    """An open workbook: its sheets by name, and whether a person sees them."""

    def __init__(
        self, reader: WorkbookReader, name: str, sheets: dict[str, bool], remarks: list[str]
    ) -> None:
        self._reader = reader
        self._name = name
        self.sheets = sheets
        self.remarks = remarks

    def sheet(self, name: str) -> Sheet:
        """One sheet; walk its rows to the end before asking for another."""
        total, rows = self._reader.rows(self._name, name)
        return Sheet(name, rows, total, remarks=list(self.remarks))


def _check_compound(content: bytes, name: str) -> None:
    if _ENCRYPTED in content or _ENCRYPTED_XLS.search(content):
        raise locked(name)
    if _MACROS in content:
        raise programmed(name)
