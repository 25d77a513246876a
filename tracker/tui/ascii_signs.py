"""Whatever is drawn, in ASCII alone: for terminals whose font or encoding has nothing else."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

from tracker.domain.status import Status

if TYPE_CHECKING:
    from textual.color import Color

#: What the screens draw themselves; everything else loses its accents, or becomes a question mark.
_OWN = {
    **{status.sign: status.ascii_sign for status in Status},
    "·": ".",
    "•": ".",
    "…": "~",
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "x",
    "÷": "/",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
    "↗": "/",
    "↘": "\\",
    "▸": "+",
    "▾": "-",
    "▶": ">",
    "▼": "v",
    "◀": "<",
    "○": "o",
    "⏎": "~",
    "≥": ">",
    "≤": "<",
    **dict(zip("▁▂▃▄▅▆▇█", "_.,-=+*#", strict=True)),
    **dict.fromkeys("─━═╌┄┈╴╶▔▁╍┅", "-"),
    **dict.fromkeys("│┃║╎┆┊▏▎▍▌▐▕╵╷", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╔╗╚╝╠╣╦╩╬┏┓┗┛▛▜▙▟", "+"),
    **dict.fromkeys("░▒▓", ":"),
}


class _Table(dict[int, str]):
    """A translation table that works each character out once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = char if code < 128 else _OWN.get(char) or _plain(char)
        self[code] = found
        return found


def _plain(char: str) -> str:
    """ASCII of the same width: the letter without its accents, else question marks."""
    letters = unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    width = cell_len(char)
    return letters if len(letters) == width else "?" * width


_TABLE = _Table()


class AsciiSigns(LineFilter):
    """Translates every line before it goes to the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments in ASCII, each as wide as before."""
        return [Segment(text.translate(_TABLE), style, control) for text, style, control in segments]
