"""Role mailboxes only, and the file of them read whole or refused whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.data import register
from tracker.domain.errors import RefusedError
from tracker.returns.contacts import problem_of, read_contacts


@pytest.mark.parametrize(
    "mailbox",
    [
        "performance@kent.example",
        "action.plan@kent.police.example",
        "child.protection@kent.example",
        "Strategic-Planning@west-yorkshire.example",
        "force.control.team@a.b.example",
        "pvp_team@kent.example",
        "hq101.returns@kent.example",
    ],
)
def test_a_role_or_a_team_has_a_mailbox(mailbox: str) -> None:
    assert problem_of(mailbox) is None


@pytest.mark.parametrize(
    "mailbox",
    [
        "jane.smith@kent.example",
        "Jane.Smith2@kent.example",
        "j.smith@kent.example",
        "j.a.smith@kent.example",
        "jane_smith@kent.example",
        "mary-jane.o'neill@kent.example",
        "peter.child@kent.example",
        "pc1234@kent.example",
        "46012345@kent.example",
    ],
)
def test_a_person_is_refused(mailbox: str) -> None:
    problem = problem_of(mailbox)
    assert problem is not None
    assert "looks like a person's address: give the mailbox of a role or a team" in problem


@pytest.mark.parametrize(
    "mailbox",
    [
        "kent",
        "team@",
        "@kent.example",
        "team@kent",
        "a b@kent.example",
        "team@@kent.example",
        "=x@kent.example",
        "+team@kent.example",
        "team@kent.example, board@kent.example",
        "<team@kent.example>",
        "team.@kent.example",
        "t..m@kent.example",
        "team@-kent.example",
        "team@kent.example\u202e",
        "x" * 300 + "@kent.example",
    ],
)
def test_what_is_no_address_is_refused(mailbox: str) -> None:
    problem = problem_of(mailbox)
    assert problem is not None
    assert "write one address alone" in problem


def problems(folder: Path, content: bytes) -> tuple[str, ...]:
    path = folder / "c.csv"
    path.write_bytes(content)
    with pytest.raises(RefusedError) as refused:
        read_contacts(path, register())
    return refused.value.problems


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "c.csv:1: The first line must name the two columns: force,mailbox."),
        (b"force,name,mailbox\n", "c.csv:1: The first line must name the two columns: force,mailbox."),
        (b"force,mailbox\nkent,\xff\n", "c.csv:2: The file is not UTF-8 text: save it as “CSV UTF-8”."),
        (b"force,mailbox\nkent,a@b.example,c\n", "c.csv:2: The line has 3 cells where the header has 2."),
        (b'force,mailbox\nkent,"a@b.example\n', "c.csv:2: The line is not well-formed CSV"),
        (b"force,mailbox\n,team@kent.example\n", "c.csv:2: The force is missing."),
    ],
)
def test_what_is_wrong_with_a_file(tmp_path: Path, content: bytes, said: str) -> None:
    assert any(problem.startswith(said) for problem in problems(tmp_path, content))


def test_a_file_as_a_spreadsheet_saves_it(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes("\ufeffMailbox,Force\r\nteam@kent.example,Kent Police\r\n,\r\n".encode())
    assert read_contacts(path, register()) == {"kent": "team@kent.example"}
