"""Taking words out of the ledger: what would go, and taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.words import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.store import Store, ToRedact

#: Shorter words stand in many a sentence by chance.
_TELLING = 12


def to_redact(store: Store, number: int, fields: Sequence[str], reason: str) -> ToRedact:
    """What a redaction would take out; :class:`TrackerError` says why it cannot be done."""
    if not reason.strip():
        raise RefusedError("A redaction needs a reason: say why in a few words.")
    found = store.to_redact(number, fields)
    for field, text in found.texts.items():
        words, said = one_line(text).strip().casefold(), one_line(reason).casefold()
        if words == said.strip() or (len(words) >= _TELLING and words in said):
            raise RefusedError(
                f"The reason repeats the {field} that is to be taken out, and it is kept for good: say why "
                "without the words themselves."
            )
    return found
