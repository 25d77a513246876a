"""What the numbers can bear, in the words of the screens: a line a figure, or each with what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.cell_view import CellView
    from tracker.domain.statistics.figures import Figure

ESTIMATE = "Estimate [e]"
#: What a panel shows of a cell, and of these what says why where there is none.
_OF_CELL = ("variation", "assurance", "forecast", "pace")
#: The same of a commitment, what matters most to a reader first.
_OF_COMMITMENT = ("estimate", "forecast", "between_forces", "consistency", "variation", "pace")
_REASONED = ("estimate", "variation", "forecast")
#: A panel has little room for a name.
_SHORT = {"estimate": ESTIMATE, "variation": "Over time", "between_forces": "Between forces"}
LABEL = "bold"


def figures_of(view: CellView) -> tuple[Figure, ...]:
    """The figures of a cell, off the thread that draws: what they are worked out with is slow to load."""
    from tracker.domain.statistics.figures import cell_figures

    return cell_figures(view)


def cell_lines(figures: Sequence[Figure]) -> Iterator[tuple[str, str]]:
    """A name and a sentence for each figure that a panel shows of a cell."""
    return _lines(figures, _OF_CELL)


def commitment_figure_lines(figures: Sequence[Figure]) -> list[tuple[str, str]]:
    """The same of a commitment, what matters most first."""
    return list(_lines(figures, _OF_COMMITMENT))


def _lines(figures: Sequence[Figure], wanted: Sequence[str]) -> Iterator[tuple[str, str]]:
    by_key = {figure.key: figure for figure in figures}
    for key in wanted:
        figure = by_key.get(key)
        if figure is not None and (figure.is_given or key in _REASONED):
            yield _SHORT.get(key, figure.name), figure.sentence


def whole_figures(figures: Sequence[Figure]) -> Text:
    """Every figure with its sentence, what it means and what it does not, or why there is none."""
    text = Text()
    text.append("What the numbers can bear", style="bold reverse")
    if not figures:
        text.append("\nNothing: a milestone has states, not numbers.")
    for figure in figures:
        text.append(f"\n\n{figure.name}\n", style=LABEL)
        text.append(shown(figure.sentence))
        if figure.is_given:
            text.append(f"\n{figure.method.means} {figure.method.does_not_mean}")
    return text
