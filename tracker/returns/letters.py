"""Reminders for missing returns: a plain text for each force, ready to paste, and a mail merge's table."""

from __future__ import annotations

import csv
import io
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.due_words import answer_words, by_period, late_words
from tracker.domain.plan import NATIONAL
from tracker.domain.words import day_words, one_line, spreadsheet_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from tracker.domain.due import DueGroup, DueList, Missing
    from tracker.domain.force import Force
    from tracker.domain.plan import ForceSlug

MERGE_FILE = "merge.csv"
MERGE_COLUMNS = (
    *("force", "name", "region", "to", "subject", "missing_returns", "missing", "due_dates"),
    *("most_days_late", "last_reported_as_at", "next_due", "owner", "marking", "letter"),
)
WIDTH = 76


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder to one force; ``to`` is empty where its role mailbox is not known."""

    force: Force
    to: str
    subject: str
    text: str
    group: DueGroup

    @property
    def file_name(self) -> str:
        """The file it goes into, by the force's slug."""
        return f"{self.force.slug}.txt"


@dataclass(frozen=True, slots=True)
class LettersWritten:
    """Where the letters are, how many, and the forces whose mailbox is not known."""

    folder: Path
    letters: tuple[Letter, ...]

    @property
    def without_mailbox(self) -> tuple[ForceSlug, ...]:
        """Slugs of the forces whose letter names no mailbox."""
        return tuple(letter.force.slug for letter in self.letters if not letter.to)


def letters(due: DueList, groups: Iterable[DueGroup], mailboxes: Mapping[ForceSlug, str]) -> list[Letter]:
    """A letter for every one of these forces that has something missing, in their order."""
    made = []
    for group in groups:
        if group.missing:
            force = due.forces[group.key]
            subject = _subject(due, force, group)
            to = mailboxes.get(force.slug, "")
            made.append(Letter(force, to, subject, _text(due, force, group, to, subject), group))
    return made


def _subject(due: DueList, force: Force, group: DueGroup) -> str:
    what = "Return missing" if len(group.missing) == 1 else f"{len(group.missing)} returns missing"
    warning = "ILLUSTRATIVE DATA: " if due.plan.illustrative else ""
    return f"{warning}{what}: {one_line(force.name)}, {one_line(due.plan.title)}"


def _text(due: DueList, force: Force, group: DueGroup, to: str, subject: str) -> str:
    plan = due.plan
    marking = one_line(plan.marking)
    name = "the national body" if force.slug == NATIONAL else one_line(force.official_name)
    parts = [
        marking,
        f"To: {to or f'{name} (role mailbox not known)'}\nSubject: {subject}",
        _wrapped(_opening(due, name, group)),
        *(_period_words(due, together) for together in by_period(group.missing)),
        _wrapped(_last_words(name, group)),
        _how_to_answer(due, group),
        _wrapped(
            "Where a figure cannot be had, answer with the mark x (not available) and a note that says why: "
            "it is then shown as not available, never as zero, and still counts as missing."
        ),
        _wrapped(_next_words(group)) if group.next_due_on else "",
        _wrapped(f"Asked for by: {one_line(plan.owner)}, who owns this plan."),
        _wrapped(
            f"This is what had come by {day_words(due.on)}. If your return has crossed with this, thank you."
        ),
        marking,
    ]
    if plan.illustrative:
        parts.insert(1, "ILLUSTRATIVE DATA: made up for a demonstration. Do not send.")
    return "\n\n".join(part for part in parts if part) + "\n"


def _opening(due: DueList, name: str, group: DueGroup) -> str:
    count = len(group.missing)
    these = "this return has" if count == 1 else f"these {count} returns have"
    return (
        f"Under the plan “{one_line(due.plan.title)}”, {these} fallen due from {name} and "
        f"{'has' if count == 1 else 'have'} not come:"
    )


def _period_words(due: DueList, together: tuple[Missing, ...]) -> str:
    first = together[0]
    days = f"{day_words(first.period.start)} to {day_words(first.period.end)}"
    lines = [_wrapped(f"{first.period.label()} ({days}), {late_words(first)}:")]
    for missing in together:
        answer = answer_words(missing)
        title = one_line(due.plan.commitment(missing.commitment).title)
        words = f"- {title} ({missing.commitment})" + (f"; {answer}" if answer else "")
        lines.append(_wrapped(words, "  ", "    "))
    return "\n".join(lines)


def _last_words(name: str, group: DueGroup) -> str:
    if group.last is None:
        return f"No value has come from {name} under this plan yet."
    last = group.last
    return (
        f"The last value from {name} was as at {day_words(last.as_at)}; it came on {day_words(last.came_on)}."
    )


def _next_words(group: DueGroup) -> str:
    day = group.next_due_on
    return f"The next return is due by {day_words(day)}." if day else ""


def _how_to_answer(due: DueList, group: DueGroup) -> str:
    """The three ways, with what is missing filled in already."""
    plan, first = due.plan, group.missing[0]
    promises = {one.commitment: plan.commitment(one.commitment) for one in group.missing}
    given = [
        column
        for column, is_wanted in (
            ("value", any(not promise.is_milestone for promise in promises.values())),
            ("state", any(promise.is_milestone for promise in promises.values())),
        )
        if is_wanted
    ]
    rows = [
        f"  {one.force},{one.commitment},{one.period.end.isoformat()}{',' * len(given)}"
        for one in group.missing
    ]
    answer = "--state “in progress”" if promises[first.commitment].is_milestone else "--value N"
    ways = [
        "To answer, use whichever suits:",
        "- the return workbook for the period, filled in and sent back;",
        "- these lines as a CSV file, completed:",
        f"  force,commitment,as_at,{','.join(given)}",
        *rows,
        "- or, where the tracker is at hand, for each of them:",
        f"  tracker update {first.force} {first.commitment} --as-at {first.period.end.isoformat()} "
        + answer.replace("“", '"').replace("”", '"'),
    ]
    if "state" in given:
        ways.append("A state is one of: not started, in progress, done.")
    return "\n".join(ways)


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip


def merge_table(due: DueList, made: Iterable[Letter]) -> str:
    """The letters as a CSV for a mail merge, a row a force; no cell is taken for a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(MERGE_COLUMNS)
    for letter in made:
        writer.writerow(spreadsheet_safe(str(cell)) for cell in _merge_row(due, letter))
    return buffer.getvalue()


def _merge_row(due: DueList, letter: Letter) -> Iterator[object]:
    force, group = letter.force, letter.group
    periods = by_period(group.missing)
    yield from (force.slug, force.official_name, force.region, letter.to, letter.subject, len(group.missing))
    yield "; ".join(
        f"{one_line(due.plan.commitment(one.commitment).title)} ({one.period.label()})"
        for period in periods
        for one in period
    )
    yield "; ".join(dict.fromkeys(day_words(period[0].due_on) for period in periods))
    yield group.days_late
    yield group.last.as_at.isoformat() if group.last else "never"
    yield group.next_due_on.isoformat() if group.next_due_on else ""
    yield from (due.plan.owner, due.plan.marking, letter.file_name)
