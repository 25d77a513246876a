"""What is asked of a report: which day, which knowledge, about whom, and what its head block is to say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.reports.model import Scope

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.plan import Plan
    from tracker.domain.statistics.disclosure import Disclosure
    from tracker.domain.when import Look


@dataclass(frozen=True, slots=True)
class Subject:
    """What one report is about: the plan, or the region or force with this name or slug."""

    scope: Scope = Scope.PLAN
    key: str = ""


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """An order for one report or several from the same look.

    ``council`` is the meeting it is for. ``created`` is the head block's date (None: the day looked from).
    ``asks`` and ``agenda_item`` stand in for the plan's where they are given. ``publish`` asks for a report
    for the public or for partners, by a method of disclosure control; ``marking`` stands in for the plan's.
    """

    look: Look
    council: date | None = None
    subjects: tuple[Subject, ...] = (Subject(),)
    created: date | None = None
    asks: tuple[str, ...] = ()
    agenda_item: str | None = None
    publish: Disclosure | None = None
    marking: str | None = None


def previous_council(plan: Plan, day: date) -> date | None:
    """The last council before a day."""
    return max((council for council in plan.councils if council < day), default=None)
