"""The status rules for milestones, judged at the as-of date: the first that applies decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.case import Verdict
from tracker.domain.common_rules import exempt, not_started, stale
from tracker.domain.sentences import days_past, said
from tracker.domain.status import Status
from tracker.domain.update import State
from tracker.domain.words import day_words, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.case import Answered

#: A forecast so long after the due date is amber, later is red; due so soon and not started is amber.
MILESTONE_MARGIN = timedelta(days=30)


def _done(case: Answered) -> Verdict | None:
    if case.update.draft.state is not State.DONE:
        return None
    as_at = case.update.draft.as_at
    return Verdict(Status.COMPLETE, lambda: f"Done as at {day_words(as_at)}.")


def _past_due(case: Answered) -> Verdict | None:
    due = case.commitment.due
    if case.as_of <= due:
        return None
    return Verdict(Status.RED, lambda: f"Not done: {said(case)}, {days_past(case)} past {day_words(due)}.")


def _forecast_late(case: Answered) -> Verdict | None:
    forecast = case.update.draft.forecast
    due = case.commitment.due
    if forecast is None or forecast <= due:
        return None
    status = Status.AMBER if forecast <= due + MILESTONE_MARGIN else Status.RED
    return Verdict(
        status,
        lambda: (
            f"Forecast for {day_words(forecast)}, {plural((forecast - due).days, 'day')} after it is due "
            f"on {day_words(due)}."
        ),
    )


def _due_soon(case: Answered) -> Verdict | None:
    due = case.commitment.due
    if case.update.draft.state is not State.NOT_STARTED:
        return None
    if due - case.as_of > MILESTONE_MARGIN:
        return None
    return Verdict(
        Status.AMBER,
        lambda: f"Not started, and due in {plural((due - case.as_of).days, 'day')}, on {day_words(due)}.",
    )


def _on_course(case: Answered) -> Verdict:
    due = case.commitment.due
    return Verdict(Status.GREEN, lambda: f"{said(case).capitalize()}, due on {day_words(due)}.")


MILESTONE_RULES: tuple[Callable[[Answered], Verdict | None], ...] = (
    exempt,
    not_started,
    _done,
    stale,
    _past_due,
    _forecast_late,
    _due_soon,
    _on_course,
)
