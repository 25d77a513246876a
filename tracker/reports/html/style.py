"""The page's style, and the policy that lets it and nothing else be used."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from tracker.domain.status_colour import COLOURS, INK
from tracker.domain.words import one_line


def style_of(marking: str) -> str:
    """The style sheet beside this file, the colours of the statuses, and the marking for printed pages."""
    sheet = Path(__file__).with_name("report.css").read_text("utf-8")
    colours = "".join(
        f".mark.{status.value}{{background:{colour};color:{INK}}}rect.{status.value}{{fill:{colour}}}\n"
        for status, colour in COLOURS.items()
    )
    words = _css_words(one_line(marking))
    pages = f'@page{{@top-center{{content:"{words}"}}@bottom-left{{content:"{words}"}}}}\n'
    return f"{sheet}\n{colours}{pages}"


def policy(style: str) -> str:
    """The content security policy: nothing may be loaded, and only this style be applied."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _css_words(text: str) -> str:
    """A text inside a string of a style sheet: all but letters, digits and spaces by their numbers."""
    return "".join(ch if ch == " " or (ch.isascii() and ch.isalnum()) else f"\\{ord(ch):x} " for ch in text)
