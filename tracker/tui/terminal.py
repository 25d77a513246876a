"""What a terminal can show, by what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.tui.themes import DARK, MONOCHROME, TERMINAL

if TYPE_CHECKING:
    from tracker.tui.themes import Look

#: Consoles and teletypes whose fonts have little more than letters.
_PLAIN_FONTS = ("linux", "dumb", "ansi", "cons", "vt", "sun", "wsvt")


def look_of(colours: str | None) -> Look:
    """The look for a terminal with so many colours: None, ``standard`` (16), ``256`` or ``truecolor``."""
    if colours is None:
        return MONOCHROME
    return TERMINAL if colours == "standard" else DARK


def has_signs(term: str, encoding: str) -> bool:
    """Whether the signs can be written in this encoding and are in this terminal's font."""
    return encoding.lower().replace("-", "").replace("_", "") == "utf8" and not term.startswith(_PLAIN_FONTS)
