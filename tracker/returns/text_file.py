"""Text files of rows: UTF-8 or UTF-16, or Windows' own letters; commas, semicolons or tabs between cells."""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.returns.files import changed
from tracker.returns.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.returns.files import ReturnFile
    from tracker.returns.sheet import NumberedRow

_WINDOWS = "cp1252"
_SEPARATORS = (",", ";", "\t")
_LONGEST_HEAD = 1 << 16
_LONGEST_LINE = 1 << 20
#: As many as a sheet of any spreadsheet program.
_MOST_LINES = 1_048_576


def read_text(file: ReturnFile) -> Sheet:
    """A text file as a sheet; :class:`RefusedError` where it is not text. Rows are read as they are walked,
    from the file itself, so that its size does not matter to memory."""
    is_utf16 = file.head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding, remarks = "utf-16" if is_utf16 else "utf-8-sig", []
    if _undecodable(file, "utf-16" if is_utf16 else "utf-8") is not None:
        line = None if is_utf16 else _undecodable(file, _WINDOWS)
        if is_utf16 or line is not None:
            raise RefusedError(
                f"{file.name}:{line or 1}: The file is not UTF-8 text: save it as “CSV UTF-8” or a workbook."
            )
        encoding = _WINDOWS
        remarks.append("The file is not UTF-8; it was read as Windows Latin-1 (cp1252): look at its accents.")
    lines = 1
    for piece in file.pieces():
        if not is_utf16 and b"\0" in piece:
            line = lines + piece.count(b"\n", 0, piece.index(b"\0"))
            raise RefusedError(f"{file.name}:{line}: The file holds a zero byte: it is not a CSV text file.")
        lines += piece.count(b"\n")
    separator = _separator(file, encoding)
    rows = _rows(file, encoding, separator)
    return Sheet(None, rows, lines, decimal_comma=separator == ";", remarks=remarks)


def _undecodable(file: ReturnFile, encoding: str) -> int | None:
    """The line on which a file is no text of an encoding; None where all of it is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    for piece in file.pieces():
        try:
            decoder.decode(piece)
        except UnicodeDecodeError as error:
            return lines + piece.count(b"\n", 0, error.start)
        lines += piece.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return lines
    return None


def _separator(file: ReturnFile, encoding: str) -> str:
    """What stands most often between the first row's cells; a comma where nothing does."""
    start = next(file.pieces(), b"")[:_LONGEST_HEAD]
    text = codecs.getincrementaldecoder(encoding)(errors="ignore").decode(start)
    bare = "".join(text.lstrip("\r\n").split("\n", 1)[0].split('"')[::2])
    return max(_SEPARATORS, key=lambda separator: (bare.count(separator), separator == ","))


class _Hashed(io.RawIOBase):
    """A file that hashes what is read of it."""

    def __init__(self, raw: io.RawIOBase) -> None:
        self._raw = raw
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = self._raw.readinto(buffer) or 0
        self.digest.update(memoryview(buffer)[:size])
        return size

    def close(self) -> None:
        self._raw.close()
        super().close()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a file, none of which may take the memory."""
    while line := text.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE:
            raise csv.Error(f"it has more than {_LONGEST_LINE:,} characters")
        yield line


def _rows(file: ReturnFile, encoding: str, separator: str) -> Iterator[NumberedRow]:
    try:
        raw = _Hashed(file.path.open("rb", buffering=0))
    except OSError as error:
        raise RefusedError(f"{file.path} cannot be read: {error.strerror}.") from None
    with io.TextIOWrapper(io.BufferedReader(raw, 1 << 18), encoding, newline="") as text:
        lines = csv.reader(_lines(text), strict=True, delimiter=separator)
        last = 0
        try:
            for cells in lines:
                if lines.line_num > _MOST_LINES:
                    raise RefusedError(f"{file.name} has more than {_MOST_LINES:,} lines: send it in parts.")
                yield last + 1, cells
                last = lines.line_num
        except csv.Error as error:
            message = f"The line is not well-formed CSV: {error}."
            raise RefusedError(f"{file.name}:{max(lines.line_num, 1)}: {message}") from None
        except UnicodeDecodeError:
            raise changed(file.name) from None
        if raw.digest.hexdigest() != file.source.sha256:
            raise changed(file.name)
