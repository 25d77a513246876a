"""A status in a picture: its colour, with its letter and its sign, which are drawn and need no font."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS, INK
from tracker.reports.charts.drawing import QUIET, Style, box, step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.reports.blocks import Mark
    from tracker.reports.charts.drawing import Drawing

#: The line around a coloured shape, which keeps its edge against paper of any shade.
EDGE: Style = {"stroke": INK, "stroke_opacity": 0.45, "stroke_width": 0.6}
_UNCOLOURED: Style = {"fill": "none", "stroke": "currentColor", "stroke_opacity": 0.35, "stroke_width": 0.6}
_LETTER_SIZE = 9.0
LEGEND_LINE = 19.0


def sign(status: Status, x: float, y: float, radius: float) -> str:
    """The path of a status's sign about a point; empty where the status has none."""
    r = radius
    if status is Status.GREEN:
        half = step("a", r, r, 0, 1, 0)
        return step("M", x - r, y) + half + step("", 2 * r, 0) + half + step("", -2 * r, 0) + "z"
    if status is Status.RED:
        return box(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r)
    if status is Status.AMBER:
        return step("M", x, y - r) + step("l", 1.1 * r, 1.9 * r) + step("h", -2.2 * r) + "z"
    if status is Status.AMBER_RED:
        corners = ((r * 1.15, r * 1.15), (-r * 1.15, r * 1.15), (-r * 1.15, -r * 1.15))
        return step("M", x, y - r * 1.15) + "".join(step("l", dx, dy) for dx, dy in corners) + "z"
    if status is Status.COMPLETE:
        tick = ((0.75 * r, 0.8 * r), (1.35 * r, -1.75 * r), (-0.42 * r, -0.32 * r), (-1.0 * r, 1.3 * r))
        start = step("M", x - 1.0 * r, y + 0.1 * r)
        back = step("l", -0.34 * r, -0.38 * r)
        return start + "".join(step("l", dx, dy) for dx, dy in tick) + back + "z"
    if status is Status.STALE:
        return "".join(box(x + dx * r - 0.35, y + dy * r - 0.35, 0.9, 0.9) for dx, dy in _RING)
    return ""


#: Eight dots in a ring.
_RING = ((1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71))


@dataclass(frozen=True, slots=True)
class Box:
    """The boxes of marks: their size, and how high above their foot the middle of sign and letter is."""

    width: float
    height: float
    rise: float
    letter: float = _LETTER_SIZE

    @classmethod
    def flat(cls, width: float, height: float) -> Box:
        """A box that holds sign and letter alone."""
        return cls(width, height, height / 2, min(_LETTER_SIZE, height * 0.68))


def draw_marks(drawing: Drawing, places: Iterable[tuple[Mark, float, float]], boxes: Box) -> None:
    """Marks by the upper left corners of their boxes: sign to the left, letter to the right.

    All boxes, and all signs, of one status are a single element, so that a map of thousands stays small.
    """
    placed = list(places)
    for status in dict.fromkeys(mark.status for mark, _, _ in placed):
        own = [(x, y) for mark, x, y in placed if mark.status is status]
        style: Style = {"fill": COLOURS[status], **EDGE} if status in COLOURS else _UNCOLOURED
        drawing.path((box(x, y, boxes.width, boxes.height) for x, y in own), **style)
        beside = (boxes.width * 0.5 - boxes.letter * 0.72, boxes.height - boxes.rise)
        signs = (sign(status, x + beside[0], y + beside[1], boxes.letter * 0.36) for x, y in own)
        drawing.path(signs, fill=INK)
    for mark, x, y in placed:
        _draw_letter(drawing, mark, x + boxes.width / 2, y + boxes.height - boxes.rise, boxes.letter)


def _draw_letter(drawing: Drawing, mark: Mark, middle: float, y: float, size: float) -> None:
    own = size * (1, 1, 0.9, 0.78)[min(len(mark.letter), 3)]
    x = middle + size * 0.5 if mark.sign.strip() else middle
    style: Style = {"font_size": own, "font_weight": "bold", "text_anchor": "middle"}
    style |= {"fill": INK} if mark.status in COLOURS else {"fill_opacity": QUIET}
    drawing.text(x, y + own * 0.36, mark.letter, **style)


def draw_legend(drawing: Drawing, marks: Sequence[Mark], x: float, y: float) -> None:
    """The key to marks, one below the other, ``LEGEND_LINE`` apart."""
    places = [(mark, x, y + LEGEND_LINE * place) for place, mark in enumerate(marks)]
    draw_marks(drawing, places, Box.flat(26, 14))
    for mark, _, top in places:
        drawing.text(x + 33, top + 11, mark.status.meaning)
