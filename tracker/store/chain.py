"""The chain: every row of the ledger carries the SHA-256 of its content and of the row before it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Columns that are the link itself, or stand in the content in another form (a source by name and hash).
_NOT_CONTENT = frozenset(("previous_hash", "hash", "source_id"))

#: A value of another kind than the tracker writes can only come from a damaged file: it must not match, but
#: not stop the check.
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=repr).encode


def link(previous: str, content: Mapping[str, object]) -> str:
    """The hash of a row: SHA-256 over the hash before it and its content as canonical JSON, hexadecimal."""
    return hashlib.sha256(f"{previous}{_canonical(content)}".encode("ascii", "backslashreplace")).hexdigest()


def text_hash(salt: str, field: str, text: str) -> str:
    """The hash by which a free text enters the chain; its salt keeps a short text from being guessed."""
    # Text that is not UTF-8, or none, can only come from a damaged file, as above.
    return hashlib.sha256(f"{salt}{field}{text}".encode("utf-8", "surrogateescape")).hexdigest()


def update_content(
    row: Mapping[str, object], source: Sequence[str] | None, texts: Iterable[tuple[str, str]]
) -> dict[str, object]:
    """What is hashed of an update.

    Args:
        row: the columns of the table ``updates`` by name.
        source: the name and the SHA-256 of the file it came from.
        texts: field and hash of each free text.
    """
    content = {name: value for name, value in row.items() if name not in _NOT_CONTENT}
    content["kind"] = "update"
    content["source"] = None if source is None else list(source)
    content["texts"] = sorted([field, digest] for field, digest in texts)
    return content


def row_content(row: Mapping[str, object], kind: str) -> dict[str, object]:
    """What is hashed of a plan version, a redaction and other rows that stand for themselves: the columns of
    the table by name, and which kind of row it is."""
    content = {name: value for name, value in row.items() if name not in _NOT_CONTENT}
    content["kind"] = kind
    return content
