"""The one kind of error that reaches a person: sentences, and the exit code that goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable


class TrackerError(Exception):
    """Something a person asked for cannot be done; ``problems`` are sentences for that person.

    ``exit_code`` is 1 where the data or the plan is wrong, 2 where the command was misused, 3 where the
    database is busy or damaged.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: str | Iterable[str]) -> None:
        self.problems = (problems,) if isinstance(problems, str) else tuple(problems)
        super().__init__("\n".join(self.problems))


class RefusedError(TrackerError):
    """The data are not what the plan or the rules allow; nothing was written."""


class DiskError(TrackerError):
    """A disk is full, or does not answer; nothing was half-written."""

    exit_code: ClassVar[int] = 3


class FieldError(RefusedError):
    """A word that cannot be read as what its field holds."""
