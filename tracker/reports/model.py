"""The one report model: what a status report says, made once and read by every format.

The builder makes it (:mod:`tracker.reports.building`); a renderer turns it into bytes
(:mod:`tracker.reports.formats`). Nothing in it depends on a clock, a locale or a time zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.domain.statistics.disclosure import Disclosure
from tracker.reports.blocks import Block
from tracker.reports.sheets import Sheets


class Scope(StrEnum):
    """What a report is about."""

    PLAN = "plan"
    REGION = "region"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One line of the head block: “Author: …”."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head block of a council paper, in the order in which its lines stand.

    ``body`` is who meets (“Chief Constables' Council”), ``title`` the paper's, ``subtitle`` its day and
    agenda item. ``notices`` stand below, before the first section: that the data are made up, that the
    council is still to come. ``unsaid`` are the keys of ``paper`` in the plan file that say nothing, so that
    their lines are left out.
    """

    body: str
    title: str
    subtitle: str
    lines: tuple[HeadLine, ...]
    notices: tuple[str, ...]
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section, an annex, or a part of an annex.

    ``id`` is unique in the report, in lower case with hyphens: an anchor. ``number`` is “1”, “A” or “A3”;
    ``heading`` is what is printed: “1. Summary”, “Annex A. Commitment by commitment”. ``parts`` follow
    after ``blocks``. A section that ``starts_page`` begins a page of its own on paper.
    """

    id: str
    number: str
    title: str
    heading: str
    blocks: tuple[Block, ...]
    parts: tuple[Section, ...] = ()
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """The two clocks and the plan version a report looks with.

    ``known_at`` is None for all that is known now. ``words`` says it as one line.
    """

    as_of: date
    known_at: datetime | None
    plan_version: int
    before_first_version: bool
    council: date | None
    previous_council: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Proof:
    """The end of the ledger that the report was made from: its last number, the chain's head after it.

    ``command`` is the line that proves that it still stands.
    """

    ledger: int
    head: str
    command: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    ``marking`` is printed on every page, at its head and its foot. ``footer`` stands beside it: what this is
    and from which state of the ledger. ``created`` is the head block's date, never the clock's.
    ``tracker`` is the version that made it; ``plan`` and ``subject`` name what it is about: the plan's id,
    and the force's slug or the region's name where ``scope`` says so, else empty. ``published`` says by
    which method it was made ready for the public: what must not be told is not in it.
    """

    tracker: str
    plan: str
    plan_title: str
    scope: Scope
    subject: str
    illustrative: bool
    marking: str
    footer: str
    created: date
    looked: Looked
    head: Head
    sections: tuple[Section, ...]
    sheets: Sheets
    proof: Proof
    published: Disclosure | None = None
