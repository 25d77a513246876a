"""From the words of a row or a form to a draft, or everything in them that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import FieldError
from tracker.domain.fields import colour_in, date_in, marks_in, number_in, state_in
from tracker.domain.update import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.domain.plan import CommitmentId, ForceSlug

_T = TypeVar("_T")

#: The words of an update beside force and commitment, by the names of a return's columns.
NAMES = (
    *("as_at", "value", "state", "forecast", "mark", "note", "cause", "action", "back_on_track", "evidence"),
    *("self", "numerator", "denominator", "published_on"),
)


def draft_from_words(
    words: Mapping[str, str],
    force: ForceSlug,
    commitment: CommitmentId,
    *,
    labels: Mapping[str, str] | None = None,
    source_ref: str | None = None,
) -> tuple[Draft | None, list[str]]:
    """The draft that filled-in fields make, or a sentence for each that does not read.

    ``words`` are by the names of :data:`NAMES`, empty ones left out; ``labels`` is what the sentences call
    a field where that is not its name.
    """
    problems: list[str] = []

    def read(name: str, parse: Callable[[str], _T]) -> _T | None:
        try:
            return parse(words[name]) if name in words else None
        except FieldError as error:
            problems.append(f"{(labels or {}).get(name, name)}: {error}")
            return None

    as_at = read("as_at", date_in)
    if "as_at" not in words:
        problems.append("The as_at is missing: the date that the value describes.")
    draft = Draft(
        force,
        commitment,
        as_at if as_at is not None else _NO_DAY,
        value=read("value", number_in),
        numerator=read("numerator", number_in),
        denominator=read("denominator", number_in),
        state=read("state", state_in),
        forecast=read("forecast", date_in),
        marks=read("mark", marks_in) or "",
        self_status=read("self", colour_in),
        back_on_track=read("back_on_track", date_in),
        published_on=read("published_on", date_in),
        note=words.get("note"),
        cause=words.get("cause"),
        action=words.get("action"),
        evidence=words.get("evidence"),
        source_ref=source_ref,
    )
    return (None if problems else draft), problems


#: Stands in for a date that could not be read, in a draft that is thrown away.
_NO_DAY = date_in("1990-01-01")
