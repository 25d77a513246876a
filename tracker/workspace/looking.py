"""What can be seen of a database: the board and its cells, what is due, what moved, what was recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tracker.domain.assess import assess
from tracker.domain.board import Board, make_board
from tracker.domain.cell_view import CellView
from tracker.domain.errors import RefusedError
from tracker.domain.history_filter import EVERYTHING
from tracker.domain.reading import reading_of
from tracker.workspace.clock import end_of_day
from tracker.workspace.opened import Opened
from tracker.workspace.readings import not_collecting, original_readings, readings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.commitment_view import CommitmentView
    from tracker.domain.due import DueList
    from tracker.domain.force_view import ForceView
    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.movement import Movements, Sighting
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.statistics.icons import Icon
    from tracker.domain.when import Look, LookWords, When
    from tracker.store import Entry, Import


class Looking(Opened):
    """A database that is looked at as of any day, as known at any instant."""

    # --- the board ----------------------------------------------------------------------------------------

    def board(
        self, as_of: date | None = None, known_at: datetime | None = None, ledger: int | None = None
    ) -> Board:
        """Every cell as of a day, known at an instant (None: now); with ``ledger``, as the ledger stood when
        that was its last number, whatever was back-loaded since."""
        with not_collecting():
            plan, version, before = self.plan(known_at, ledger)
            day = as_of or self.default_as_of()
            past = self.rebaselined(version)
            return make_board(
                plan,
                version,
                readings(self._store, plan, day, known_at, ledger=ledger),
                as_of=day,
                known_at=known_at,
                before_first_version=before,
                rebaselined=past,
                original_readings=original_readings(self._store, past, day, known_at, ledger),
            )

    def first_board(self, as_of: date | None = None, known_at: datetime | None = None) -> Board:
        """The board with the commitments judged that a screen shows first; :meth:`more` judges others."""
        from tracker.workspace.parts import first_part

        in_force, day = self.plan(known_at), as_of or self.default_as_of()
        return first_part(self._store, in_force, day, known_at, self.rebaselined(in_force[1]))

    def more(self, board: Board) -> Board:
        """The same board with more of its pending commitments judged."""
        from tracker.workspace.parts import next_part

        return next_part(self._store, board)

    def cell(
        self,
        force: ForceSlug,
        commitment: CommitmentId,
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> CellView:
        """One cell with its series and its texts."""
        plan, version, _ = self.plan(known_at)
        day = as_of or self.default_as_of()
        promise = plan.commitment(commitment)
        series = self._store.series(
            force, commitment, as_of=day, known_at=known_at, texts=True, earlier=promise.replaces
        )
        reading = reading_of(promise, promise.baselines.get(force, 0.0), series)
        assessment = assess(promise, force, reading, day)
        original = assess(promise, force, reading, day, accept=False) if assessment.accepted else None
        past = self.rebaselined(version).get((force, commitment))
        first = None
        if past is not None and (yardstick := past.yardstick) is not None:
            then = reading_of(yardstick, yardstick.baselines.get(force, 0.0), series)
            first = assess(yardstick, force, then, day)
        return CellView(
            plan.force(force),
            promise,
            assessment,
            original,
            reading.update,
            tuple(series),
            version,
            past,
            first,
        )

    def commitment(
        self, commitment: CommitmentId, as_of: date | None = None, known_at: datetime | None = None
    ) -> CommitmentView:
        """The national figure of a commitment through time, and what is expected to come."""
        from tracker.workspace.views import commitment_view

        plan, _, _ = self.plan(known_at)
        day = as_of or self.default_as_of()
        return commitment_view(self._store, plan, plan.commitment(commitment), day, known_at)

    def force(
        self, force: ForceSlug, as_of: date | None = None, known_at: datetime | None = None
    ) -> ForceView:
        """The past of every cell of a force, and its returns: due on the day looked from, or today where
        that is the default."""
        from tracker.workspace.views import force_view

        plan, _, _ = self.plan(known_at)
        default = self.default_as_of()
        day = as_of or default
        on = self.today if day == default and known_at is None else day
        return force_view(self._store, plan, force, day, on, known_at)

    def figures(
        self,
        commitments: Sequence[CommitmentId],
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> dict[CommitmentId, tuple[Figure, ...]]:
        """What the numbers of these commitments can bear over all their forces; none for a milestone."""
        from tracker.workspace.figures import figures

        return figures(self, self._store, self.board(as_of, known_at), commitments)

    def icons(
        self,
        commitments: Sequence[CommitmentId],
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> dict[tuple[ForceSlug, CommitmentId], Icon]:
        """How the values of every cell of these commitments vary over time, as icons."""
        from tracker.workspace.figures import icons

        plan, _, _ = self.plan(known_at)
        return icons(self._store, plan, commitments, as_of or self.default_as_of(), known_at)

    def due(self, on: date | None = None, known_at: datetime | None = None) -> DueList:
        """The returns that are missing or late on a day: by default today, or the day of ``known_at``."""
        from tracker.domain.due import due_list

        with not_collecting():
            plan, version, before = self.plan(known_at)
            day = on or min(self.today, (known_at or self._clock()).astimezone(UTC).date())
            starts = {(force, c.id): c.starts for c in plan.commitments for force in c.forces}
            made = self._store.reported(starts, as_of=day, known_at=known_at, earlier=plan.earlier_ids)
            return due_list(plan, version, made, on=day, known_at=known_at, before_first_version=before)

    # --- the two clocks -----------------------------------------------------------------------------------

    def day(self, when: When) -> date:
        """The day that words mean, by the councils of the newest plan version."""
        return when.day(self.plan()[0].councils, self.today)

    def look(self, words: LookWords) -> Look:
        """The two clocks that words mean; what will be known on a day to come is what is known now."""
        from tracker.domain.when import Look

        day, known = self.day(words.day), self.day(words.knowledge) if words.knowledge else None
        return Look(day, end_of_day(known) if known and known <= self.today else None)

    def compare(self, a: Look, b: Look) -> Movements:
        """The movement of every cell from A to B, B no earlier on either clock."""
        from tracker.workspace.comparing import compare, refuse_backwards

        refuse_backwards(a, b, self._clock())
        then, now = self._sighting(a), self._sighting(b)
        return compare(self._store, (a, b), (then, now), self.rebaselined(now.plan_version))

    def _sighting(self, look: Look) -> Sighting:
        from tracker.domain.movement import Sighting

        plan, version, before_first = self.plan(look.known_at)
        return Sighting(look.as_of, look.known_at, plan, version, before_first)

    # --- what was recorded --------------------------------------------------------------------------------

    def history(self, wanted: HistoryFilter = EVERYTHING) -> list[Entry]:
        """The entries of the history that are wanted, newest first; a commitment under every id it had."""
        from tracker.domain.renaming import ids_ever, whole_plan

        plans = self.plans() if wanted.commitment or wanted.words else []
        ids = ids_ever(plans, wanted.commitment) if wanted.commitment else None
        titles = {c.id: c.title for c in whole_plan(plans).commitments} if wanted.words else {}
        return self._store.entries(wanted, commitments=ids, titles=titles)

    def history_filter(self, line: str) -> HistoryFilter:
        """What a line such as ``kent by:smith kind:correction`` asks of the history, by the names of every
        plan version; :class:`RefusedError` says which word means nothing."""
        from tracker.domain.history_line import filter_in
        from tracker.domain.renaming import whole_plan

        plan = whole_plan(self.plans())
        return filter_in(line, plan, self.today, lambda name: self.import_named(name).source.sha256)

    def imports(self) -> list[Import]:
        """Every file that was taken in, newest first."""
        return self._store.imports()

    def import_named(self, name: str) -> Import:
        """The newest import of the file with this name, or with this start of its SHA-256."""
        from tracker.workspace.taken import import_named

        return import_named(self.imports(), name)

    def kept_file(self, taken: Import) -> bytes:
        """A file as it was taken in, byte for byte; :class:`RefusedError` where it is not kept."""
        if taken.redacted:
            raise RefusedError(f"{taken.source.name} was redacted: “tracker history” says by whom and why.")
        content = self._store.kept_file(taken.source.sha256)
        if content is None:
            raise RefusedError(f"{taken.source.name} was taken in without keeping the file itself.")
        return content
