"""From a row of the table ``updates`` to the domain's :class:`Update`."""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeAlias

from tracker.domain.status import Status
from tracker.domain.update import Draft, Source, State, Update
from tracker.store.chain import UPDATE_HASHED, text_hash, update_hash
from tracker.store.errors import DamagedError
from tracker.store.instants import instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

Row: TypeAlias = tuple[Any, ...]

_STATES: dict[str | None, State | None] = {None: None, **{state.value: state for state in State}}
_STATUSES: dict[str | None, Status | None] = {None: None, **{status.value: status for status in Status}}

#: What stands in the place of a text that was redacted.
REDACTED = "[redacted]"

#: Whether the row ``u`` corrects another: an earlier known row of its cell and as-at date, itself no
#: withdrawal, held another value or state. ``:ledger`` is the last ledger number that is looked at.
_REVISED = """u.withdrawal = 0 AND EXISTS (
  SELECT 1 FROM updates AS o
  WHERE o.commitment = u.commitment AND o.force = u.force AND o.as_at = u.as_at
    AND o.known_from <= u.known_from AND (o.known_from < u.known_from OR o.seq < u.seq)
    AND o.seq <= :ledger
    AND o.withdrawal = 0 AND (o.value IS NOT NULL OR o.state IS NOT NULL)
    AND (o.value IS NOT u.value OR o.state IS NOT u.state))"""

#: Field and hash of each free text of the row ``u``, one after the other with a comma between.
_TEXT_HASHES = "(SELECT group_concat(t.field || t.hash) FROM texts AS t WHERE t.seq = u.seq)"

_NAMES = (
    "seq", "force", "commitment", "as_at", "value", "numerator", "denominator", "state", "forecast", "marks",
    "self_status", "back_on_track", "published_on", "withdrawal", "source_ref", "author", "recorded_at",
    "known_from", "hash", "previous_hash",
)  # fmt: skip

#: The columns that :func:`checked` and :func:`update_of` take, from ``updates AS u LEFT JOIN sources AS s``.
COLUMNS = f"{', '.join(f'u.{name}' for name in _NAMES)}, s.name, s.sha256, {_TEXT_HASHES}, {_REVISED}"

_SEQ, _HASH, _PREVIOUS_HASH = (_NAMES.index(name) for name in ("seq", "hash", "previous_hash"))
_SOURCE = slice(len(_NAMES), len(_NAMES) + 2)
_SOURCE_SHA256, _HASHES = len(_NAMES) + 1, len(_NAMES) + 2
_hashed = itemgetter(*(_NAMES.index(name) for name in UPDATE_HASHED))
_DIGEST = 64

#: Whether a withdrawal stands over the row ``u``: one of its cell and as-at date, known after it.
WITHDRAWN = """EXISTS (SELECT 1 FROM updates AS o
  WHERE o.commitment = u.commitment AND o.force = u.force AND o.as_at = u.as_at
    AND (o.known_from, o.seq) > (u.known_from, u.seq) AND o.withdrawal)"""

_TEXTS = f"""
SELECT t.seq, t.field, t.text, t.salt, t.hash, t.redacted,
  t.redacted AND EXISTS (SELECT 1 FROM redactions AS r WHERE r.of_seq = t.seq AND r.what = t.field)
FROM json_each(?) AS n CROSS JOIN updates AS u ON u.seq = n.value
CROSS JOIN texts AS t ON t.seq = u.seq
WHERE NOT {WITHDRAWN}"""  # noqa: S608 - constants of this module

WITH_SOURCE = "LEFT JOIN sources AS s ON s.id = u.source_id"

#: As ``:ledger``: every row there is.
WHOLE_LEDGER = 2**62

_NO_TEXTS: Mapping[str, str] = {}


def checked(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that begin with :data:`COLUMNS`, each held against its hash before anything is made of it.

    :class:`DamagedError` names the first whose content is not what was recorded.
    """
    for row in rows:
        source = None if row[_SOURCE_SHA256] is None else row[_SOURCE]
        hashes = row[_HASHES]
        texts = [(said[:-_DIGEST], said[-_DIGEST:]) for said in hashes.split(",")] if hashes else ()
        if update_hash(row[_PREVIOUS_HASH], _hashed(row), source, texts) != row[_HASH]:
            raise damaged_row(row[_SEQ], "its content does not match its hash")
        yield row


def damaged_row(number: int, said: str) -> DamagedError:
    """The error for a row of the ledger that cannot be shown; ``said`` is what is wrong with it."""
    return DamagedError(
        f"Ledger number {number} is damaged: {said}. Nothing is computed from it. Restore the last good "
        "backup; “tracker verify” says what else is damaged."
    )


def update_of(row: Row, texts: Mapping[str, str] = _NO_TEXTS) -> Update:
    """The update that a row of :data:`COLUMNS` stands for, with the free texts given by field."""
    (
        seq, force, commitment, as_at, value, numerator, denominator, state, forecast,
        marks, self_status, back_on_track, published_on, withdrawal, source_ref, author,
        recorded_at, known_from, digest, _, source_name, source_sha256, _, revised,
    ) = row  # fmt: skip
    try:
        draft = Draft(
            force, commitment, date.fromisoformat(as_at), value, numerator, denominator, _STATES[state],
            _day(forecast), marks, _STATUSES[self_status], _day(back_on_track),
            texts.get("note"), texts.get("cause"), texts.get("action"), texts.get("evidence"),
            _day(published_on), bool(withdrawal), source_ref,
        )  # fmt: skip
        recorded = instant(recorded_at)
        known = recorded if known_from == recorded_at else instant(known_from)
    except (ValueError, KeyError, TypeError) as error:
        raise damaged_row(seq, f"it cannot be read ({error})") from error
    source = None if source_sha256 is None else Source(source_name, source_sha256)
    return Update(seq, draft, author, recorded, known, digest, source, bool(revised))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def update_by_number(conn: sqlite3.Connection, number: int) -> Update | None:
    """The update with this ledger number, without its texts; None where that is no update."""
    asked = f"SELECT {COLUMNS} FROM updates AS u {WITH_SOURCE} WHERE u.seq = :number"  # noqa: S608
    rows = conn.execute(asked, {"number": number, "ledger": WHOLE_LEDGER})
    return next(map(update_of, checked(rows)), None)


def texts_of(conn: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    """The free texts of updates that may be shown, by ledger number and field.

    Over which a withdrawal stands are not among them, with whatever knowledge one looks: what was taken back
    is not to be read again by looking at an earlier day.
    """
    wanted = ",".join(map(str, numbers))
    found: dict[int, dict[str, str]] = {}
    for seq, field, text, salt, digest, redacted, said in conn.execute(_TEXTS, (f"[{wanted}]",)):
        if redacted and not said:
            raise damaged_row(seq, f"its {field} is redacted, and no entry says by whom and why")
        if not redacted and text_hash(salt, field, text) != digest:
            raise damaged_row(seq, f"its {field} does not match its hash")
        found.setdefault(seq, {})[field] = REDACTED if redacted else text
    return found


def source_of(conn: sqlite3.Connection, sha256: str) -> Source | None:
    """The file with these bytes from which updates came first, if any did."""
    asked = "SELECT name, sha256 FROM sources WHERE sha256 = ? ORDER BY id LIMIT 1"
    row = conn.execute(asked, (sha256.lower(),)).fetchone()
    return Source(*row) if row else None
