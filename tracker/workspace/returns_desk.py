"""Where returns are checked, and then taken into the ledger or left."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from tracker.store import ChangedError, Intake, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.domain.plan import CommitmentId, ForceSlug, Plan
    from tracker.returns.importing import ImportResult, Progress, ReturnCheck, TakenBefore
    from tracker.returns.known import KnownCell
    from tracker.returns.workbook import WorkbookReader
    from tracker.store import Store
    from tracker.workspace.looking import Looking


class ReturnsDesk:
    """Where returns are checked, and then taken into the ledger or left."""

    #: How often a check is made anew where others keep writing to the same cells.
    _TRIES = 5

    def __init__(
        self,
        workspace: Looking,
        store: Store,
        clock: Callable[[], datetime],
        workbooks: WorkbookReader,
    ) -> None:
        self._workspace = workspace
        self._store = store
        self._clock = clock
        self._workbooks = workbooks

    @staticmethod
    def files(paths: Iterable[Path]) -> Iterator[Path]:
        """The files named, and the returns in the folders named; :class:`RefusedError` where none is."""
        from tracker.returns.files import return_files

        return return_files(paths)

    @staticmethod
    def passed_over(paths: Iterable[Path]) -> Iterator[Path]:
        """What stands beside the returns in the folders named, and is not read."""
        from tracker.returns.files import passed_over

        return passed_over(paths)

    def check(self, path: Path, mapping: Path | None = None, progress: Progress | None = None) -> ReturnCheck:
        """What taking a file in would do; nothing is written. :class:`TrackerError` where it is no return."""
        from tracker.returns.importing import Against, check_return

        checked_at, _ = self._store.head()
        plan, version, _ = self._workspace.plan()
        known = functools.partial(self._known, plan)
        against = Against(plan, version, self._workspace.today, known, self._taken_before)
        check = check_return(path, against, self._workbooks, mapping, progress)
        check.checked_at = checked_at
        check.mapping = mapping
        return check

    def take(
        self,
        check: ReturnCheck,
        *,
        partial: bool = False,
        keep: bool = True,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Take a checked file in, whole or, with ``partial``, its good rows.

        Rows that are refused are then written beside the file, to be sent back. :class:`RefusedError` says
        what is wrong, and nothing was written.
        """
        from tracker.returns.importing import ImportResult
        from tracker.returns.refused_file import refused_file

        for _ in range(self._TRIES):
            if check.problems.count and not (partial and check.is_sound and check.fresh):
                raise check.refusal()
            if not check.fresh:
                return ImportResult(check, None)
            content = check.file.content() if keep else None
            intake = Intake(
                check.file.source,
                content,
                check.count_unchanged,
                len(check.refused),
                check.checked_at,
                check.cells,
            )
            try:
                with refused_file(check) as written:
                    added = self._store.take_in(
                        check.drafts(progress), intake, author=self._workspace.user, now=self._clock
                    )
            except ChangedError:
                check = self.check(check.file.path, check.mapping)
                continue
            return ImportResult(check, added.last if added else None, written)
        raise StoreError(f"{check.name} was not taken in: others keep writing to the same cells. Try again.")

    def _known(self, plan: Plan, force: ForceSlug, commitment: CommitmentId) -> KnownCell:
        from tracker.returns.known import known_cell

        return known_cell(self._store.told(force, commitment, plan.commitment(commitment).replaces))

    def _taken_before(self, sha256: str) -> TakenBefore | None:
        from tracker.returns.importing import TakenBefore

        for taken in self._store.imports():
            if taken.source.sha256 == sha256 and not taken.refused:
                return TakenBefore(taken.recorded_at, taken.author)
        return None
