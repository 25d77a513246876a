"""Pictures as PNG, for formats that hold no drawings: typst turns them, with the fonts that it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Pixels to the inch; a unit of a picture is a 96th of one.
PIXELS_PER_INCH = 192
_PAGES = b"""\
#set page(width: auto, height: auto, margin: 0pt, fill: white)
#for (place, svg) in json(bytes(sys.inputs.pictures)).enumerate() {
  if place > 0 { pagebreak() }
  image(bytes(svg), format: "svg")
}
"""


def pngs_of(pictures: Sequence[str]) -> list[bytes]:
    """A PNG for each SVG, on white; many at once take hardly longer than one. The same on every machine."""
    import json

    import typst

    if not pictures:
        return []
    made = typst.compile(
        _PAGES,
        format="png",
        ppi=PIXELS_PER_INCH,
        ignore_system_fonts=True,
        sys_inputs={"pictures": json.dumps(list(pictures))},
    )
    return [made] if isinstance(made, bytes) else cast("list[bytes]", made)
