"""What a reader must know about the data, said plainly: who did not report, what came late, what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.due_words import totals
from tracker.domain.movement import Kind
from tracker.domain.status import Status
from tracker.domain.update import MARKS
from tracker.domain.words import day_words, listed, one_line, percent_beside, plural
from tracker.reports.model import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.board import Cell
    from tracker.reports.material import Material
    from tracker.reports.order import Subject


@dataclass(frozen=True, slots=True)
class DataNote:
    """One thing to know; ``matters`` puts it into the summary, else it says that there is nothing to know."""

    text: str
    matters: bool = True


def data_notes(material: Material, subject: Subject) -> list[DataNote]:
    """Everything to know about the data of a plan, a region or a force, in a fixed order."""
    cells = material.cells_of(subject)
    return [
        _reporting(material, subject),
        _silent(cells),
        _back_loaded(cells),
        _rebaselined(material, subject),
        *_easier(material, cells),
        *_marks(cells),
        *_flagged(cells),
        *_agreed(cells),
        *(_coverage(material) if subject.scope is Scope.PLAN else ()),
        _knowledge(material),
    ]


def _reporting(material: Material, subject: Subject) -> DataNote:
    due = material.due
    known = material.board.known_at
    later = known is not None and known.date() > due.on
    by_then = f" Only what had come by {day_words(due.on)} counts here." if later else ""
    if subject.scope is Scope.PLAN:
        return DataNote(totals(due) + by_then)
    groups = due.by_region if subject.scope is Scope.REGION else due.by_force
    group = groups.get(subject.key)
    if group is None:
        return DataNote(f"Returns due on {day_words(due.on)}: none, for it is exempt.", matters=False)
    return DataNote(totals(due, group) + by_then)


def _silent(cells: Sequence[Cell]) -> DataNote:
    counts = Counter(cell.assessment.status for cell in cells)
    none, stale = counts[Status.NONE], counts[Status.STALE]
    if not none and not stale:
        return DataNote("Every cell that is due has a report that is not out of date.", matters=False)
    parts = [f"{plural(none, 'cell')} {_has(none)} no report"] if none else []
    parts += [f"{plural(stale, 'cell')} {_has(stale)} a last report that is out of date"] if stale else []
    ends = "it, and it counts" if none + stale == 1 else "them, and they count"
    return DataNote(f"{' and '.join(parts)}; no colour is claimed for {ends} as red does.")


def _back_loaded(cells: Sequence[Cell]) -> DataNote:
    known = [cell.assessment.update for cell in cells if cell.assessment.update is not None]
    back = sum(update.back_loaded for update in known)
    if not back:
        return DataNote(
            "No value was back-loaded: each is known from the day it was recorded.", matters=False
        )
    all_of = "All" if back == len(known) > 1 else f"{back:,} of the"
    return DataNote(
        f"{all_of} {plural(len(known), 'value')} shown {_was(back)} back-loaded: recorded later, with "
        "the day of publication as the day from which it was known."
    )


def _rebaselined(material: Material, subject: Subject) -> DataNote:
    since = f"since the council of {day_words(material.previous)}" if material.previous else "so far"
    changes = [
        change for version in material.new_versions for change in version.changes if change.rebaselines
    ]
    if not material.previous:
        changes = [
            change for version in material.versions for change in version.changes if change.rebaselines
        ]
    moved = material.moved_of(subject)
    apart = moved.counts[Kind.NOT_COMPARABLE] if moved else 0
    if not changes and not apart:
        return DataNote(f"No baseline, target, date or threshold was changed {since}.", matters=False)
    parts = []
    if changes:
        parts.append(
            f"{plural(len(changes), 'change')} of baselines, targets, dates or thresholds "
            f"{_was(len(changes))} made {since}"
        )
    if apart:
        parts.append(
            f"{plural(apart, 'cell')} {_is(apart)} measured against something else than at the last council, "
            "and not comparable"
        )
    return DataNote(f"{'; '.join(parts)}.")


def _easier(material: Material, cells: Sequence[Cell]) -> Iterator[DataNote]:
    count = sum((cell.force, cell.commitment) in material.board.rebaselined for cell in cells)
    if count:
        yield DataNote(
            f"{plural(count, 'cell')} {_is(count)} re-baselined: judged against a promise that was made "
            "easier since it was first recorded, and marked “†”."
        )


def _marks(cells: Sequence[Cell]) -> Iterator[DataNote]:
    counts = Counter(
        mark for cell in cells if cell.assessment.update for mark in cell.assessment.update.marks
    )
    if counts:
        said = [f"{counts[mark]:,} {word} [{mark}]" for mark, word in MARKS.items() if counts[mark]]
        yield DataNote(f"Of the values shown, {listed(said)}.")


def _flagged(cells: Sequence[Cell]) -> Iterator[DataNote]:
    flagged = sum(cell.assessment.flagged for cell in cells)
    if flagged:
        yield DataNote(
            f"In {plural(flagged, 'cell')} the force's own colour is better than the rule computes: marked "
            "“!”. The rule's colour is the one shown and counted."
        )


def _agreed(cells: Sequence[Cell]) -> Iterator[DataNote]:
    accepted = sum(cell.assessment.accepted is not None for cell in cells)
    exempt = sum(cell.assessment.status is Status.EXEMPT for cell in cells)
    if accepted:
        yield DataNote(
            f"{plural(accepted, 'cell')} {_is(accepted)} judged against an accepted, easier target."
        )
    if exempt:
        yield DataNote(f"{plural(exempt, 'cell')} {_is(exempt)} exempt and not judged.")


def _coverage(material: Material) -> Iterator[DataNote]:
    """Where a national figure leaves forces out, and where there is none."""
    partial, without = [], []
    for commitment in material.by_forces:
        coverage = material.board.national[commitment.id].coverage
        title = f"“{one_line(commitment.title)}”"
        if coverage.expected and not coverage.reported:
            without.append(title)
        elif coverage.reported < coverage.expected:
            share = percent_beside(coverage.by_size, 0.0, 1.0)
            partial.append(f"{title} ({coverage.reported} of {coverage.expected} forces, {share} by size)")
    if partial:
        yield DataNote(
            f"The national figure leaves out forces without a value in date: {listed(partial)}. It is "
            "compared with what was expected of the others."
        )
    if without:
        yield DataNote(f"There is no national figure of {listed(without)}: no force has a value in date.")


def _knowledge(material: Material) -> DataNote:
    known = material.board.known_at
    if known is None:
        return DataNote(
            f"Everything recorded up to ledger number {material.end.seq:,} is taken into account.",
            matters=False,
        )
    return DataNote(
        f"Everything is as known at the end of {day_words(known.date())}: what became known later, "
        "corrections included, is left out."
    )


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
