"""The chain: every row of the ledger carries the SHA-256 of its content and of the row before it."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring_ascii as _quoted
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: Columns that are the link itself, or stand in the content in another form (a source by name and hash).
_NOT_CONTENT = frozenset(("previous_hash", "hash", "source_id"))

#: A value of another kind than the tracker writes can only come from a damaged file: it must not match, but
#: not stop the check.
_ENCODER = json.JSONEncoder(check_circular=False, sort_keys=True, separators=(",", ":"), default=repr)
_canonical = _ENCODER.encode


def link(previous: str, content: Mapping[str, object]) -> str:
    """The hash of a row: SHA-256 over the hash before it and its content as canonical JSON, hexadecimal."""
    return hashlib.sha256(f"{previous}{_canonical(content)}".encode("ascii", "backslashreplace")).hexdigest()


def text_hash(salt: str, field: str, text: str) -> str:
    """The hash by which a free text enters the chain; its salt keeps a short text from being guessed."""
    # Text that is not UTF-8, or none, can only come from a damaged file, as above.
    return hashlib.sha256(f"{salt}{field}{text}".encode("utf-8", "surrogateescape")).hexdigest()


#: The columns of an update that are hashed as they stand, by name; :func:`update_hash` takes them so.
UPDATE_HASHED = (
    "as_at", "author", "back_on_track", "commitment", "denominator", "force", "forecast", "known_from",
    "marks", "numerator", "published_on", "recorded_at", "self_status", "seq", "source_ref", "state", "value",
    "withdrawal",
)  # fmt: skip

#: The hash before it and the canonical JSON of an update: its columns, and among them, in the order of the
#: names, its source and its texts.
_UPDATE = (
    '%s{"as_at":%s,"author":%s,"back_on_track":%s,"commitment":%s,"denominator":%s,"force":%s,"forecast":%s,'
    '"kind":"update","known_from":%s,"marks":%s,"numerator":%s,"published_on":%s,"recorded_at":%s,'
    '"self_status":%s,"seq":%s,"source":%s,"source_ref":%s,"state":%s,"texts":%s,"value":%s,"withdrawal":%s}'
)
_SOURCE, _TEXTS = 14, 17

_NUMBERS = frozenset((int, float))


def update_hash(
    previous: str, columns: Iterable[object], source: Sequence[str] | None, texts: Sequence[tuple[str, str]]
) -> str:
    """The hash of an update: what :func:`link` gives for its content as canonical JSON.

    It is written out here because every update that is looked at is hashed, thousands for a board.

    Args:
        previous: the hash of the row before it.
        columns: its columns in the order of :data:`UPDATE_HASHED`.
        source: the name and the SHA-256 of the file it came from.
        texts: field and hash of each free text.
    """
    content = [_written(value) for value in columns]
    content.insert(_SOURCE, "null" if source is None else _canonical(list(source)))
    content.insert(_TEXTS, _canonical(sorted(texts)) if texts else "[]")
    return hashlib.sha256((_UPDATE % (previous, *content)).encode("ascii", "backslashreplace")).hexdigest()


def _written(value: object) -> str:
    """A value as canonical JSON."""
    if value is None:
        return "null"
    if type(value) is str:
        return _quoted(value)
    # Of numbers JSON and Python write the same, but for those that are none, which the ledger refuses.
    return repr(value) if type(value) in _NUMBERS else _canonical(value)


def row_content(row: Mapping[str, object], kind: str) -> dict[str, object]:
    """What is hashed of a plan version, a redaction and other rows that stand for themselves: the columns of
    the table by name, and which kind of row it is."""
    content = {name: value for name, value in row.items() if name not in _NOT_CONTENT}
    content["kind"] = kind
    return content
