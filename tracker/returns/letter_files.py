"""Putting letters into a folder: all of them or none, and never over a file that is there."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.words import plural
from tracker.returns.letters import MERGE_FILE, merge_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tracker.domain.due import DueList
    from tracker.returns.letters import Letter

_SLUG_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.txt")
_MOST_NAMED = 3


def write_letters(folder: Path, due: DueList, made: Sequence[Letter]) -> None:
    """Write each letter and the merge table into a folder, made where it is missing.

    :class:`RefusedError` when a file of such a name is there already, or when it cannot be written;
    nothing is then left behind.
    """
    texts = {letter.file_name: letter.text.encode() for letter in made}
    if not all(_SLUG_FILE.fullmatch(name) for name in texts):
        raise RefusedError("A force's slug cannot be a file name: small letters, digits and hyphens can.")
    # With its signature, Excel and Word read the table as UTF-8.
    texts[MERGE_FILE] = merge_table(due, made).encode("utf-8-sig")
    _refuse_taken(folder, texts)
    is_new = not folder.exists()
    drafts: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in texts.items():
            draft = folder / f".{os.urandom(8).hex()}.letter-new"
            drafts[draft] = folder / name
            with draft.open("xb") as file:
                file.write(content)
        for draft, path in drafts.items():
            _refuse_taken(folder, {path.name: b""})
            draft.rename(path)
            placed.append(path)
    except BaseException as error:
        for path in (*drafts, *placed):
            path.unlink(missing_ok=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            message = f"The letters cannot be written into {folder}: {error.strerror}. Nothing was written."
            raise RefusedError(message) from None
        raise


def _refuse_taken(folder: Path, texts: Mapping[str, bytes]) -> None:
    if folder.exists() and not folder.is_dir():
        raise RefusedError(f"{folder} is a file: name a folder for the letters.")
    taken = [name for name in texts if os.path.lexists(folder / name)]
    if taken:
        named = ", ".join(taken[:_MOST_NAMED])
        more = f" and {plural(len(taken) - _MOST_NAMED, 'other')}" if len(taken) > _MOST_NAMED else ""
        raise RefusedError(
            f"{folder} holds {named}{more} already, and no letter is written over another: nothing was "
            "written. Name another folder, or move them away."
        )
