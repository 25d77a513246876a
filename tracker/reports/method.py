"""The annex on method: the rules in words, with the thresholds in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.due import RATED_PERIODS
from tracker.domain.milestone_rules import MILESTONE_MARGIN
from tracker.domain.movement import NO_CHANGE_UNDER
from tracker.domain.number_rules import EARLY_SHARE
from tracker.domain.status import Status
from tracker.domain.words import one_line, percent, plural
from tracker.reports.blocks import Column, Entry, Listing, Mark, Paragraph, Table
from tracker.reports.entries import marked, share, text
from tracker.reports.figures import methods_table
from tracker.reports.numbering import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Commitment
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material

_MARGIN = MILESTONE_MARGIN.days

#: Each status and when it applies, in the order in which the rules are asked.
_RULES = (
    (Status.EXEMPT, "the plan exempts the force, with a reason, until a day"),
    (
        Status.EARLY,
        (
            "not started; or no return has fallen due and none was made; or less than "
            f"{percent(EARLY_SHARE)} of the way is expected so far, and nothing went backwards"
        ),
    ),
    (Status.NONE, "a return has fallen due and no value was ever reported, or “not available” was"),
    (
        Status.COMPLETE,
        "the target is reached; what is to be held is held at its due date; a milestone is done",
    ),
    (
        Status.STALE,
        "the last value is older than the plan allows: it is shown, and its colour is not claimed",
    ),
    (
        Status.RED,
        (
            "performance below the lowest threshold, or the target was missed; a milestone past its date, or "
            f"forecast for more than {_MARGIN} days after it"
        ),
    ),
    (Status.AMBER_RED, "performance from the amber-red threshold to below the amber one"),
    (
        Status.AMBER,
        (
            f"performance from the amber threshold to below green; a milestone forecast for up to {_MARGIN} "
            f"days after its date, or not started with {_MARGIN} days or fewer to go"
        ),
    ),
    (Status.GREEN, "performance at the green threshold or above; a milestone on course"),
)


def method(material: Material, title: str) -> Part:
    """How every figure of the report comes about."""
    return Part("method", title, tuple(_blocks(material)), starts_page=True)


def rules(material: Material) -> list[tuple[Status, str]]:
    """The statuses that the plan's scale has, and when each applies."""
    return [
        (status, when)
        for status, when in _RULES
        if status is not Status.AMBER_RED or material.plan.four_point
    ]


def figure_rules(material: Material) -> list[str]:
    """How the numbers are worked out, a sentence each."""
    rollup = material.plan.rollup
    points = percent(NO_CHANGE_UNDER).removesuffix("%")
    return [
        (
            "Expected value: straight lines by days from the baseline over the waypoints to the target; "
            "where the plan says “step”, each waypoint is held until the next."
        ),
        "A value is compared with what was expected on its own date, not on the day looked from.",
        (
            "Performance: (actual − baseline) ÷ (expected − baseline). For what is to be held: 1 − "
            "shortfall ÷ target. It is never cut off at 0% or 100%."
        ),
        (
            "National figure: counts and levels are added up; a rate is the sum of numerators over the sum "
            "of denominators; percentages without these are averaged with the weight the plan names. Value "
            "and expected value are both those of the forces that reported."
        ),
        (
            "Roll-up of a force, a region, a commitment or the plan: red if at least "
            f"{percent(rollup.red, 2)} of the due cells are red, out of date or without a report; green if "
            f"at least {percent(rollup.green, 2)} are green or complete and none is red; otherwise amber. "
            "Exempt and early cells are not due."
        ),
        (
            "Movement: a cell improved or worsened where its colour did, or where its performance moved by "
            f"{points} points or more. A correction of old data is “revised”; a cell that is measured "
            "against something else is “not comparable”."
        ),
        (
            "Each point of a national chart is the figure as of the end of a period for which at least half "
            "of the forces reported, with the exemptions and accepted shortfalls of that day."
        ),
        (
            "Forces are ranked by the value for their size where the plan says so, else by the value of a "
            "percentage or a rate, else by the share of the level to be held or of the expected progress."
        ),
        (
            f"Reporting rates are over the last {plural(RATED_PERIODS, 'period')} of each commitment that "
            "fell due, at most."
        ),
    ]


def _blocks(material: Material) -> Iterator[Block]:
    yield Paragraph("", "The status of a cell is the first of these that applies:")
    columns = (Column("Status"), Column("Letter", "mark"), Column("Sign"), Column("When"))
    rows = tuple(
        (
            text(status.value.capitalize()),
            marked(Mark(status, material.four_point)),
            Entry(status.sign.strip()),
            text(when),
        )
        for status, when in rules(material)
    )
    yield Table("status-rules", "The statuses, in the order of the rules", columns, rows)
    if material.plan.commitments:
        yield Paragraph("", "The thresholds in force, by commitment:")
        yield _thresholds(material)
    yield Paragraph("", "The figures:")
    yield Listing(tuple(figure_rules(material)))
    yield Paragraph("", "What the numbers can bear, method by method:")
    yield methods_table()


def _thresholds(material: Material) -> Table:
    has_third = material.plan.four_point
    columns = (
        Column("Commitment"),
        Column("Green from", "share"),
        Column("Amber from", "share"),
        *((Column("Amber-red from", "share"),) if has_third else ()),
        Column("Out of date after"),
        Column("Return due"),
    )
    rows = tuple(_threshold_row(material, c, has_third=has_third) for c in material.plan.commitments)
    return Table("thresholds", "Thresholds", columns, rows)


def _threshold_row(material: Material, commitment: Commitment, *, has_third: bool) -> tuple[Entry, ...]:
    limits = commitment.thresholds
    colours = [limits.green, limits.amber, *((limits.amber_red,) if has_third else ())]
    judged = [Entry("by its date") if i == 0 else Entry("") for i in range(len(colours))]
    return (
        text(f"{material.number_of(commitment.id)}. {one_line(commitment.title)}"),
        *(judged if commitment.is_milestone else map(share, colours)),
        text(plural(commitment.stale_after, "day")),
        text(f"{plural(commitment.due_after, 'day')} after the period ({commitment.reporting.value})"),
    )
