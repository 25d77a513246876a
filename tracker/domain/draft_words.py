"""From the words of a row or a form to a draft, or everything in them that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain import fields
from tracker.domain.errors import FieldError
from tracker.domain.update import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tracker.domain.plan import CommitmentId, ForceSlug

#: The words of an update beside force and commitment, by the names of a return's columns: the draft's field
#: and what it holds.
_FIELDS: Mapping[str, tuple[str, str]] = {
    "as_at": ("as_at", "date"),
    "value": ("value", "number"),
    "state": ("state", "state"),
    "forecast": ("forecast", "date"),
    "mark": ("marks", "marks"),
    "note": ("note", "text"),
    "cause": ("cause", "text"),
    "action": ("action", "text"),
    "back_on_track": ("back_on_track", "date"),
    "evidence": ("evidence", "text"),
    "self": ("self_status", "colour"),
    "numerator": ("numerator", "number"),
    "denominator": ("denominator", "number"),
    "published_on": ("published_on", "date"),
    "withdraw": ("withdrawal", "yes"),
}
NAMES = tuple(_FIELDS)

_READERS: Mapping[str, Callable[[str], Any]] = {
    "state": fields.state_in,
    "marks": fields.marks_in,
    "colour": fields.colour_in,
    "yes": fields.yes_in,
    "text": str,
}


class Unread(NamedTuple):
    """A field whose words cannot be read; ``field`` is one of :data:`NAMES`."""

    field: str
    message: str


def draft_from_words(
    words: Mapping[str, str],
    force: ForceSlug,
    commitment: CommitmentId,
    *,
    labels: Mapping[str, str] | None = None,
    source_ref: str | None = None,
    number: Callable[[str], float] = fields.number_in,
    day: Callable[[str], date] = fields.date_in,
) -> tuple[Draft | None, list[Unread]]:
    """The draft that filled-in fields make, or a sentence for each that does not read.

    ``words`` are by the names of :data:`NAMES`, empty ones left out; ``labels`` is what the sentences call
    a field where that is not its name. ``number`` and ``day`` read what is written in numbers and dates.
    """
    problems: list[Unread] = []
    read: dict[str, Any] = {}
    for name, text in words.items():
        if name not in _FIELDS:
            continue
        field, kind = _FIELDS[name]
        reader = number if kind == "number" else day if kind == "date" else _READERS[kind]
        try:
            if kind != "text" and len(text) > fields.LONGEST_WORD:
                raise FieldError(f"“{fields.quoted(text)}” has {len(text):,} characters, which is too many.")
            read[field] = reader(text)
        except FieldError as error:
            problems.append(Unread(name, f"{(labels or {}).get(name, name)}: {error}"))
    if "as_at" not in words:
        problems.append(Unread("as_at", "The as_at is missing: the date that the value describes."))
    if problems:
        return None, problems
    return Draft(force, commitment, source_ref=source_ref, **read), []
