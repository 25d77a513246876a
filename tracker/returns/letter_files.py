"""Putting letters into a folder: all of them or none, and never over a file that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.newfiles import NewFiles
from tracker.returns.letters import MERGE_FILE, merge_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.domain.due import DueList
    from tracker.returns.letters import Letter

_SLUG_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.txt")


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
    with NewFiles(folder, list(texts)) as files:
        for name, content in texts.items():
            files.add(name, content)
