"""An open tracker database: its clock, the versions of its plan, the end of its ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from tracker.domain.board import NONE_REBASELINED
from tracker.planfile.record import plan_from_record
from tracker.store import Store
from tracker.workspace.clock import clock_warning, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tracker.domain.plan import CommitmentId, ForceSlug, Plan
    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.rebaselining import Rebaselining
    from tracker.store import PlanVersion


class Opened:
    """An open tracker database, and the person who works in it."""

    def __init__(self, store: Store, user: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.user = user
        self._clock = clock
        self._plans: dict[int, Plan] = {}
        self._rebaselined: dict[int, Mapping[tuple[ForceSlug, CommitmentId], Rebaselining]] = {}

    @classmethod
    def open(
        cls,
        path: Path,
        user: str,
        clock: Callable[[], datetime] | None = None,
        *,
        tell: Callable[[str], None] | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open a tracker database; :class:`tracker.store.StoreError` says why it cannot be.

        ``tell`` is called with each sentence that whoever opens it should read. A database that is opened
        ``read_only`` refuses whatever would write to it.
        """
        from tracker.workspace.place import place_warning

        now = clock or utc_now
        store = Store.open(path, tell=tell, read_only=read_only)
        if tell:
            for sentence in (place_warning(path), clock_warning(now(), store.last_recorded_at())):
                if sentence:
                    tell(sentence)
        return cls(store, user, now)

    @classmethod
    def create(
        cls, path: Path, plan_path: Path, user: str, clock: Callable[[], datetime] | None = None
    ) -> Self:
        """Make a database with the first version of a plan; either both stand or neither does."""
        from tracker.workspace.plan_files import check_plan, refuse_renaming, version_draft

        now = clock or utc_now
        read = check_plan(plan_path)
        refuse_renaming([], read.plan)
        store = Store.create(path, version_draft(read, "First version"), author=user, now=now)
        return cls(store, user, now)

    @classmethod
    def create_from_export(
        cls, path: Path, folder: Path, user: str, clock: Callable[[], datetime] | None = None
    ) -> Self:
        """Make a database from an export: the same ledger with the same head, or none."""
        return cls(Store.create_from_export(path, folder), user, clock or utc_now)

    def beside(self) -> Self:
        """The same database opened once more, for work during which this one is not to wait."""
        return type(self)(self._store.beside(), self.user, self._clock)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def read_only(self) -> bool:
        """Whether it was opened to be looked at alone."""
        return self._store.read_only

    @property
    def today(self) -> date:
        """The day it is for the tracker, UTC."""
        return self._clock().astimezone(UTC).date()

    def now(self) -> datetime:
        """The present instant."""
        return self._clock()

    def data_version(self) -> int:
        """A number that changes when another program has written to the database: cheap to ask."""
        return self._store.data_version()

    def head(self) -> tuple[int, str]:
        """The last number of the ledger, and the chain's head: what a paper prints."""
        return self._store.head()

    # --- the plan's versions ------------------------------------------------------------------------------

    def plan(self, known_at: datetime | None = None, ledger: int | None = None) -> tuple[Plan, int, bool]:
        """The plan in force at an instant, its version, and whether that instant is before the first."""
        version, before = self._store.version_at(known_at, ledger)
        return self._plan_of(version), version.version, before

    def default_as_of(self, known_at: datetime | None = None) -> date:
        """Today, or the plan's last due date where all of them have passed; as it was at an instant."""
        plan, _, _ = self.plan(known_at)
        day = (known_at or self._clock()).astimezone(UTC).date()
        return min(day, plan.ends) if plan.commitments else day

    def versions(self) -> list[PlanVersion]:
        """Every version of the plan, oldest first."""
        return self._store.versions()

    def version(self, number: int) -> PlanVersion:
        """One version of the plan by its number; :class:`TrackerError` when there is none."""
        return self._store.version(number)

    def plans(self) -> list[Plan]:
        """The plan as each version has it, oldest first."""
        return [self._plan_of(version) for version in self.versions()]

    def whole_plan(self) -> Plan:
        """The newest version with every force and commitment that any version had."""
        from tracker.domain.renaming import whole_plan

        return whole_plan(self.plans())

    def plan_log(self) -> list[tuple[PlanVersion, list[PlanChange]]]:
        """Every version of the plan, oldest first, with what it changed of the one before."""
        from tracker.domain.plan_changes import plan_changes

        versions = self.versions()
        plans = [self._plan_of(version) for version in versions]
        changes = [[], *(plan_changes(old, new) for old, new in pairwise(plans))]
        return list(zip(versions, changes, strict=True))

    def changes_between(self, old: int, new: int) -> list[PlanChange]:
        """What changed from one version to another."""
        from tracker.domain.plan_changes import plan_changes

        return plan_changes(self._numbered_plan(old), self._numbered_plan(new))

    def rebaselined(self, version: int) -> Mapping[tuple[ForceSlug, CommitmentId], Rebaselining]:
        """The cells of a plan version whose promise was made easier since it was first recorded."""
        if version == 1:
            return NONE_REBASELINED
        if version not in self._rebaselined:
            from tracker.domain.rebaselining import rebaselinings

            self._rebaselined[version] = rebaselinings(self.plans()[:version])
        return self._rebaselined[version]

    # --- inside -------------------------------------------------------------------------------------------

    def _plan_of(self, version: PlanVersion) -> Plan:
        if version.version not in self._plans:
            self._plans[version.version] = plan_from_record(version.record)
        return self._plans[version.version]

    def _numbered_plan(self, number: int) -> Plan:
        return self._plan_of(self.version(number))
