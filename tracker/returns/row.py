"""One row of a return: the update it stands for, or everything that is wrong with it, by place."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.draft_words import NAMES, draft_from_words
from tracker.domain.errors import FieldError
from tracker.domain.fields import LONGEST_WORD, quoted
from tracker.domain.force import UnknownForceError
from tracker.domain.words import shown
from tracker.returns.words import day_in, number_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tracker.domain.calendar import Period
    from tracker.domain.plan import Plan
    from tracker.domain.update import Draft

#: The columns of the plain form, which every row can be written in.
COLUMNS = ("force", "commitment", *NAMES)


#: The columns that say what a row reports, in the order in which one of them is named as its place.
_FIGURES = ("value", "state", "numerator", "mark", "withdraw")


def figure_of(words: Mapping[str, str]) -> str:
    """The column by which a row is found again: its value's, else that of what it says instead."""
    return next((name for name in _FIGURES if name in words), "")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: a line or a cell; the empty text for the file as a whole."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read. ``words`` are its cells by the columns of the plain form; ``draft`` is None where there
    are problems."""

    number: int
    where: str
    words: Mapping[str, str]
    draft: Draft | None
    problems: tuple[Problem, ...] = ()


@dataclass
class ReadReturn:
    """A return whose shape is known; ``rows`` can be walked once, ``total`` is about how many there are.

    ``period`` is what the return itself says it answers. ``remarks`` are whole when all rows were walked;
    ``closing`` is asked then: what is wrong with, or to be asked about, the whole.
    """

    shape: str
    rows: Iterator[Row]
    total: int
    remarks: list[str] = field(default_factory=list)
    period: Period | None = None
    closing: Callable[[], tuple[list[Problem], list[Problem]]] = lambda: ([], [])


class RowReader:
    """Turns the words of rows into updates of one plan, remembering the names it has already matched."""

    def __init__(self, plan: Plan, *, decimal_comma: bool = False) -> None:
        self._plan = plan
        self._ids = {cid: c.id for c in plan.commitments for cid in c.ids}
        self._ids.update({c.title.casefold(): c.id for c in plan.commitments})
        self._units = {
            c.id: number_reader(c.measure.unit, decimal_comma=decimal_comma) for c in plan.commitments
        }
        self._numbers = number_reader("", decimal_comma=decimal_comma)
        self._forces: dict[str, str] = {}

    def read(
        self, number: int, where: str, words: Mapping[str, str], cell: Callable[[str], str], reference: str
    ) -> Row:
        """One row; ``cell`` names the place of a column, ``reference`` the row as the ledger keeps it."""
        problems: list[Problem] = []
        force = self._named("force", words, cell, problems, self._force)
        commitment = self._named("commitment", words, cell, problems, self._commitment)
        draft, unread = draft_from_words(
            words,
            force,
            commitment,
            source_ref=reference,
            number=self._units.get(commitment, self._numbers),
            day=day_in,
        )
        problems += [Problem(cell(name), message) for name, message in unread]
        return Row(number, where, words, None if problems else draft, tuple(problems))

    def _named(
        self,
        name: str,
        words: Mapping[str, str],
        cell: Callable[[str], str],
        problems: list[Problem],
        match: Callable[[str], str],
    ) -> str:
        if name not in words:
            problems.append(Problem(cell(name), f"The {name} is missing."))
            return ""
        try:
            return match(words[name])
        except (UnknownForceError, FieldError) as error:
            problems.append(Problem(cell(name), str(error)))
            return ""

    def _force(self, text: str) -> str:
        if text not in self._forces:
            self._forces[text] = self._plan.register.match(text).slug
        return self._forces[text]

    def _commitment(self, text: str) -> str:
        if text in self._ids:
            return self._ids[text]
        hint = ""
        if len(text) <= LONGEST_WORD:
            key = " ".join(shown(text).split()).casefold()
            if key in self._ids:
                return self._ids[key]
            near = difflib.get_close_matches(key, self._ids, n=1)
            hint = f" Did you mean “{self._ids[near[0]]}”?" if near else ""
        raise FieldError(f"commitment: “{quoted(text)}” is not a commitment of this plan.{hint}")
