"""One of several returns on its way: checked, refused, taken in; one that fails does not stop the others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError
from tracker.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.returns.importing import ImportResult, Progress, ReturnCheck
    from tracker.workspace.returns_desk import ReturnsDesk


@dataclass(frozen=True)
class ReturnedFile:
    """What came of one file so far; ``problems`` are those for which it, or parts of it, were not taken."""

    path: Path
    check: ReturnCheck | None = None
    result: ImportResult | None = None
    problems: tuple[str, ...] = ()
    exit_code: int = 0

    @property
    def is_good(self) -> bool:
        """Whether all of it can be taken in, and adds something."""
        return self._can_add and not self.problems

    @property
    def has_good_rows(self) -> bool:
        """Whether it can be taken in without its refused rows alone."""
        return self._can_add and bool(self.problems) and self.check is not None and self.check.is_sound

    @property
    def _can_add(self) -> bool:
        return self.check is not None and self.result is None and bool(self.check.fresh)

    @property
    def is_taken(self) -> bool:
        """Whether something of it was added to the ledger."""
        return self.result is not None and self.result.receipt is not None


def check_file(
    desk: ReturnsDesk, path: Path, mapping: Path | None = None, progress: Progress | None = None
) -> ReturnedFile:
    """Check one file; nothing is written."""
    try:
        check = desk.check(path, mapping, progress)
    except TrackerError as error:
        return ReturnedFile(path, problems=tuple(error.problems), exit_code=error.exit_code)
    if check.problems.count:
        return ReturnedFile(path, check, problems=tuple(check.refusal().problems), exit_code=1)
    return ReturnedFile(path, check)


def take_file(
    desk: ReturnsDesk,
    file: ReturnedFile,
    *,
    partial: bool = False,
    keep: bool = True,
    progress: Progress | None = None,
) -> ReturnedFile:
    """Take a checked file in, whole or, with ``partial``, its good rows; one without a check stays."""
    if file.check is None:
        return file
    try:
        result = desk.take(file.check, partial=partial, keep=keep, progress=progress)
    except TrackerError as error:
        return replace(file, problems=tuple(error.problems), exit_code=error.exit_code)
    return replace(file, check=result.check, result=result)


def total_words(done: Sequence[ReturnedFile]) -> str:
    """What came of all files, in one sentence."""
    taken = sum(one.is_taken for one in done)
    bad = sum(one.exit_code > 0 for one in done)
    same = sum(not one.is_taken and not one.exit_code for one in done)
    return f"{plural(len(done), 'file')}: {taken} taken in, {same} with nothing to add, {bad} with problems."
