"""Checking a return before anything is written: what each row would do, what is wrong, what looks odd.

The check reads the file once, holds every row against the plan, the ledger and the rows before it, and keeps
the good rows packed, so that taking the return in afterwards needs no second reading.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar

from tracker.domain.draft_check import problems_of, value_of_parts
from tracker.domain.draft_questions import questions_of
from tracker.domain.errors import RefusedError
from tracker.domain.force import UnknownForceError
from tracker.domain.update import Draft
from tracker.returns.files import read_file
from tracker.returns.known import content_key, old_value
from tracker.returns.packed import Packed
from tracker.returns.row import Problem, ReadReturn, Row
from tracker.returns.shapes import read_return

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from tracker.domain.force import Register
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.update import Receipt
    from tracker.returns.files import ReturnFile
    from tracker.returns.known import KnownCell, OldValue
    from tracker.returns.workbook import WorkbookReader

    Cell: TypeAlias = tuple[ForceSlug, CommitmentId]
    #: Called now and then with the rows done and about how many there are; what it raises stops the work.
    Progress: TypeAlias = Callable[[int, int], None]

#: So many problems, questions and corrections of one file are told; the rest are counted.
MOST_LISTED = 50
#: A file of which more rows are refused is not read to its end.
MOST_REFUSED = 5_000
_PROGRESS_EVERY = 1_000


class ChangeKind(StrEnum):
    """What one row of a return does to the ledger."""

    NEW = "new"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One good row and what it does; ``old`` is what stood for its date before."""

    where: str
    kind: ChangeKind
    draft: Draft
    old: OldValue = None


@dataclass(frozen=True, slots=True)
class Question(Problem):
    """Something odd, which asks for a comment; ``is_answered`` where the row has a note already."""

    is_answered: bool = False


@dataclass(frozen=True, slots=True)
class TakenBefore:
    """When, and by whom, the same file was taken in whole before."""

    recorded_at: datetime
    author: str


_Found = TypeVar("_Found", bound=Problem)


@dataclass
class Listed(Generic[_Found]):
    """Many, of which the first are at hand."""

    first: list[_Found] = field(default_factory=list)
    _all: Packed[_Found] = field(default_factory=Packed)

    def add(self, problem: _Found) -> None:
        """Add one to the end."""
        self._all.append(problem)
        if len(self.first) < MOST_LISTED:
            self.first.append(problem)

    def __iter__(self) -> Iterator[_Found]:
        return iter(self._all)

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self._all)


class ReturnCheck:
    """What taking a return in would do. Nothing was written.

    ``refused`` holds every row that cannot be taken, ``problems`` what is wrong with them and with the file
    as a whole, by place. ``cells`` are those that its good rows touch.
    """

    def __init__(self, file: ReturnFile, shape: str) -> None:
        self.file = file
        self.shape = shape
        self.remarks: list[str] = []
        self.counts: Counter[ChangeKind] = Counter()
        self.problems: Listed[Problem] = Listed()
        self.questions: Listed[Question] = Listed()
        self.corrections: list[RowChange] = []
        self.refused: Packed[Row] = Packed()
        self.cells: set[Cell] = set()
        self.taken_before: TakenBefore | None = None
        self.is_sound = True
        #: The ledger's end when the check was made, and the mapping file it was made with.
        self.checked_at = 0
        self.mapping: Path | None = None
        self._changes: Packed[tuple[str, str, OldValue, tuple[object, ...]]] = Packed()

    @property
    def name(self) -> str:
        """The file's name."""
        return self.file.name

    @property
    def count_unchanged(self) -> int:
        """How many rows say what the ledger knows already."""
        return self.counts[ChangeKind.UNCHANGED]

    @property
    def corrected(self) -> int:
        """How many rows correct or withdraw what stands."""
        return self.counts[ChangeKind.CORRECTED] + self.counts[ChangeKind.WITHDRAWN]

    @property
    def fresh(self) -> int:
        """How many updates the good rows add."""
        return self.counts.total() - self.count_unchanged

    def changes(self) -> Iterator[RowChange]:
        """Every good row in the order of the file."""
        for where, kind, old, content in self._changes:
            yield RowChange(where, ChangeKind(kind), Draft(*content), old)  # type: ignore[arg-type]

    def drafts(self, progress: Progress | None = None) -> Iterator[Draft]:
        """The updates that the good rows add, in the order of the file."""
        for done, (_, kind, _, content) in enumerate(self._changes):
            if progress and done % _PROGRESS_EVERY == 0:
                progress(done, len(self._changes))
            if kind != ChangeKind.UNCHANGED.value:
                yield Draft(*content)  # type: ignore[arg-type]

    def refusal(self) -> RefusedError:
        """Everything that is wrong, by file and place."""
        listed = dict.fromkeys(f"{self.name}:{place(each)}{each.message}" for each in self.problems.first)
        rest = self.problems.count - len(self.problems.first)
        return RefusedError([*listed, f"{self.name}: and {rest:,} more problems."] if rest else listed)

    def add(self, change: RowChange) -> None:
        """Note what a good row does."""
        self.counts[change.kind] += 1
        if change.kind is not ChangeKind.UNCHANGED:
            self.cells.add((change.draft.force, change.draft.commitment))
        if (
            change.kind in (ChangeKind.CORRECTED, ChangeKind.WITHDRAWN)
            and len(self.corrections) < MOST_LISTED
        ):
            self.corrections.append(change)
        self._changes.append((change.where, change.kind.value, change.old, _CONTENT(change.draft)))


_CONTENT = attrgetter(*Draft.__dataclass_fields__)


def place(problem: Problem) -> str:
    """The place of a problem as it stands between a file's name and the sentence."""
    return f"{problem.where}: " if problem.where else " "


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What taking a return in did. ``receipt`` is that of its last row, None where there was nothing to add;
    ``refused_file`` is where the rows that were not taken were written."""

    check: ReturnCheck
    receipt: Receipt | None
    refused_file: Path | None = None

    def count(self, kind: ChangeKind) -> int:
        """How many rows are of a kind."""
        return self.check.counts[kind]


@dataclass(frozen=True)
class Against:
    """What a return is held against: the plan in force, today, and what is known of a cell and a file."""

    plan: Plan
    version: int
    today: date
    known: Callable[[ForceSlug, CommitmentId], KnownCell]
    taken_before: Callable[[str], TakenBefore | None]


def check_return(
    path: Path,
    against: Against,
    workbooks: WorkbookReader,
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> ReturnCheck:
    """Check one file; :class:`TrackerError` where it cannot be read as a return at all."""
    file = read_file(path)
    taken_before = against.taken_before(file.source.sha256)
    if taken_before is not None:
        check = ReturnCheck(file, "a file taken in before")
        check.taken_before = taken_before
        return check
    reading = read_return(file, against.plan, against.version, workbooks, mapping)
    check = ReturnCheck(file, reading.shape)
    check.remarks = reading.remarks
    checker = _Checker(check, reading, against)
    done = 0
    for done, row in enumerate(reading.rows, 1):
        checker.row(row)
        if len(check.refused) > MOST_REFUSED:
            raise _hopeless(check)
        if progress and done % _PROGRESS_EVERY == 0:
            progress(done, max(reading.total, done))
    checker.whole(is_empty=not done)
    if progress:
        progress(done, done)
    return check


def _hopeless(check: ReturnCheck) -> RefusedError:
    stopped = f"More than {MOST_REFUSED:,} rows are refused, so the rest was not read: mend these first."
    return RefusedError([*check.refusal().problems, f"{check.name}: {stopped}"])


class _Checker:
    """Holds the rows of one return against everything, one by one."""

    def __init__(self, check: ReturnCheck, reading: ReadReturn, against: Against) -> None:
        self._check = check
        self._reading = reading
        self._against = against
        self._commitments = {c.id: c for c in against.plan.commitments}
        self._cells: dict[Cell, KnownCell] = {}
        self._named = _force_named_by(check.file.path.stem, against.plan.register)
        self._others: Counter[str] = Counter()

    def row(self, row: Row) -> None:
        """Check a row, and note what it does or why it is refused."""
        draft = row.draft
        if draft is None:
            self._refuse(row, row.problems)
            return
        commitment = self._commitments[draft.commitment]
        if draft.value is None and not commitment.is_milestone and draft.numerator is not None:
            draft = replace(draft, value=value_of_parts(draft, commitment))
        messages = problems_of(draft, commitment, self._against.today)
        key = (draft.force, draft.commitment)
        cell = self._cells.get(key)
        if cell is None:
            cell = self._cells[key] = self._against.known(*key)
        earlier = cell.earlier(draft) if draft.value is not None else []
        same, is_same_day = cell.add(draft, row.number)
        if same is not None:
            messages.append(f"The row says the same force, commitment and date as row {same}.")
        if messages:
            self._refuse(row, [Problem(row.where, message) for message in messages])
            return
        change = _compared(row.where, draft, cell, is_same_day)
        if change is None:
            message = "There is nothing to withdraw: no value stands for this date."
            self._refuse(row, [Problem(row.where, message)])
            return
        self._check.add(change)
        if change.kind is not ChangeKind.UNCHANGED:
            self._ask(row, draft, commitment, earlier)

    def whole(self, *, is_empty: bool) -> None:
        """What is wrong with, or odd about, the return as a whole."""
        problems, questions = self._reading.closing()
        if is_empty:
            problems.append(Problem("", "There is no row of figures in it."))
        for problem in problems:
            self._check.problems.add(problem)
            self._check.is_sound = False
        for question in questions:
            self._check.questions.add(Question(question.where, question.message))
        for other, count in self._others.items():
            rows = "a row in it is" if count == 1 else f"{count:,} rows in it are"
            message = f"The file is named for {self._named}; {rows} for {other}."
            self._check.questions.add(Question("", message))

    def _refuse(self, row: Row, problems: tuple[Problem, ...] | list[Problem]) -> None:
        for problem in problems:
            self._check.problems.add(problem)
        self._check.refused.append(replace(row, draft=None, problems=tuple(problems)))

    def _ask(self, row: Row, draft: Draft, commitment: Commitment, earlier: list[float]) -> None:
        if self._named is not None and draft.force != self._named:
            self._others[draft.force] += 1
        for message in questions_of(draft, commitment, earlier, self._reading.period):
            self._check.questions.add(Question(row.where, message, bool(draft.note)))


def _compared(where: str, draft: Draft, cell: KnownCell, is_same_day: bool) -> RowChange | None:  # noqa: FBT001
    """What a row does; None for a withdrawal where nothing stands."""
    content, old = cell.standing.get(draft.as_at, (None, None))
    is_known = content is not None or is_same_day
    if draft.withdrawal:
        kind = ChangeKind.UNCHANGED if draft.as_at in cell.withdrawn else ChangeKind.WITHDRAWN
        return RowChange(where, kind, draft, old) if is_known or draft.as_at in cell.withdrawn else None
    if draft.published_on is not None:
        if cell.said and content_key(draft) in cell.said:
            return RowChange(where, ChangeKind.UNCHANGED, draft, old_value(draft))
    elif content is not None and content == content_key(draft):
        return RowChange(where, ChangeKind.UNCHANGED, draft, old)
    return RowChange(where, ChangeKind.CORRECTED if is_known else ChangeKind.NEW, draft, old)


def _force_named_by(stem: str, register: Register) -> str | None:
    """The force whose name a file's name begins with: "kent-2015-q2", "Essex Police return"."""
    words = stem.replace("_", " ").replace("-", " ").replace(".", " ").split()
    for length in range(min(len(words), 6), 0, -1):
        try:
            return register.match(" ".join(words[:length])).slug
        except UnknownForceError:
            continue
    return None
