"""What of the board is shown: forces and commitments by their names, and exceptions only."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.plan import NATIONAL
from tracker.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.board import Board, Cell
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment

#: What somebody has to look at.
PROBLEMS = (Status.RED, Status.AMBER_RED, Status.NONE, Status.STALE)


def is_exception(cell: Cell | None) -> bool:
    """Whether somebody has to look at a cell, or the force says better than the rule."""
    return cell is not None and (cell.assessment.status in PROBLEMS or cell.assessment.flagged)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What was typed to narrow the board, and whether only what has an exception is shown."""

    words: str = ""
    exceptions: bool = False

    def __bool__(self) -> bool:
        return bool(self.words.strip()) or self.exceptions

    def forces(self, board: Board) -> list[Force]:
        """The forces shown: those that the words name, or all where the words name commitments alone."""
        forces = list(board.plan.forces)
        if self._names_forces(board):
            forces = [force for force in forces if _has(self.words, force_words(force))]
        elif self._names_nothing(board):
            return []
        if self.exceptions:
            forces = [f for f in forces if any(self._exceptions(board, [f], board.plan.commitments))]
        return forces

    def commitments(self, board: Board) -> tuple[Commitment, ...]:
        """The commitments shown: those that the words name, or all where the words name forces alone."""
        commitments = board.plan.commitments
        if self._names_commitments(board):
            commitments = tuple(c for c in commitments if _has(self.words, commitment_words(c, board)))
        if self.exceptions:
            forces = board.plan.forces
            found = tuple(c for c in commitments if any(self._exceptions(board, forces, [c])))
            commitments = found or commitments
        return commitments

    def _exceptions(
        self, board: Board, forces: Iterable[Force], commitments: Iterable[Commitment]
    ) -> Iterable[bool]:
        return (is_exception(board.cell(f.slug, c.id)) for f in forces for c in commitments)

    def _names_forces(self, board: Board) -> bool:
        return bool(self.words.strip()) and any(_has(self.words, force_words(f)) for f in board.plan.forces)

    def _names_commitments(self, board: Board) -> bool:
        return bool(self.words.strip()) and any(
            _has(self.words, commitment_words(c, board)) for c in board.plan.commitments
        )

    def _names_nothing(self, board: Board) -> bool:
        return (
            bool(self.words.strip()) and not self._names_forces(board) and not self._names_commitments(board)
        )


def force_words(force: Force) -> str:
    """Everything by which a force is found."""
    region = "" if force.slug == NATIONAL else force.region
    return " ".join((*force.names(), region))


def commitment_words(commitment: Commitment, board: Board) -> str:
    """Everything by which a commitment is found."""
    strand = board.plan.strands.get(commitment.strand, "")
    return f"{commitment.id} {commitment.title} {commitment.strand} {strand}"


def plain(text: str) -> str:
    """A text as it is compared: without case and accents, so that "Ynys Mon" finds "Ynys Môn"."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(ch for ch in letters if not unicodedata.combining(ch))


def _has(words: str, text: str) -> bool:
    """Whether each of the words starts a word of the text."""
    starts = plain(text).replace("-", " ").split()
    return all(
        any(start.startswith(word) for start in starts) for word in plain(words).replace("-", " ").split()
    )


def jump(board: Board, letters: str) -> str | None:
    """The force that letters mean: whose name starts with them, else its short name, else any word of it."""
    wanted = plain(letters).strip()
    if not wanted:
        return None
    for names in (
        lambda f: [f.name],
        lambda f: [f.abbreviation],
        lambda f: f.name.replace("-", " ").split(),
        lambda f: f.aliases,
    ):
        for force in board.plan.forces:
            if any(plain(name).startswith(wanted) for name in names(force)):
                return force.slug
    return None
