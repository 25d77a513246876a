"""The open cells of the sheet to fill: which are open in a row, and what each accepts.

Every check says beforehand what is wanted and afterwards what was wrong, in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.calendar import day_words, period_words
from tracker.domain.draft_check import EARLIEST, LARGEST, LONGEST_TEXT
from tracker.domain.plan import Kind, Reported
from tracker.domain.status import RANK, Status
from tracker.domain.update import MARKS, TEXT_FIELDS, State
from tracker.returns.template_words import marks_legend
from tracker.xlsxfile.cells import clean

if TYPE_CHECKING:
    from tracker.returns.template import Column
    from tracker.returns.template_form import Asked

DATE_FIELDS = frozenset({"as_at", "forecast", "back_on_track"})
NUMBER_FIELDS = frozenset({"value", "numerator", "denominator"})
_PARTS = frozenset({"numerator", "denominator"})
_OF_MILESTONES = frozenset({"state", "forecast"})
_LONGEST_UNIT = 80


def is_open(column: Column, row: Asked) -> bool:
    """Whether a row has a use for a column: numbers or states, and parts only of a rate or a percentage."""
    if not column.is_open:
        return False
    if row.commitment.is_milestone:
        return column.field not in NUMBER_FIELDS
    if column.field in _PARTS:
        return row.commitment.measure.kind in (Kind.RATE, Kind.PERCENTAGE)
    return column.field not in _OF_MILESTONES


def validation(column: Column, row: Asked) -> dict[str, object]:
    """What an open cell accepts, as XlsxWriter's options."""
    if column.field in DATE_FIELDS:
        check = _date(column, row)
    elif column.field in NUMBER_FIELDS:
        check = _number(column, row)
    elif column.field in TEXT_FIELDS:
        check = _text(column)
    else:
        check = _choice(column, row)
    return {"input_title": column.title, "error_title": f"{column.title}: not accepted", **check}


def _date(column: Column, row: Asked) -> dict[str, object]:
    wanted = {
        "as_at": f"The day that the figure describes: {day_words(row.as_at)} unless you change it.",
        "forecast": f"The day you expect it to be done. It is due by {day_words(row.commitment.due)}.",
        "back_on_track": "Where you are behind: the day by which you will have caught up.",
    }
    return {
        "validate": "date",
        "criteria": ">=",
        "value": EARLIEST,
        "input_message": f"{wanted[column.field]} A date, as {day_words(row.as_at)}.",
        "error_message": f"Write a date from {day_words(EARLIEST)} on, as {day_words(row.as_at)}.",
    }


def _number(column: Column, row: Asked) -> dict[str, object]:
    measure = row.commitment.measure
    unit = clean(" ".join(measure.unit.split()), _LONGEST_UNIT)
    wrong = "Write a number in digits alone, as 142 or 3.5: no unit, no % sign, no words."
    check: dict[str, object] = {"validate": "decimal", "error_message": wrong}
    if column.field == "denominator":
        return check | {
            "criteria": ">",
            "value": 0,
            "input_message": "What the numerator is a part of. Give both or neither.",
            "error_message": f"{wrong} A denominator is above 0.",
        }
    wanted = f"In {unit}."
    if column.field == "numerator":
        wanted = "The part that is counted. Give numerator and denominator, or neither."
    elif measure.kind is Kind.PERCENTAGE:
        wanted = f"{unit}: for 85% write 85, without the sign. Or leave it empty and give its parts."
    elif measure.kind is Kind.RATE:
        wanted = f"In {unit}. Or leave it empty and give its parts."
    elif measure.reported is Reported.PER_PERIOD:
        wanted = f"In {unit}, from {period_words(row.period)} alone. Where there were none write 0."
    elif measure.kind is Kind.COUNT:
        wanted = f"In {unit}, the total since {day_words(row.commitment.baseline_at)}."
    return check | {"criteria": "between", "minimum": -LARGEST, "maximum": LARGEST, "input_message": wanted}


def _text(column: Column) -> dict[str, object]:
    wanted = {
        "note": "What a reader of the figure must know.",
        "cause": "Where you are behind: why.",
        "action": "Where you are behind: what is being done.",
        "evidence": "Where the figure can be checked: a system, a report, a document.",
    }
    most = f"{LONGEST_TEXT:,} characters"
    return {
        "validate": "length",
        "criteria": "<=",
        "value": LONGEST_TEXT,
        "input_message": f"{wanted[column.field]} At most {most}.",
        "error_message": f"The text is longer than {most}: shorten it.",
    }


def _choice(column: Column, row: Asked) -> dict[str, object]:
    if column.field == "mark":
        # A warning, not a stop: several marks may stand together.
        return {
            "validate": "list",
            "source": list(MARKS),
            "input_message": f"{marks_legend()}.",
            "error_type": "warning",
            "error_message": "Marks are the letters of the list; two together are written pe.",
        }
    if column.field == "state":
        states = [state.value for state in State]
        return {
            "validate": "list",
            "source": states,
            "input_message": "Where the milestone stands: choose from the list.",
            "error_message": f"Choose from the list: {', '.join(states)}.",
        }
    four_point = row.commitment.thresholds.four_point
    colours = [status.value for status in RANK if four_point or status is not Status.AMBER_RED]
    return {
        "validate": "list",
        "source": colours,
        "input_message": "Your own judgement, if you wish. It stands beside the computed colour.",
        "error_message": f"Choose from the list: {', '.join(colours)}.",
    }
