"""The help: what each key does on the screen one is on, and what each sign means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from tracker.domain.statistics.icons import MEANINGS
from tracker.domain.status import Status
from tracker.tui.badge import badge_text
from tracker.tui.widgets.key_bar import key_words

if TYPE_CHECKING:
    from textual.screen import Screen

    from tracker.domain.board import Board


_FILTER = (
    "\nThe history's filter is words, all of which must hold. A force or a commitment by its name; by: an "
    "author; text: a word of a note, a cause, an action or a reason; kind: update, correction, withdrawal, "
    "redaction, import or plan; source: a file's name; since: and until: a day of recording. Quotes hold "
    "words together.\n"
)


def help_words(board: Board, screen: Screen[Any]) -> Text:
    """The keys that do something on a screen, then the statuses with their meaning."""
    text = Text()
    keys = {words: " ".join(shown) for words, shown in _keys(screen).items()}
    wide = max(map(cell_len, keys.values()), default=0)
    for words, shown in keys.items():
        text.append(set_cell_size(shown, wide + 2), style="bold")
        text.append(f"{words}\n")
    text.append("\n")
    for status in Status:
        if status is Status.AMBER_RED and not board.plan.four_point:
            continue
        text.append_text(badge_text(status, four_point=board.plan.four_point))
        text.append(f"  {status.meaning}\n")
    text.append("!  the force says better than the rule computes\n")
    text.append("~  a shortfall is accepted for a time; the original target is always shown\n")
    text.append("↓↑ worse or better than at the last council, as it was known then\n")
    text.append("\nHow values vary over time (v on the board), in letters of the NHS's icons:\n")
    for sign, meaning in MEANINGS:
        text.append(set_cell_size(sign, 7), style="bold")
        text.append(f"{meaning}\n")
    text.append(_FILTER)
    text.append("\nEvery rule is written down in docs/rules.md.")
    return text


def _keys(screen: Screen[Any]) -> dict[str, list[str]]:
    """What each action does, and its keys, in the order in which a screen names them."""
    found: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if active.enabled and binding.tooltip:  # what has none comes with every widget
            shown = found.setdefault(binding.tooltip, [])
            key = key_words(binding.key, binding.key_display)
            if key not in shown:
                shown.append(key)
    return found
