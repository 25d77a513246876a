"""Looking into a workbook's archive before anything reads it: bounds, and what has no place in a return.

XLSX and ODS files are ZIP archives of XML. Every member is expanded once here, piece by piece, against its
own stated size, so that a bomb is met by a sentence and never by the reader.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.returns.error_cells import ErrorCells

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of all members expanded: as many cells as are read take about a third of it.
LARGEST_EXPANDED = 128 * 1024 * 1024
#: Members in an archive, and how many times smaller a large one may be packed. Sheets of one figure over and
#: over pack about a hundred times smaller, bombs a thousand.
MOST_MEMBERS = 2_000
LARGEST_RATIO = 250
_LARGE = 8 * 1024 * 1024
_PIECE = 1 << 20
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_DECLARATIONS = tuple(
    text.encode(encoding)
    for text in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)
#: Where XLSX and ODS keep programs.
_MACROS = re.compile(r"vbaproject\.bin$|^basic/.+/|^scripts/.+/[^/]")
_OVERLAP = max(map(len, _DECLARATIONS))


def check_archive(content: bytes, name: str) -> list[str]:
    """Refuse an archive that is no return; gives remarks on what a reader should know of it."""
    if content.count(_ENTRY) > 2 * MOST_MEMBERS:  # before a list is made of them; a part may hold some
        raise _bomb(name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise RefusedError(
            f"{name} is damaged or cut short: open it, save it again, and send that."
        ) from None
    _check_members(members, name)
    expanded = 0
    errors = ErrorCells()
    for member in members:
        for piece in _expanded(content, member, name):
            expanded += len(piece)
            if expanded > LARGEST_EXPANDED:
                raise _bomb(name)
            if member.filename == "META-INF/manifest.xml" and b":encryption-data" in piece:
                raise locked(name)
            errors.look(member.filename, piece)
    links = any("externallinks/" in member.filename.casefold() for member in members)
    linked = ["The workbook refers to other workbooks: their figures are as last saved in it."]
    return [*(linked if links else []), *errors.remarks()]


def _check_members(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > MOST_MEMBERS:
        raise _bomb(name)
    for member in members:
        if member.flag_bits & 1:
            raise locked(name)
        if _MACROS.search(member.filename.casefold()):
            raise programmed(name)
        if member.file_size > _LARGE and member.file_size > LARGEST_RATIO * member.compress_size:
            raise _bomb(name)
    if sum(member.file_size for member in members) > LARGEST_EXPANDED:
        raise _bomb(name)


def _expanded(content: bytes, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The pieces of one member; refuses one that is not what the archive's directory says."""
    tail = b""
    size = 0
    for piece in _pieces(content, member, name):
        size += len(piece)
        seen = tail + piece
        if any(declaration in seen for declaration in _DECLARATIONS):
            raise RefusedError(
                f"{name} declares XML entities of its own ({member.filename}), as no spreadsheet program "
                "does: it was not read. Save it again from a spreadsheet program."
            )
        tail = seen[-_OVERLAP:]
        yield piece
    if size != member.file_size:
        raise _damaged(name)


def _pieces(content: bytes, member: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    start = member.header_offset + _LOCAL_HEADER.size
    if start > len(content):
        raise _damaged(name)
    *_, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, member.header_offset)
    start += name_length + extra_length
    packed = memoryview(content)[start : start + member.compress_size]
    if len(packed) != member.compress_size:
        raise _damaged(name)
    if member.compress_type == zipfile.ZIP_STORED:
        for place in range(0, len(packed), _PIECE):
            yield bytes(packed[place : place + _PIECE])
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise _damaged(name)
    yield from _inflated(packed, member.file_size, name)


def _inflated(packed: memoryview, size: int, name: str) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    done = 0
    try:
        for place in range(0, len(packed), _PIECE):
            left: bytes | memoryview = packed[place : place + _PIECE]
            while left and not inflate.eof:
                piece = inflate.decompress(left, _PIECE)
                left = inflate.unconsumed_tail
                done += len(piece)
                if done > size:
                    raise _bomb(name)
                yield piece
    except zlib.error:
        raise _damaged(name) from None
    if not inflate.eof:
        raise _damaged(name)


def locked(name: str) -> RefusedError:
    """The error for a workbook that is encrypted."""
    return RefusedError(f"{name} is protected by a password: save it without one.")


def programmed(name: str) -> RefusedError:
    """The error for a workbook that brings programs of its own."""
    return RefusedError(f"{name} holds macros: save it as an ordinary workbook (.xlsx) without them.")


def _bomb(name: str) -> RefusedError:
    limit = LARGEST_EXPANDED // (1024 * 1024)
    return RefusedError(
        f"{name} expands to far more than a return holds, which is {limit} MiB at most: delete what is not "
        "figures, or send it as CSV."
    )


def _damaged(name: str) -> RefusedError:
    return RefusedError(f"{name} is damaged or cut short: open it, save it again, and send that.")
