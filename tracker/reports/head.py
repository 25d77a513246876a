"""The head block of a council paper, as released papers carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.calendar import full_day_words
from tracker.domain.words import day_words, one_line
from tracker.reports.model import Head, HeadLine, Scope
from tracker.reports.numbering import ANNEXES, annex_words, referring

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from tracker.reports.material import Material
    from tracker.reports.model import Section
    from tracker.reports.order import Subject

_FOI = (
    "This paper, its annexes and attachments may be subject to a request under the Freedom of Information "
    "Act 2000."
)
ILLUSTRATIVE = "ILLUSTRATIVE DATA: the updates of this plan are made up and are not real returns."


def make_head(material: Material, subject: Subject, marking: str, sections: Sequence[Section]) -> Head:
    """The head block; a line of which the plan says nothing is left out."""
    lines = [HeadLine(label, one_line(text)) for label, text in _lines(material, marking) if text]
    attached = _attachments(sections) if subject.scope is Scope.PLAN else ""
    if attached:
        lines.append(HeadLine("Attachments @ para", attached))
    return Head(
        body=one_line(material.plan.paper.council),
        title=title(material, subject),
        subtitle=_subtitle(material),
        lines=tuple(lines),
        notices=tuple(_notices(material)),
        unsaid=tuple(_unsaid(material)),
    )


def title(material: Material, subject: Subject) -> str:
    """The paper's title: the plan's, and whom it is about."""
    about = {
        Scope.PLAN: "status report",
        Scope.REGION: f"{subject.key} region",
        Scope.FORCE: material.name(subject.key) if subject.scope is Scope.FORCE else "",
    }
    return f"{one_line(material.plan.title)} – {one_line(about[subject.scope])}"


def created_on(material: Material) -> date:
    """The date of the head block: the one asked for, else the day looked from."""
    return material.order.created or material.as_of


def _unsaid(material: Material) -> list[str]:
    """The lines of the head block for which nothing was said, by their keys in the plan file."""
    paper = material.plan.paper
    said = {
        "agenda_item": material.order.agenda_item or paper.agenda_item,
        "author": paper.author,
        "organisation": paper.organisation,
        "committee": paper.committee,
        "portfolio": paper.portfolio,
    }
    if material.published is not None:
        del said["author"]
    return [key for key, text in said.items() if not text]


def _subtitle(material: Material) -> str:
    item = material.order.agenda_item or material.plan.paper.agenda_item
    if material.order.council is None:
        day = f"Position as at {full_day_words(material.as_of)}"
    else:
        day = full_day_words(material.order.council)
    return f"{day} / Agenda item: {one_line(item)}" if item else day


def _lines(material: Material, marking: str) -> Iterator[tuple[str, str | None]]:
    paper = material.plan.paper
    yield "Security classification", marking
    yield "Freedom of information (FOI)", paper.foi or _FOI
    yield "Author", None if material.published else paper.author or material.plan.owner
    yield "Force/organisation", paper.organisation
    yield "Date created", full_day_words(created_on(material))
    yield "Coordination committee", paper.committee
    yield "Portfolio", paper.portfolio


def _attachments(sections: Sequence[Section]) -> str:
    """Each annex with the paragraphs that refer to it: “Annex A @ 4.2”."""
    main = [section for section in sections if section.number.isdigit()]
    named = {annex_words(annex): referring(main, annex_words(annex)) for annex in ANNEXES}
    return "; ".join(f"{annex} @ {', '.join(numbers)}" for annex, numbers in named.items() if numbers)


def _notices(material: Material) -> Iterator[str]:
    if material.plan.illustrative:
        yield ILLUSTRATIVE
    if material.published is not None:
        yield from material.published.sentences
    council, end = material.order.council, material.end.recorded_at.date()
    if council is not None and material.board.known_at is None and end < council:
        yield (
            f"Made with what was recorded by {day_words(end)}: the position as at {day_words(council)} if "
            "nothing more is reported."
        )
    if material.board.before_first_version:
        yield (
            f"The plan was first recorded on {day_words(material.first_recorded)}, later than what this "
            "paper looks with: its first version stands in."
        )
