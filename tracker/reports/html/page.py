"""The page: the templates beside this file, with every text of the report escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from tracker.domain.words import day_words, number, shown
from tracker.reports.html import pieces
from tracker.reports.html.style import policy, style_of

if TYPE_CHECKING:
    from tracker.reports.model import Report


def page(report: Report) -> str:
    """The whole page as text."""
    style = style_of(report.marking)
    template = _environment().get_template("report.html.jinja")
    return template.render(report=report, style=Markup(style), policy=policy(style))  # noqa: S704 - our own


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        finalize=_shown,
        loader=FileSystemLoader(Path(__file__).parent),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"day": day_words, "number": number}
    environment.globals |= {
        "mark": pieces.mark,
        "letter": pieces.letter,
        "picture": pieces.picture,
        "trend": pieces.trend,
        "bars": pieces.bars,
    }
    return environment


def _shown(value: object) -> object:
    """Controls and direction marks are stripped from every text, whatever template it stands in."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value
