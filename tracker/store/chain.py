"""The chain: every row of the ledger carries the SHA-256 of its content and of the row before it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

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

#: So many words are kept as they are written, and then begun anew.
_MOST_KEPT = 10_000


class _Words(dict[Any, str]):
    """Words as canonical JSON, each worked out once: most of them stand in thousands of rows.

    It is not for numbers: 1 and 1.0 are one key, and are written differently.
    """

    def __missing__(self, word: str | tuple[str, str] | None) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        written = self[word] = _canonical(word)
        return written


_words = _Words()
_NUMBERS = frozenset((int, float))


def update_hash(
    previous: str, columns: Iterable[Any], source: tuple[str, str] | None, texts: Sequence[tuple[str, str]]
) -> str:
    """The hash of an update: what :func:`link` gives for its content as canonical JSON.

    It is written out here because every update that is looked at is hashed, thousands for a board.

    Args:
        previous: the hash of the row before it.
        columns: its columns in the order of :data:`UPDATE_HASHED`.
        source: the name and the SHA-256 of the file it came from.
        texts: field and hash of each free text.
    """
    (
        as_at, author, back_on_track, commitment, denominator, force, forecast, known_from,
        marks, numerator, published_on, recorded_at, self_status, seq, source_ref, state, value,
        withdrawal,
    ) = columns  # fmt: skip
    written = (
        f'{previous}{{"as_at":{_words[as_at]},"author":{_words[author]},"back_on_track":{_words[back_on_track]},'
        f'"commitment":{_words[commitment]},"denominator":{_number(denominator)},"force":{_words[force]},'
        f'"forecast":{_words[forecast]},"kind":"update","known_from":{_words[known_from]},'
        f'"marks":{_words[marks]},"numerator":{_number(numerator)},"published_on":{_words[published_on]},'
        f'"recorded_at":{_words[recorded_at]},"self_status":{_words[self_status]},"seq":{_number(seq)},'
        f'"source":{_words[source]},"source_ref":{_words[source_ref]},"state":{_words[state]},'
        f'"texts":{_canonical(sorted(texts)) if texts else "[]"},"value":{_number(value)},'
        f'"withdrawal":{_number(withdrawal)}}}'
    )
    return hashlib.sha256(written.encode("ascii", "backslashreplace")).hexdigest()


def _number(value: object) -> str:
    """A number, or none, as canonical JSON."""
    if value is None:
        return "null"
    # JSON and Python write numbers the same, but for those that are none, which the ledger refuses.
    return repr(value) if type(value) in _NUMBERS else _canonical(value)


def row_content(row: Mapping[str, object], kind: str) -> dict[str, object]:
    """What is hashed of a plan version, a redaction and other rows that stand for themselves: the columns of
    the table by name, and which kind of row it is."""
    content = {name: value for name, value in row.items() if name not in _NOT_CONTENT}
    content["kind"] = kind
    return content
