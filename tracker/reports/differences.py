"""Where and why a report that was issued would differ from one made today with the same options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.words import number, plural
from tracker.reports.blocks import Accounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.blocks import Account
    from tracker.reports.model import Report, Section
    from tracker.reports.sheets import Scalar

    Record = dict[str, Scalar]

#: So many cells are told one by one; the rest are counted.
_TOLD = 10


def differences(then: Report, now: Report) -> list[str]:
    """Sentences, the causes first; none where both are the same."""
    if then == now:
        return []
    return [
        *_version(then, now),
        *_ledger(then, now),
        *_cells(then, now),
        *_texts(then, now),
        *_places(then, now),
    ]


def _version(then: Report, now: Report) -> Iterator[str]:
    if then.tracker != now.tracker:
        yield f"It was made by version {then.tracker} of the tracker; this is version {now.tracker}."
    if then.looked.plan_version != now.looked.plan_version:
        versions = f"{then.looked.plan_version}, and now {now.looked.plan_version}"
        yield f"It was judged under plan version {versions}."


def _ledger(then: Report, now: Report) -> Iterator[str]:
    if then.proof.ledger != now.proof.ledger:
        what = "entries recorded since" if then.looked.known_at is None else "entries back-loaded since"
        yield (
            f"It was made from the ledger up to number {then.proof.ledger:,}; with {what}, a report made now "
            f"is from number {now.proof.ledger:,}."
        )


def _cells(then: Report, now: Report) -> Iterator[str]:
    """The cells whose status, value or standing target is another, with what brought it about."""
    before, after = _records(then), _records(now)
    said = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if _judged(old) != _judged(new):
            said.append(f"{key[0]}, {key[1]}: {_words(old)}, and now {_words(new)}{_why(old, new)}.")
    yield from said[:_TOLD]
    if len(said) > _TOLD:
        yield f"{plural(len(said) - _TOLD, 'more cell')} differ."


def _records(report: Report) -> dict[tuple[Scalar, Scalar], Record]:
    keys = [field.key for field in report.sheets.cells.fields]
    rows = (dict(zip(keys, row, strict=True)) for row in report.sheets.cells.rows)
    return {(row["force"], row["commitment"]): row for row in rows}


def _judged(record: Record | None) -> tuple[Scalar, ...]:
    return (
        ()
        if record is None
        else tuple(record[key] for key in ("status", "value", "state", "as_at", "target"))
    )


def _words(record: Record | None) -> str:
    if record is None:
        return "not in the plan"
    value, state = record["value"], record["state"]
    said = number(float(value)) if isinstance(value, (int, float)) else state
    return (
        f"{record['status']} at {said} ({record['as_at']})" if said else f"{record['status']} without a value"
    )


def _why(old: Record | None, new: Record | None) -> str:
    """What the ledger says of it: a value back-loaded, corrected, withdrawn."""
    if old is None or new is None:
        return ": the plan changed"
    if old["recorded_at"] == new["recorded_at"]:
        return ": judged otherwise"
    if new["recorded_at"] is None or str(new["recorded_at"]) < str(old["recorded_at"] or ""):
        return ": what was reported has been withdrawn"
    how = "back-loaded" if new["back_loaded"] else "recorded"
    return f": {how} on {str(new['recorded_at'])[:10]}"


def _texts(then: Report, now: Report) -> Iterator[str]:
    """The forces' own words that are not there any more, or are others."""
    after = {(account.force, account.commitment): account for account in _accounts(now)}
    for old in _accounts(then):
        new = after.get((old.force, old.commitment))
        if new is not None and new.ledger == old.ledger and new.said != old.said:
            yield f"{old.force}, {old.commitment}: words of ledger number {old.ledger} have been redacted."


def _accounts(report: Report) -> Iterator[Account]:
    for section in _sections(report.sections):
        for block in section.blocks:
            if isinstance(block, Accounts):
                yield from block.items


def _sections(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _sections(section.parts)


def _places(then: Report, now: Report) -> Iterator[str]:
    """The sections that read otherwise."""
    after = {section.id: section for section in _sections(now.sections)}
    before = {section.id: section for section in _sections(then.sections)}
    found = [s.heading for key, s in before.items() if key not in after or _own(s) != _own(after[key])]
    found += [section.heading for key, section in after.items() if key not in before]
    if then.head != now.head:
        found.insert(0, "the head block")
    if found:
        yield f"It reads otherwise in: {'; '.join(found)}."


def _own(section: Section) -> tuple[object, ...]:
    return section.title, section.blocks
