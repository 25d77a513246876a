"""The mailboxes to which reminders go: a CSV beside the plan, with the columns ``force,mailbox``.

Role mailboxes only: the tracker keeps no names of people, and a reminder must outlast who holds a post.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.fields import quoted
from tracker.domain.force import UnknownForceError
from tracker.givenfiles import read_given
from tracker.returns.row import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tracker.domain.force import Register
    from tracker.domain.plan import ForceSlug

COLUMNS = ("force", "mailbox")
LARGEST_FILE = 1024 * 1024

#: One ordinary address: no display name, no quoting, a domain with a dot.
_ADDRESS = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9_+&'-]|\.(?!\.))*(?<!\.)@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_LONGEST = 254

#: Two or three words of letters with dots or underscores between them, as people's addresses are made.
_LIKE_A_PERSON = re.compile(r"[a-z'-]+(?:[._][a-z'-]+){1,2}\d*")
_COLLAR_NUMBER = re.compile(r"[a-z]{0,3}\d+")

#: A word among these says that an address with dots is a role's all the same.
_ROLE_WORDS = frozenset(
    (
        *("abuse", "action", "admin", "board", "business", "chief", "children", "command", "commitments"),
        *("contact", "coordination", "coordinator", "council", "crime", "data", "delivery", "desk", "duty"),
        *("enquiries", "executive", "exploitation", "force", "governance", "group", "hq", "improvement"),
        *("inbox", "info", "intelligence", "investigations", "lead", "leadership", "mail", "mailbox"),
        *("management", "missing", "monitoring", "national", "office", "officer", "online", "operations"),
        *("performance", "planning", "plans", "police", "policing", "policy", "portfolio", "programme"),
        *("project", "protecting", "protection", "public", "reporting", "returns", "review"),
        *("safeguarding", "secretariat", "service", "services", "staff", "statistics", "stats"),
        *("strategic", "strategy", "support", "team", "training", "transformation", "unit", "uplift"),
        *("victims", "vulnerability", "vulnerable", "workforce"),
    )
)


def read_contacts(path: Path, register: Register) -> Mapping[ForceSlug, str]:
    """The role mailbox of each force named in the file; forces may be missing from it.

    :class:`RefusedError` lists everything that is wrong, by file and line.
    """
    mailboxes: dict[ForceSlug, str] = {}
    problems: list[Problem] = []
    lines_of: dict[ForceSlug, int] = {}
    try:
        for line, fields in _rows(_text(path)):
            slug, mailbox, wrong = _contact(fields, register)
            if slug is not None and slug in lines_of:
                wrong.append(f"{slug} stands on line {lines_of[slug]} already: give one mailbox for a force.")
            elif slug is not None:
                lines_of[slug] = line
                mailboxes[slug] = mailbox
            problems += [Problem(str(line), message) for message in wrong]
    except _UnreadableError as error:
        problems.append(error.problem)
    if problems:
        raise RefusedError(f"{path.name}:{problem.where}: {problem.message}" for problem in problems)
    return mailboxes


class _UnreadableError(Exception):
    """A line from which on the file cannot be read."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(str(line), message)


def _text(path: Path) -> str:
    content = read_given(path, "a CSV file with the columns force,mailbox", LARGEST_FILE)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _UnreadableError(line, "The file is not UTF-8 text: save it as “CSV UTF-8”.") from None


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Every filled row with the number of the line on which it ends."""
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(lines, [])]
        if sorted(header) != sorted(COLUMNS):
            raise _UnreadableError(1, "The first line must name the two columns: force,mailbox.")
        for cells in lines:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(header):
                message = f"The line has {len(cells)} cells where the header has {len(header)}."
                raise _UnreadableError(lines.line_num, message)
            yield lines.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=False))
    except csv.Error as error:
        raise _UnreadableError(lines.line_num, f"The line is not well-formed CSV: {error}.") from None


def _contact(fields: dict[str, str], register: Register) -> tuple[ForceSlug | None, str, list[str]]:
    slug, wrong = None, []
    try:
        if fields.get("force"):
            slug = register.match(fields["force"]).slug
        else:
            wrong.append("The force is missing.")
    except UnknownForceError as error:
        wrong.append(str(error))
    mailbox = fields.get("mailbox", "")
    problem = problem_of(mailbox)
    return slug, mailbox, [*wrong, problem] if problem else wrong


def problem_of(mailbox: str) -> str | None:
    """What is wrong with a mailbox, in a sentence; None for one address that looks like a role's."""
    if not mailbox:
        return "The mailbox is missing: write it, or leave the line out."
    if len(mailbox) > _LONGEST or not _ADDRESS.fullmatch(mailbox):
        return (
            f"“{quoted(mailbox)}” is not an e-mail address as accepted here: write one address alone, as in "
            "performance@kent.example."
        )
    if _is_personal(mailbox.partition("@")[0].casefold()):
        return (
            f"“{quoted(mailbox)}” looks like a person's address: give the mailbox of a role or a team, as in "
            f"performance.team@{mailbox.partition('@')[2]}."
        )
    return None


def _is_personal(local: str) -> bool:
    words = set(re.split(r"[._'+&-]|\d+", local))
    if words & _ROLE_WORDS:
        return False
    return bool(_LIKE_A_PERSON.fullmatch(local) or _COLLAR_NUMBER.fullmatch(local))
