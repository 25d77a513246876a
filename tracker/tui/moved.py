"""How a movement is written on screen: an arrow, the statuses before and after, the working of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.movement import Kind
from tracker.domain.movement_words import sentence, sighting_words
from tracker.domain.words import shown
from tracker.tui.badge import badge
from tracker.tui.explain import working
from tracker.tui.palette import STYLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.causes import Standing
    from tracker.domain.movement import Movement, Movements, Sighting
    from tracker.workspace import CellView

#: An upward triangle is amber's own sign: movement has arrows.
ARROWS = {Kind.WORSENED: "↓", Kind.IMPROVED: "↑"}


@dataclass(frozen=True)
class SinceCouncil:
    """What moved since the last council."""

    arrows: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The arrow of every cell that improved or worsened."""

    kinds: Mapping[tuple[str, Kind], int] = field(default_factory=dict)
    """How many cells of a force improved, and how many worsened."""

    change: Mapping[str, float] = field(default_factory=dict)
    """By how much the performance of a force's cells moved, all together."""

    def words(self, force: str) -> str:
        """The counts of a force as its row says them: "↓3 ↑1"."""
        counts = ((arrow, self.kinds.get((force, kind), 0)) for kind, arrow in ARROWS.items())
        return " ".join(f"{arrow}{count}" for arrow, count in counts if count)

    def place(self, force: str) -> tuple[int, int, float]:
        """What a force is put in order by, the worst mover first: more cells worse than better, then more
        cells worse, then the performance that was lost."""
        worse, better = (self.kinds.get((force, kind), 0) for kind in (Kind.WORSENED, Kind.IMPROVED))
        return better - worse, -worse, round(self.change.get(force, 0.0), 9)


def since_council(found: Movements) -> SinceCouncil:
    """What the board shows of a comparison with the council before its day."""
    change: dict[str, float] = defaultdict(float)
    for move in found.moves:
        change[move.force] += move.change or 0.0
    moved = [move for move in found.moves if move.kind in ARROWS]
    arrows = {(move.force, move.commitment): ARROWS[move.kind] for move in moved}
    return SinceCouncil(arrows, Counter((move.force, move.kind) for move in moved), change)


def statuses(move: Movement) -> Text:
    """Sign and letter before and after on their colours: "▲ A → ● G"; one where they are the same."""
    old, new = _badge(move.before), _badge(move.after)
    if not old.plain or not new.plain or old.plain == new.plain:
        return new if new.plain else old
    return Text.assemble(old, " → ", new)


def _badge(standing: Standing | None) -> Text:
    if standing is None:
        return Text("")
    words = badge(standing.status, four_point=standing.commitment.thresholds.four_point).strip()
    return Text(f" {words} ", style=STYLES[standing.status])


def both_workings(found: Movements, move: Movement, views: tuple[CellView | None, CellView | None]) -> Text:
    """What happened to a cell, then its whole working at A and at B."""
    text = Text(shown(sentence(move, found.forces[move.force].name)))
    for name, sighting, view in zip("AB", (found.a, found.b), views, strict=True):
        text.append(f"\n\n{name}: {sighting_words(sighting)}\n", style="bold reverse")
        if view is None:
            text.append("The plan then had no such cell.")
        else:
            text.append_text(working(view))
    return text


def has_cell(sighting: Sighting, move: Movement) -> bool:
    """Whether the plan of a sighting has the cell."""
    return any(c.id == move.commitment and move.force in c.forces for c in sighting.plan.commitments)
