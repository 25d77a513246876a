"""The layout of a return workbook, known to the part that writes it and the part that reads it back.

The sheet to fill has its headings in the row whose first cell is the first column's title. What the
workbook answers (plan, version, force, period) stands on a hidden sheet as rows of key and value.
"""

from __future__ import annotations

from dataclasses import dataclass

#: The sheet to fill, the sheet that explains each commitment, and the hidden one.
RETURN_SHEET = "Return"
GUIDE_SHEET = "Commitments"
ABOUT_SHEET = "about-this-return"

#: What the hidden sheet's ``form`` says; a changed layout gets the next number.
FORM = "tracker-return-1"

#: The hidden sheet's keys, in order; dates are written 2015-09-30.
ABOUT_KEYS = ("form", "plan", "plan_version", "force", "period_start", "period_end", "made_on")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet to fill. ``field`` is the name of the update's field that an open column fills
    (the columns of the plain form); a closed column only tells."""

    title: str
    field: str
    width: int
    is_open: bool = True


#: From left to right. The first holds the commitment's id, by which a row is known.
COLUMNS = (
    Column("Commitment", "commitment", 18, is_open=False),
    Column("What is promised", "title", 32, is_open=False),
    Column("Unit", "unit", 14, is_open=False),
    Column("Last reported", "last_value", 12, is_open=False),
    Column("as at", "last_as_at", 11, is_open=False),
    Column("Expected now", "expected", 12, is_open=False),
    Column("As at", "as_at", 11),
    Column("Value", "value", 11),
    Column("Numerator", "numerator", 11),
    Column("Denominator", "denominator", 13),
    Column("State", "state", 12),
    Column("Forecast", "forecast", 11),
    Column("Own colour", "self", 11),
    Column("Mark", "mark", 7),
    Column("Note", "note", 28),
    Column("Cause", "cause", 20),
    Column("Action", "action", 20),
    Column("Back on track", "back_on_track", 13),
    Column("Evidence", "evidence", 20),
)
