"""The list of SHA-256 sums of an export, held against what is in the folder."""

from __future__ import annotations

import os
import re
from hashlib import file_digest
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tracker.store.errors import ExportError
from tracker.store.exported import form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LINE = re.compile(r"([0-9a-f]{64})  ([^\r\n]+)")


def read_sums(folder: Path) -> Mapping[str, str]:
    """The SHA-256 of each file by its name; :class:`ExportError` where this is no list of an export."""
    path = folder / form.SUMS
    if not os.path.isfile(path):  # noqa: PTH113 - False for what cannot be a name, too
        raise ExportError(f"{folder} is no export of a tracker: there is no {form.SUMS} in it.")
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ExportError(f"{path} cannot be read: {error}.") from None
    sums: dict[str, str] = {}
    for number, line in enumerate(text.split("\n")[:-1] if text.endswith("\n") else [text], start=1):
        found = _LINE.fullmatch(line)
        if not found or found[2] in sums or not _is_inside(found[2]) or not text.endswith("\n"):
            raise ExportError(
                f"{path}, line {number} was changed: it is not a SHA-256 and the name of a file."
            )
        sums[found[2]] = found[1]
    return sums


def missing(folder: Path, sums: Mapping[str, str]) -> Iterator[str]:
    """Files that an export has, and this one has not."""
    for name in sorted({*form.ALWAYS, *sums}):
        if not (folder / name).is_file():
            listed = f", which {form.SUMS} lists," if name in sums else ""
            yield f"{name}{listed} is missing from {folder}."


def changed(folder: Path, sums: Mapping[str, str]) -> Iterator[str]:
    """Files that are not as the list says; and those that it should have, and has not."""
    for name in form.ALWAYS:
        if name not in sums:
            yield f"{form.SUMS} was changed: it has no line for {name}."
    for name, said in sorted(sums.items()):
        with (folder / name).open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
        if found != said:
            yield (
                f"{name} was changed since it was exported: its SHA-256 is {found[:12]}…, and {form.SUMS} "
                f"says {said[:12]}…."
            )


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] != "/" and ".." not in parts and "\x00" not in name
