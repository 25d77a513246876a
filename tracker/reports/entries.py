"""Entries of tables, made of what they say: the words and the value always agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.update import MARKS
from tracker.domain.words import day_words, number, one_line, percent_beside, quantity
from tracker.reports.blocks import Entry, Mark

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.assess import Assessment
    from tracker.domain.plan import Commitment
    from tracker.domain.status import Status

NOTHING = Entry("")


def text(words: str) -> Entry:
    """Words, a person's among them: on one line, nothing invisible."""
    return Entry(one_line(words))


def count(value: int) -> Entry:
    """A whole number; nothing is written as a dash, so that a column of counts reads quickly."""
    return Entry(f"{value:,}" if value else "–", float(value))


def change(value: int) -> Entry:
    """A difference of counts, with its sign."""
    signed = f"+{value:,}" if value > 0 else f"{value:,}".replace("-", "−") if value else "–"
    return Entry(signed, float(value))


def amount(value: float | None, commitment: Commitment) -> Entry:
    """A value in a commitment's unit."""
    if value is None:
        return NOTHING
    words = number(value) if commitment.is_milestone else quantity(value, commitment.measure.kind)
    return Entry(words, value)


def share(value: float | None) -> Entry:
    """A share as a percentage that reads 100% only where it is."""
    return NOTHING if value is None else Entry(percent_beside(value, 1.0), value)


def day(value: date | None) -> Entry:
    """A day."""
    return NOTHING if value is None else Entry(day_words(value), day=value)


def marked(mark: Mark | None) -> Entry:
    """A status by its letter; empty where the commitment is not asked of the force."""
    return NOTHING if mark is None else Entry(mark.letter, mark=mark)


def rollup_mark(status: Status) -> Mark:
    """The mark of a roll-up: always on the three-point scale."""
    return Mark(status)


def marks_words(assessment: Assessment) -> str:
    """The official shorthand of what is shown, each mark after a space: “ [e] [p]”; empty without any."""
    update = assessment.update
    return "".join(f" [{mark}]" for mark in update.marks if mark in MARKS) if update else ""


def said(assessment: Assessment, commitment: Commitment) -> Entry:
    """What a force reported: the value or the milestone's state, with the marks it carries."""
    update, marks = assessment.update, marks_words(assessment)
    if update is not None and update.draft.state is not None:
        return Entry(f"{update.draft.state.value}{marks}")
    entry = amount(assessment.value, commitment)
    return Entry(f"{entry.text}{marks}".strip(), entry.number)
