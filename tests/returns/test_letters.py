"""Letters: nothing of a plan's words can break out of them, and they are written whole or not at all."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain.cases import commitment, milestone
from tests.domain.test_due import plan_of
from tracker.domain.due import DueList, due_list
from tracker.domain.errors import RefusedError
from tracker.returns.letter_files import write_letters
from tracker.returns.letters import Letter, letters, merge_table


def due_of(title: str = "Pursue more offenders", owner: str = "National lead") -> DueList:
    promise = commitment(forces=("kent", "essex"), title=title)
    plan = replace(plan_of(promise), owner=owner, marking="=OFFICIAL")
    return due_list(plan, 1, {}, on=date(2015, 8, 1))


def made(due: DueList) -> list[Letter]:
    return letters(due, due.by_force.values(), {"kent": "team@kent.example"})


def test_words_of_the_plan_carry_no_line_ends_controls_or_formulas_out() -> None:
    due = due_of(title="=HYPERLINK(1)\r\nBcc: all\x1b[31m", owner="@lead\u202e")
    letter = next(one for one in made(due) if one.to)
    assert "\x1b" not in letter.text
    assert "\nBcc" not in letter.text
    assert "=HYPERLINK(1) Bcc: all[31m (offenders-pursued)" in letter.text
    rows = list(csv.DictReader(io.StringIO(merge_table(due, made(due)))))
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    assert rows[0]["owner"] == "'@lead"


def test_a_force_with_nothing_missing_gets_no_letter() -> None:
    due = due_list(due_of().plan, 1, {}, on=date(2015, 7, 21))
    assert made(due) == []


def test_a_milestone_is_answered_with_a_state() -> None:
    due = due_list(plan_of(milestone()), 1, {}, on=date(2015, 8, 1))
    (letter,) = made(due)
    assert "  force,commitment,as_at,state\n  kent,offenders-pursued,2015-06-30,\n" in letter.text
    assert '--as-at 2015-06-30 --state "in progress"' in letter.text
    assert "A state is one of: not started, in progress, done." in letter.text


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    due = due_of()
    (tmp_path / "notes.txt").write_text("mine")
    write_letters(tmp_path, due, made(due))
    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", "kent.txt", "essex.txt", "merge.csv"}
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    due = due_of()
    (tmp_path / "kent.txt").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(RefusedError, match=r"kent\.txt exists in"):
        write_letters(tmp_path, due, made(due))
    assert {path.name for path in tmp_path.iterdir()} == {"kent.txt"}


def test_a_slug_that_would_leave_the_folder_is_refused(tmp_path: Path) -> None:
    due = due_of()
    letter = made(due)[0]
    letter = replace(letter, force=replace(letter.force, slug="../kent"))
    with pytest.raises(RefusedError, match="cannot be a file name"):
        write_letters(tmp_path / "out", due, [letter])
    assert list(tmp_path.iterdir()) == []
