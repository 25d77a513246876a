"""From the words of the form to a draft, or everything that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import colour_in, date_in, marks_in, number_in, state_in
from tracker.domain.update import Draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.domain.plan import Commitment

_T = TypeVar("_T")


class FormError(RefusedError):
    """Fields of the form that cannot be read."""


def draft_from(words: Mapping[str, str], force: str, commitment: Commitment) -> Draft:
    """The draft that filled-in fields make; :class:`FormError` has a sentence for each that does not read."""
    problems: list[str] = []

    def read(name: str, label: str, parse: Callable[[str], _T]) -> _T | None:
        try:
            return parse(words[name]) if name in words else None
        except FieldError as error:
            problems.append(f"{label}: {error}")
            return None

    as_at = read("as_at", "As at", date_in)
    if "as_at" not in words:
        problems.append("As at: the date the value describes is needed.")
    value, state = read("value", "Value", number_in), read("state", "State", state_in)
    forecast = read("forecast", "Forecast date", date_in)
    marks, colour = read("mark", "Marks", marks_in), read("self", "Own colour", colour_in)
    back_on_track = read("back_on_track", "Back on track", date_in)
    if problems or as_at is None:
        raise FormError(problems)
    return Draft(
        force,
        commitment.id,
        as_at,
        value=value,
        state=state,
        forecast=forecast,
        marks=marks or "",
        self_status=colour,
        back_on_track=back_on_track,
        note=words.get("note"),
        cause=words.get("cause"),
        action=words.get("action"),
    )
