"""An SVG picture, put together element by element; any text goes in as text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.words import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

#: SVG attributes, with ``_`` for ``-``.
Style: TypeAlias = dict[str, str | float]

#: The size of words unless they say another.
TEXT_SIZE = 11.0
#: How strongly what stands behind the data is drawn.
FAINT = 0.2
QUIET = 0.68


class Drawing:
    """A picture of a given size, in units of its own; ``description`` is its alternative text, and without
    one it is ornament.

    Styles are SVG attributes, with ``_`` for ``-``. Lines, and words without a fill, are in the colour of
    the text around the picture.
    """

    def __init__(self, width: float, height: float, description: str) -> None:
        size = f"{digits(width)} {digits(height)}"
        self._parts: list[str] = []
        self._parts.append(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{digits(width)}"'
            f' height="{digits(height)}" {_read_as(description)}'
            f' font-family="sans-serif" font-size="{digits(TEXT_SIZE)}" fill="currentColor">'
        )

    def rect(self, x: float, y: float, width: float, height: float, **style: str | float) -> None:
        """A rectangle by its upper left corner."""
        self._add("rect", x=x, y=y, width=width, height=height, **style)

    def line(self, x1: float, y1: float, x2: float, y2: float, **style: str | float) -> None:
        """A straight line."""
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, **{"stroke": "currentColor", **style})

    def circle(self, x: float, y: float, radius: float, **style: str | float) -> None:
        """A circle by its middle."""
        self._add("circle", cx=x, cy=y, r=radius, **style)

    def path(self, steps: Iterable[str], **style: str | float) -> None:
        """A path by its steps; nothing where there are none."""
        if words := "".join(steps):
            self._add("path", d=words, **style)

    def text(self, x: float, y: float, words: str, **style: str | float) -> None:
        """Words that begin at a point on their base line, or end there, or lie about it (``text_anchor``)."""
        self._parts.append(
            f"<text{_attributes(x=x, y=y, **style)}>{escape(one_line(words), quote=False)}</text>"
        )

    def svg(self) -> str:
        """The picture as text."""
        return "".join((*self._parts, "</svg>"))

    def _add(self, name: str, **attributes: str | float) -> None:
        self._parts.append(f"<{name}{_attributes(**attributes)}/>")


def _read_as(description: str) -> str:
    return f'role="img" aria-label="{escape(one_line(description))}"' if description else 'aria-hidden="true"'


def _attributes(**attributes: str | float) -> str:
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{value if isinstance(value, str) else digits(value)}"'
        for name, value in attributes.items()
    )


def digits(value: float) -> str:
    """A number as it is written into a picture: two decimals at the most, none where none are needed."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def step(letter: str, *numbers: float) -> str:
    """One step of a path: ``M3 4``."""
    return letter + " ".join(digits(number) for number in numbers)


def box(x: float, y: float, width: float, height: float) -> str:
    """A rectangle as a part of a path, for many of one style in a single element."""
    return step("M", x, y) + step("h", width) + step("v", height) + step("h", -width) + "z"


def clipped(words: str, most: int) -> str:
    """Words on one line with no more characters than have room."""
    line = one_line(words)
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
