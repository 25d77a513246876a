"""An entry of the history in words: one line of the list, and everything about it in the panel."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from tracker.domain.update import MARKS
from tracker.domain.words import day_words, number, one_line, plural, quantity, sentence_case, shown
from tracker.workspace import ImportEntry, PlanVersion, UpdateEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.plan import Plan
    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.update import Draft, Update

LABEL = "bold"


def recorded_at(entry: object) -> datetime | None:
    """When the tracker learned it, UTC."""
    inner = getattr(entry, "update", None) or getattr(entry, "taken", None) or entry
    return getattr(inner, "recorded_at", None)


def author(entry: object) -> str:
    """Who entered it."""
    inner = getattr(entry, "update", None) or getattr(entry, "taken", None) or entry
    return one_line(str(getattr(inner, "author", "")))


def kind_words(entry: object) -> str:
    """What it is: an update, a correction, a plan version …"""
    if isinstance(entry, PlanVersion):
        return "plan version"
    if isinstance(entry, ImportEntry):
        return "import"
    kind = getattr(entry, "kind", None)
    return str(kind) if kind is not None else type(entry).__name__.removesuffix("Entry").casefold()


def instant_words(moment: datetime | None) -> str:
    """An instant as the list writes it: 1 Jun 2026 09:30."""
    return f"{day_words(moment.date())} {moment:%H:%M}" if moment else ""


def line_words(entry: object, plan: Plan, wanted: HistoryFilter) -> str:
    """What was recorded, in one line, without the force and the commitment that the filter names."""
    if isinstance(entry, UpdateEntry):
        return _update_line(entry, plan, wanted)
    if isinstance(entry, PlanVersion):
        return one_line(f"version {entry.version}: {entry.reason}")
    if isinstance(entry, ImportEntry):
        return one_line(f"{entry.taken.source.name}: {_taken_words(entry)}")
    return one_line("; ".join(words for _, words in _own_words(entry)))


def _update_line(entry: UpdateEntry, plan: Plan, wanted: HistoryFilter) -> str:
    draft = entry.update.draft
    said = said_words(draft, plan)
    if entry.corrects is not None:
        said = f"{said_words(entry.corrects.draft, plan)} → {said}"
    said += "".join(f" [{mark}]" for mark in entry.update.marks)
    if entry.withdrawn and not draft.withdrawal:
        said += " (withdrawn later)"
    force = "" if wanted.force else f"{force_name(plan, draft.force)}, "
    one = wanted.commitment or len(plan.commitments) == 1
    return one_line(f"{force}{day_words(draft.as_at)}: {said}{'' if one else f' · {draft.commitment}'}")


def force_name(plan: Plan, slug: str) -> str:
    """A force's name; its slug where the plan no longer has it."""
    return next((force.name for force in plan.forces if force.slug == slug), slug)


def said_words(draft: Draft, plan: Plan) -> str:
    """What an update says: a value, a state, a word in a value's place, or that it is withdrawn."""
    if draft.withdrawal:
        return "withdrawn"
    if draft.value is not None:
        kinds = {commitment.id: commitment.measure.kind for commitment in plan.commitments}
        kind = kinds.get(draft.commitment)
        return quantity(draft.value, kind) if kind else number(draft.value)
    if draft.state is not None:
        return draft.state.value
    return ", ".join(MARKS.get(mark, mark) for mark in draft.marks) or "nothing"


def _taken_words(entry: ImportEntry) -> str:
    counts = {
        "new": entry.new,
        "corrected": entry.corrected,
        "withdrawn": entry.withdrawn,
        "refused": entry.taken.refused,
    }
    return ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing new"


# --- the panel -------------------------------------------------------------------------------------------


def whole_update(entry: UpdateEntry, old: Update | None, plan: Plan) -> RenderableType:
    """An update with all that was said; a correction and what it corrects side by side."""
    draft = entry.update.draft
    commitment = next((c.title for c in plan.commitments if c.id == draft.commitment), draft.commitment)
    head = Text(f"{shown(force_name(plan, draft.force))} · {one_line(commitment)} · ", style=LABEL)
    head.append(f"as at {day_words(draft.as_at)}")
    hidden = entry.withdrawn and not draft.withdrawal
    if hidden:
        head.append("\nWithdrawn later: its texts are not shown.")
    for redaction in entry.redactions:
        head.append(f"\n{one_line(redaction.words)}", style="not bold")
    new = dict(_facts(entry.update, plan))
    before = dict(_facts(old, plan)) if old else {}
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=bool(before), header_style=LABEL, expand=True)
    table.add_column("", style=LABEL, no_wrap=True)
    if before:
        table.add_column("Old", ratio=1)
    table.add_column("New" if before else "", ratio=1)
    for label in dict.fromkeys([*before, *new]):
        cells = [before.get(label, ""), new.get(label, "")] if before else [new[label]]
        table.add_row(label, *(Text(shown(cell)) for cell in cells))
    return Group(head, table)


def _facts(update: Update, plan: Plan) -> Iterator[tuple[str, str]]:
    draft = update.draft
    said = said_words(draft, plan) + "".join(f" [{mark}]" for mark in update.marks)
    yield "Says", said
    yield "By", f"{update.author}, {instant_words(update.recorded_at)} UTC"
    if update.source is not None:
        yield "From", f"{update.source.name}, {draft.source_ref or 'somewhere in it'}"
    if update.back_loaded:
        yield "Known from", f"{day_words(update.known_from.date())} (back-loaded)"
    if draft.forecast is not None:
        yield "Forecast", day_words(draft.forecast)
    if draft.self_status is not None:
        yield "Own colour", draft.self_status.value
    for field, text in draft.texts:
        yield sentence_case(field), text
    if draft.back_on_track is not None:
        yield "On track", day_words(draft.back_on_track)
    yield "Ledger", f"number {update.seq}, hash {update.hash[:12]}"


def whole_version(version: PlanVersion, changes: Sequence[PlanChange] | None) -> Text:
    """A plan version with every change, what re-baselines marked."""
    text = Text(f"Plan version {version.version}: ", style=LABEL)
    text.append(f"{shown(version.reason)}\n", style="not bold")
    text.append(f"By {one_line(version.author)}, {instant_words(version.recorded_at)} UTC", style="not bold")
    text.append(f" · ledger number {version.seq}, hash {version.hash[:12]}", style="not bold")
    for change in changes or ():
        text.append("\n")
        if change.rebaselines:
            text.append("Re-baselined: ", style=LABEL)
        text.append(one_line(change.text), style="not bold")
    return text


def whole_import(entry: ImportEntry) -> Text:
    """A file that was taken in."""
    taken = entry.taken
    text = Text(one_line(taken.source.name), style=LABEL)
    text.append(f": {_taken_words(entry)}", style="not bold")
    text.append(f"\nBy {one_line(taken.author)}, {instant_words(taken.recorded_at)} UTC", style="not bold")
    kept = f"kept, {taken.size:,} bytes" if taken.size is not None else "not kept"
    kept = "redacted" if taken.redacted else kept
    of_file = f"{plural(taken.unchanged, 'row')} said nothing new, {taken.refused:,} refused"
    text.append(f"\nOf the whole file {of_file}; the file is {kept}", style="not bold")
    text.append(f"\nLedger numbers {taken.first_seq:,} to {taken.last_seq:,}", style="not bold")
    text.append(f"\nSHA-256 {taken.source.sha256}", style="not bold")
    return text


def whole_other(entry: object) -> Text:
    """An entry of a kind that this screen has no words for: its own."""
    text = Text(kind_words(entry).capitalize(), style=LABEL)
    text.append(f"\nBy {author(entry)}, {instant_words(recorded_at(entry))} UTC", style="not bold")
    for label, words in _own_words(entry):
        text.append(f"\n{label} ", style=LABEL)
        text.append(shown(words), style="not bold")
    return text


def _own_words(entry: object) -> Iterator[tuple[str, str]]:
    """What an entry says of itself: its sentence, else its plain facts."""
    words = getattr(entry, "words", None)
    if isinstance(words, str):
        yield "Says", words
    elif is_dataclass(entry) and not isinstance(entry, type):
        for name in (field.name for field in fields(entry)):
            value = getattr(entry, name)
            if isinstance(value, (str, int, float)) and name != "author":
                yield name.replace("_", " ").capitalize(), str(value)
