"""What is wrong with a YAML file: sentences with line and column, all of a file at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Where something stands in the document: keys and list positions from the top.
Place: TypeAlias = tuple[str | int, ...]

#: So many problems of one file are listed; the rest are counted.
MOST_LISTED = 100


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong; line and column count from 1."""

    line: int
    column: int
    message: str
    file: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class YamlFileError(TrackerError):
    """A file that cannot be used; ``found`` holds every problem, in the order of the file."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.found = tuple(sorted(set(found)))
        listed = [str(problem) for problem in self.found[:MOST_LISTED]]
        if len(self.found) > MOST_LISTED:
            listed.append(f"{self.found[0].file}: and {len(self.found) - MOST_LISTED} more.")
        super().__init__(listed)


@dataclass(slots=True)
class Report:
    """Collects the problems of one file; ``where`` maps a place to its line and column."""

    file: str
    where: dict[Place, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Note a problem at a place, or at the nearest place above it that stands in the file."""
        while place and place not in self.where:
            place = place[:-1]
        line, column = self.where.get(place, (1, 1))
        self.problems.append(Problem(line, column, message, self.file))

    def raise_any(self) -> None:
        """Raise everything found so far, if there is anything."""
        if self.problems:
            raise YamlFileError(self.problems)
