"""Texts and tables of too much, and of what takes long to compare: refused in the time of any other case."""

from __future__ import annotations

import pytest

from tests.hostile.test_large_workbooks import said_of

HEAD = "force,commitment,as_at,value\n"
GOOD = {"force": "kent", "commitment": "offenders-pursued", "as_at": "2015-09-30", "value": "98"}


def said(content: str) -> list[str]:
    return said_of(content.encode(), "large.csv")


def test_a_first_row_of_very_many_columns() -> None:
    (told,) = said(f"{HEAD.strip()},{','.join(f'c{n}' for n in range(100_000))}\n")
    assert told.startswith("large.csv:1: The first row names 100,004 columns: keep force, commitment, as_at,")


def test_more_lines_than_a_sheet_has() -> None:
    assert said(HEAD + "\n" * 1_048_576) == ["large.csv has more than 1,048,576 lines: send it in parts."]


def test_a_file_whose_rows_are_all_wrong_is_not_read_to_its_end() -> None:
    told = said(HEAD + "".join(f"kemt{n},offenders-pursed,2015-9-30,many\n" for n in range(20_000)))
    assert told[-2:] == [
        "large.csv: and 19,954 more problems.",
        "large.csv: More than 5,000 rows are refused, so the rest was not read: mend these first.",
    ]


@pytest.mark.parametrize("column", GOOD)
def test_a_word_as_long_as_a_line_may_be(column: str) -> None:
    row = ",".join({**GOOD, column: "k\u200b" * 60_000}.values())
    told = said(HEAD + f"{row}\n" * 60)
    assert told[0].startswith("large.csv:2: ")
    assert "kkkkkkkkkk" in told[0]
