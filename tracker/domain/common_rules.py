"""The status rules that numbers and milestones share: exempt, not started, nothing reported, stale.

Where nothing was reported since the start, the first three of them decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.case import Verdict
from tracker.domain.lateness import first_due_on, has_fallen_due
from tracker.domain.sentences import said
from tracker.domain.status import Status
from tracker.domain.update import MARKS, VALUELESS_MARKS
from tracker.domain.words import day_words, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.case import Answered, Case


def exempt(case: Case) -> Verdict | None:
    """The plan exempts the force."""
    exemption = case.exemption
    if exemption is None:
        return None
    return Verdict(Status.EXEMPT, lambda: f"Exempt until {day_words(exemption.until)}: {exemption.reason}.")


def not_started(case: Case) -> Verdict | None:
    """The commitment has not begun."""
    if case.as_of >= case.commitment.starts:
        return None
    return Verdict(Status.EARLY, lambda: f"Not started: begins on {day_words(case.commitment.starts)}.")


def nothing_reported(case: Case) -> Verdict:
    """No value since the start: early until a return has fallen due, then none."""
    due_on = first_due_on(case.commitment)
    valueless = case.valueless
    if valueless is not None:
        word = next(
            (MARKS[mark] for mark in valueless.draft.marks if mark in VALUELESS_MARKS), "not available"
        )
        return Verdict(
            Status.NONE,
            lambda: f"No value: reported as {word} as at {day_words(valueless.draft.as_at)}.",
        )
    if has_fallen_due(due_on, case.as_of):
        return Verdict(
            Status.NONE, lambda: f"Nothing reported: the first return was due by {day_words(due_on)}."
        )
    return Verdict(Status.EARLY, lambda: f"Nothing due yet: the first return is due by {day_words(due_on)}.")


def stale(case: Answered) -> Verdict | None:
    """The last value is too old for its colour to be claimed."""
    age = (case.as_of - case.update.draft.as_at).days
    limit = case.commitment.stale_after
    if age <= limit:
        return None
    return Verdict(
        Status.STALE,
        lambda: (
            f"Last reported {said(case)} as at {day_words(case.update.draft.as_at)}, "
            f"{plural(age, 'day')} ago: out of date after {plural(limit, 'day')}."
        ),
    )


SILENT_RULES: tuple[Callable[[Case], Verdict | None], ...] = (exempt, not_started, nothing_reported)
