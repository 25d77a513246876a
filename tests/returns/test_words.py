"""Numbers and dates as forces write them: one reading is taken, two are shown, none is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.errors import FieldError
from tracker.returns.words import day_in, number_reader

DAY = date(2015, 9, 30)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2015-09-30",
            "2015-09-30T00:00:00",
            "2015-09-30 00:00:00",
            "2015/09/30",
            "30/09/2015",
            "30.9.2015",
        ),
        *("30-09-2015", "30 September 2015", "30 Sep 2015", "30-Sep-2015", "30th September 2015"),
        *("30 Sept. 2015", "September 30, 2015", " 30\u00a0September\u200b 2015 ", "２０１５-09-30"),
    ],
)
def test_a_day_in_any_form_with_one_reading(text: str) -> None:
    assert day_in(text) == DAY


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("09/07/2015", "may be 9 Jul 2015 or 7 Sep 2015: write 2015-07-09 or 2015-09-07"),
        ("09/30/2015", "is written month first: write 2015-09-30"),
        ("30/09/15", "write the year in four digits"),
        ("30 Sep 15", "write the year in four digits"),
        ("42277", "a spreadsheet's number for 30 Sep 2015, or for 1 Oct 2019 in its 1904 calendar"),
        ("31/02/2015", "not a day of the calendar"),
        ("30 Foo 2015", "names no month"),
        ("soon", "is not a date"),
        ("", "is not a date"),
    ],
)
def test_a_day_that_is_none_or_two(text: str, part: str) -> None:
    with pytest.raises(FieldError, match=part):
        day_in(text)


def test_a_day_that_is_the_same_either_way() -> None:
    assert day_in("05/05/2015") == date(2015, 5, 5)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12345", 12345), ("12,345", 12345), ("1,234,567.5", 1234567.5), ("12 345", 12345)),
        *(
            ("１２３", 123),
            ("−3.5", -3.5),
            ("142 offenders", 142),
            ("142 Offender", 142),
            ("+7", 7),
            (".5", 0.5),
        ),
        ("12\u202f345", 12345),
    ],
)
def test_a_number_as_it_is_written(text: str, value: float) -> None:
    assert number_reader("offenders")(text) == value


@pytest.mark.parametrize(
    "text", ["1,23", "12,34,567", "1.234,5", "12a", "1e5", "nan", "inf", "=1+1", "", "%"]
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(FieldError, match="number"):
        number_reader("offenders")(text)


def test_a_percentage_is_one_where_the_measure_is() -> None:
    assert number_reader("%")("45%") == 45
    with pytest.raises(FieldError, match="write the number alone, 45"):
        number_reader("offenders")("45%")


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_iso_and_month_names_always_read_back(day: date) -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    assert day_in(day.isoformat()) == day
    assert day_in(f"{day.day} {months[day.month - 1]} {day.year}") == day


@given(st.text(max_size=30))
def test_any_text_reads_or_gets_a_sentence(text: str) -> None:
    for read in (day_in, number_reader("offenders"), number_reader("%", decimal_comma=True)):
        try:
            read(text)
        except FieldError as error:
            assert str(error).endswith(".")


@given(st.integers(-(10**12), 10**12))
def test_thousands_in_commas_or_spaces_mean_the_same(value: int) -> None:
    read = number_reader("")
    assert read(f"{value:,}") == read(f"{value:,}".replace(",", " ")) == value
