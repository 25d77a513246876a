"""The history as text: a line for each entry, its texts after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.cli.output import table
from tracker.domain.update import MARKS, VALUELESS_MARKS
from tracker.domain.words import number, plural, quantity
from tracker.workspace import ImportEntry, PlanVersion, UpdateEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.domain.plan import CommitmentId, Kind, Plan
    from tracker.domain.update import Draft
    from tracker.workspace import Entry

    Kinds = Mapping[CommitmentId, Kind]


def history_table(entries: Sequence[Entry], plan: Plan) -> str:
    """The entries, newest first; ``plan`` holds every commitment there ever was."""
    kinds = {commitment.id: commitment.measure.kind for commitment in plan.commitments}
    rows = [[*_head(entry), _words(entry, kinds)] for entry in entries]
    return table(["No", "Recorded", "By", "What"], rows, right=frozenset({0}))


def _head(entry: Entry) -> tuple[str, str, str]:
    if isinstance(entry, ImportEntry):
        seq, at, author = "", entry.taken.recorded_at, entry.taken.author
    else:
        row = entry.update if isinstance(entry, UpdateEntry) else entry
        seq, at, author = str(row.seq), row.recorded_at, row.author
    return seq, f"{at:%Y-%m-%d %H:%M} UTC", author


def _words(entry: Entry, kinds: Kinds) -> str:
    if isinstance(entry, ImportEntry):
        return import_words(entry)
    if isinstance(entry, PlanVersion):
        return f"plan version {entry.version}: {entry.reason}"
    if not isinstance(entry, UpdateEntry):
        where = f"{entry.force}, {entry.commitment}, as at {entry.as_at}"
        return f"{where}: {entry.name} of number {entry.number} redacted: {entry.reason}"
    return " ".join(_update_words(entry, kinds))


def import_words(entry: ImportEntry) -> str:
    """What taking a file in did: "import of kent.csv: 12 new, 1 correction"."""
    taken = entry.taken
    counts = [
        (entry.new, f"{entry.new:,} new"),
        (entry.corrected, plural(entry.corrected, "correction")),
        (entry.withdrawn, plural(entry.withdrawn, "withdrawal")),
        (taken.unchanged, f"{taken.unchanged:,} unchanged"),
        (taken.refused, f"{taken.refused:,} refused"),
    ]
    return f"import of {taken.source.name}: {', '.join(words for count, words in counts if count)}"


def _update_words(entry: UpdateEntry, kinds: Kinds) -> Iterator[str]:
    update, draft, old = entry.update, entry.update.draft, entry.corrects
    value = "withdrawn" if draft.withdrawal else said(draft, kinds)
    if old is not None:
        was = said(old.draft, kinds)
        value += f" (it was {was})" if draft.withdrawal else f" ← {was}" if was != value else " as before"
    yield f"{draft.force}, {draft.commitment}, as at {draft.as_at}: {value}"
    yield from (f"[{mark}]" for mark in draft.marks)
    if entry.withdrawn:
        yield "(withdrawn later)"
    if update.back_loaded:
        yield f"(back-loaded: known from {update.known_from:%Y-%m-%d})"
    if update.source is not None:
        yield f"({update.source.name}, {draft.source_ref})"
    for name in ("note", "cause", "action", "evidence"):
        text = getattr(draft, name)
        if text:
            yield f"{name}: {text}"
    yield from (f"({redaction.words})" for redaction in entry.redactions)


def said(draft: Draft, kinds: Kinds) -> str:
    """What an update says: a value, a state, or the word in a value's place."""
    if draft.value is not None:
        kind = kinds.get(draft.commitment)
        return quantity(draft.value, kind) if kind else number(draft.value)
    if draft.state is not None:
        forecast = f", forecast {draft.forecast}" if draft.forecast else ""
        return f"{draft.state.value}{forecast}"
    return next((MARKS[mark] for mark in draft.marks if mark in VALUELESS_MARKS), "no value")
