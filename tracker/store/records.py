"""What the store gives and takes beside the domain's own drafts and updates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.history_filter import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from tracker.domain.redaction import Redaction
    from tracker.domain.update import Receipt, Source, Update


@dataclass(frozen=True)
class VersionDraft:
    """A plan version before it is recorded.

    ``source_text`` is the YAML as written, ``files`` the text of each file it referred to by name, and
    ``record`` the resolved plan as canonical JSON: what a board is computed from, without the files.
    """

    plan_id: str
    title: str
    reason: str
    source_text: str
    files: Mapping[str, str]
    record: str


@dataclass(frozen=True)
class PlanVersion:
    """A recorded plan version; ``seq`` is its place in the ledger, ``hash`` the chain's head after it."""

    version: int
    seq: int
    recorded_at: datetime
    author: str
    reason: str
    source_text: str
    files: Mapping[str, str]
    record: str
    hash: str
    plan_id: str
    title: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """What the ledger knows of one cell as of a day.

    ``update`` is the latest update with a value or a state; ``valueless`` a later one that has neither
    (not available, not applicable, confidential). Their free texts are not loaded.
    """

    update: Update | None
    valueless: Update | None


@dataclass(frozen=True)
class UpdateEntry:
    """An update as the history shows it.

    ``corrects`` is the value known just before it for the same as-at date, without its texts, if there was
    one. ``withdrawn`` says that a withdrawal stands over it, by all that is known now: its texts are then
    hidden, whenever the history is looked at from. ``redactions`` are those made for its sake, oldest first.
    """

    update: Update
    corrects: Update | None
    withdrawn: bool
    redactions: tuple[Redaction, ...] = ()

    @property
    def kind(self) -> EntryKind:
        """Whether it withdrew, corrected, or said something new."""
        if self.update.draft.withdrawal:
            return EntryKind.WITHDRAWAL
        return EntryKind.CORRECTION if self.corrects else EntryKind.UPDATE


@dataclass(frozen=True)
class ToRedact:
    """What a redaction would take out.

    ``texts`` are the texts by field; ``files`` the kept files that go with them (name, SHA-256, size in
    bytes), ``reports`` the SHA-256 of issued reports in which the words are replaced. ``elsewhere`` are
    number and field of other texts that hold the same words and stay. ``before`` are earlier redactions.
    """

    update: Update
    texts: Mapping[str, str]
    files: tuple[tuple[str, str, int], ...]
    reports: tuple[str, ...]
    elsewhere: tuple[tuple[int, str], ...]
    before: tuple[Redaction, ...]


@dataclass(frozen=True)
class Redacted:
    """What a redaction took out, and its entries in the ledger: none where all was redacted before.

    ``wiped`` is False where the old words may still stand in unused parts of the file.
    """

    done: ToRedact
    entries: tuple[Redaction, ...]
    wiped: bool


@dataclass(frozen=True)
class ExportMade:
    """What an export holds: the ledger up to number ``entries`` with the chain's ``head``."""

    entries: int
    head: str
    files: int


@dataclass(frozen=True)
class AppendResult:
    """What a long append wrote: ``count`` updates, numbered from ``first_seq`` to ``last.seq``."""

    count: int
    first_seq: int
    last: Receipt


@dataclass(frozen=True)
class Intake:
    """A checked file on its way into the ledger.

    ``content`` is the file itself where it is to be kept. The check was made when the ledger ended at
    ``checked_at`` and touches ``cells``: if any of these, or the plan, changed since, it no longer holds.
    """

    source: Source
    content: bytes | None
    unchanged: int
    refused: int
    checked_at: int
    cells: AbstractSet[tuple[str, str]]


@dataclass(frozen=True)
class Import:
    """A file as it was taken in: updates ``first_seq`` to ``last_seq`` are from it. ``size`` is that of the
    kept file in bytes, None where it was not kept; ``redacted`` that it was taken out since."""

    source: Source
    recorded_at: datetime
    author: str
    first_seq: int
    last_seq: int
    unchanged: int
    refused: int
    size: int | None
    redacted: bool


@dataclass(frozen=True)
class ImportEntry:
    """A file that was taken in, as the history shows it: how many of its updates were the first word about
    their date, corrected another, or withdrew one."""

    taken: Import
    new: int
    corrected: int
    withdrawn: int


#: One line of the history.
Entry: TypeAlias = "UpdateEntry | PlanVersion | ImportEntry | Redaction"


@dataclass(frozen=True)
class Verification:
    """What checking a whole database found.

    ``problems`` are sentences, empty when ``ok``. ``entries`` is the number of rows in the chain and
    ``head`` the hash of its last. ``head_found_at`` is the ledger number of the hash that was asked for.
    """

    ok: bool
    problems: list[str]
    entries: int
    head: str
    head_found_at: int | None
