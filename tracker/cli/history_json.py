"""The history as JSON and as rows: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.workspace import ImportEntry, PlanVersion, Redaction

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.workspace import Entry, UpdateEntry

ROW_KEYS = (
    *("seq", "kind", "recorded_at", "author", "force", "commitment", "as_at", "value", "state", "marks"),
    *("old_value", "old_state", "known_from", "withdrawn", "source", "source_ref"),
    *("note", "cause", "action", "evidence", "redacted", "redacts", "reason", "plan_version"),
    *("new", "corrected", "withdrawals", "unchanged", "refused", "hash"),
)


def row_record(entry: Entry) -> dict[str, Any]:
    """One entry; the keys that its kind does not have are left out."""
    if isinstance(entry, ImportEntry):
        return _import(entry)
    if isinstance(entry, Redaction):
        return _redaction(entry)
    if isinstance(entry, PlanVersion):
        return {
            "seq": entry.seq,
            "kind": "plan version",
            "recorded_at": _instant(entry.recorded_at),
            "author": entry.author,
            "value": entry.version,
            "plan_version": entry.version,
            "reason": entry.reason,
            "hash": entry.hash,
        }
    return _update(entry)


def _import(entry: ImportEntry) -> dict[str, Any]:
    taken = entry.taken
    return {
        "seq": taken.last_seq,
        "kind": "import",
        "recorded_at": _instant(taken.recorded_at),
        "author": taken.author,
        "source": taken.source.name,
        "new": entry.new,
        "corrected": entry.corrected,
        "withdrawals": entry.withdrawn,
        "unchanged": taken.unchanged,
        "refused": taken.refused,
    }


def _redaction(entry: Redaction) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "kind": entry.kind.value,
        "recorded_at": _instant(entry.recorded_at),
        "author": entry.author,
        "force": entry.force,
        "commitment": entry.commitment,
        "as_at": entry.as_at.isoformat(),
        "redacted": entry.name,
        "redacts": entry.number,
        "reason": entry.reason,
        "hash": entry.hash,
    }


def _update(entry: UpdateEntry) -> dict[str, Any]:
    update, draft, old = entry.update, entry.update.draft, entry.corrects
    return {
        "seq": update.seq,
        "kind": entry.kind.value,
        "recorded_at": _instant(update.recorded_at),
        "author": update.author,
        "force": draft.force,
        "commitment": draft.commitment,
        "as_at": draft.as_at.isoformat(),
        "value": draft.value,
        "state": draft.state.value if draft.state else None,
        "marks": draft.marks,
        "old_value": old.draft.value if old else None,
        "old_state": old.draft.state.value if old and old.draft.state else None,
        "known_from": _instant(update.known_from) if update.back_loaded else None,
        "withdrawn": entry.withdrawn,
        "source": update.source.name if update.source else None,
        "source_ref": draft.source_ref,
        "note": draft.note,
        "cause": draft.cause,
        "action": draft.action,
        "evidence": draft.evidence,
        "redacted": "; ".join(redaction.words for redaction in entry.redactions) or None,
        "hash": update.hash,
    }


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
