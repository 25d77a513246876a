"""The sentences about missing returns: the totals, a force's standing, what is missing by period."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tracker.domain.lateness import Lateness
from tracker.domain.words import day_words, percent_beside, plural

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.due import DueGroup, DueList, Missing
    from tracker.domain.lateness import ReportingRate


def totals(due: DueList, group: DueGroup | None = None, name: str = "Returns due") -> str:
    """How the whole plan, or one group of it, stands on the day: who is missing, and the rates."""
    chosen = group or due.overall
    return f"{name} on {day_words(due.on)}: {_standing_of(chosen)}"


def _standing_of(group: DueGroup) -> str:
    counts = group.counts
    if not group.has_fallen_due:
        first = group.next_due_on
        words = "none has fallen due yet; the first is due by"
        return f"{words} {day_words(first)}." if first else "no return is expected."
    if len({cell.force for cell in group.cells}) == 1:
        return f"{_missing_count(group)}. {rates_sentence(group)}"
    forces = [f"{counts.missing} of {plural(counts.expected, 'force')}"] if counts.missing else []
    if group.national_is_missing:
        forces.append("the national body")
    if not forces:
        of = f" from any of {plural(counts.expected, 'force')}" if counts.expected else ""
        return f"nothing is missing{of}. {rates_sentence(group)}"
    has = "has" if len(forces) == 1 and (counts.missing <= 1) else "have"
    never = f", {counts.never} of them never reported" if counts.never else ""
    return f"{' and '.join(forces)} {has} returns missing{never}. {rates_sentence(group)}"


def _missing_count(group: DueGroup) -> str:
    count = len(group.missing)
    if not count:
        return "nothing is missing"
    never = ", and nothing was ever reported" if group.never else ""
    return f"{plural(count, 'return')} {'is' if count == 1 else 'are'} missing{never}"


def rates_sentence(group: DueGroup) -> str:
    """The rates with the numbers behind them and the periods they are over."""
    rate = group.rate
    over = "period" if group.rated_periods == 1 else f"{group.rated_periods} periods"
    return (
        f"Over the last {over}: reporting rate {rate_words(rate)}, on time {share_words(rate.on_time_rate)}."
    )


def rate_words(rate: ReportingRate) -> str:
    """The reporting rate with its numbers: "93% (40 of 43)"."""
    return (
        f"{share_words(rate.rate)} ({rate.reported:,} of {rate.expected:,})" if rate.expected else "none due"
    )


def share_words(share: float | None) -> str:
    """A rate as a percentage that says 0% or 100% only where it is; a dash where nothing was expected."""
    return "–" if share is None else percent_beside(share, 0.0, 1.0)


def standing_words(group: DueGroup) -> str:
    """How a force stands in one or two words."""
    if group.standing is not None:
        return group.standing.value
    if group.has_fallen_due:
        return "all in"
    if not group.cells:
        return "exempt"
    return "not due" if group.next_due_on else "none due"


def last_words(group: DueGroup) -> str:
    """For which day the last value was, or that there never was one."""
    if group.last is not None:
        return day_words(group.last.as_at)
    return "never" if group.never else "–"


def late_words(missing: Missing) -> str:
    """How late a return is: "due by 21 Oct 2015, 4 days late"."""
    due = f"due by {day_words(missing.due_on)}"
    if missing.lateness is Lateness.NOT_DUE:
        return due
    return f"{due}, {plural(missing.days_late, 'day')} late"


def answer_words(missing: Missing) -> str:
    """The answer in a value's place: "answered “not available” on 5 Oct 2015"; empty where there is none."""
    if missing.answer is None or missing.answered_on is None:
        return ""
    return f"answered “{missing.answer}” on {day_words(missing.answered_on)}"


def by_period(missing: tuple[Missing, ...]) -> list[tuple[Missing, ...]]:
    """Missing returns of one force that fell due together, oldest first."""

    def fallen(one: Missing) -> tuple[date, date, date]:
        return one.period.start, one.period.end, one.due_on

    return [tuple(together) for _, together in groupby(sorted(missing, key=fallen), fallen)]


def missing_words(group: DueGroup) -> list[str]:
    """What is missing of one force, a line a period: "2015/16 Q2 (4 days): caid-in-use, training [x]"."""
    lines = []
    for together in by_period(group.missing):
        first = together[0]
        expected = sum(first.period in cell.due for cell in group.cells)
        every = len(together) == expected > 1 and not any(one.answer for one in together)
        names = f"all {expected} commitments" if every else ", ".join(map(_named, together))
        lines.append(f"{first.period.label()} ({plural(first.days_late, 'day')}): {names}")
    return lines


def _named(missing: Missing) -> str:
    return f"{missing.commitment} ({missing.answer})" if missing.answer else missing.commitment
