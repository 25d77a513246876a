"""The forces where they lie, a tile each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status_colour import COLOURS, INK
from tracker.reports.charts.drawing import Drawing, Style, clipped
from tracker.reports.charts.marks import LEGEND_LINE, Box, draw_legend, draw_marks

if TYPE_CHECKING:
    from tracker.reports.blocks import Tile, TileMap

_TILE, _PITCH = 46.0, 49.0
_BOX = Box(_TILE, _TILE, rise=16, letter=12)
_EDGE = 2.0
_LEGEND = 150.0


def tile_map(block: TileMap) -> str:
    """The map as SVG: the abbreviation over sign and letter in every tile, and the key beside it."""
    north = min((tile.row for tile in block.tiles), default=0)
    west = min((tile.column for tile in block.tiles), default=0)
    down = max((tile.row for tile in block.tiles), default=0) - north + 1
    across = max((tile.column for tile in block.tiles), default=0) - west + 1
    height = max(down * _PITCH, len(block.legend) * LEGEND_LINE) + _EDGE
    drawing = Drawing(across * _PITCH + _LEGEND, height, block.description)
    places = [
        (tile, _EDGE + (tile.column - west) * _PITCH, _EDGE + (tile.row - north) * _PITCH)
        for tile in block.tiles
    ]
    draw_marks(drawing, ((tile.mark, x, y) for tile, x, y in places), _BOX)
    for tile, x, y in places:
        _draw_name(drawing, tile, x, y)
    draw_legend(drawing, block.legend, across * _PITCH + 14, _EDGE)
    return drawing.svg()


def _draw_name(drawing: Drawing, tile: Tile, x: float, y: float) -> None:
    style: Style = {"fill": INK} if tile.mark.status in COLOURS else {}
    words = clipped(tile.abbreviation, 6)
    drawing.text(x + _TILE / 2, y + 18, words, text_anchor="middle", font_size=11, **style)
