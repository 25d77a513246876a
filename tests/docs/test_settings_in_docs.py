"""Preferences, environment variables and keys: each in the page where one looks for it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields

import pytest
from textual.binding import Binding

import tracker.tui
from tests.docs.pages import ROOT, code_spans, section, text_of
from tracker.tui.preferences import CHOICES, Preferences, variable
from tracker.tui.widgets.key_bar import key_words

PREFERENCES = section("docs/terminal.md", "Preferences")
ON_EVERY_SCREEN = ("docs/terminal.md", "Keys on every screen")
BOARD, CHASING = ("docs/terminal.md", "The board"), ("docs/chasing.md", "On the screen")
IN_THE_BOARD = ("docs/history.md", "In the board")

#: Where the keys of a part of the screens are written down, beside those of every screen.
WRITTEN_IN = {
    "TrackerApp": ON_EVERY_SCREEN,
    "AskScreen": ON_EVERY_SCREEN,
    "ConfirmScreen": ON_EVERY_SCREEN,
    "WordsScreen": ON_EVERY_SCREEN,
    "RowTable": ON_EVERY_SCREEN,
    "Prompt": ON_EVERY_SCREEN,
    "Visiting": BOARD,
    "Wardrobe": BOARD,
    "Updating": BOARD,
    "BoardScreen": BOARD,
    "Grid": BOARD,
    "Touring": ("docs/terminal.md", "The tour"),
    "MapScreen": ("docs/terminal.md", "The map"),
    "TileMap": ("docs/terminal.md", "The map"),
    "CommitmentScreen": ("docs/terminal.md", "A commitment"),
    "RankingTable": ("docs/terminal.md", "A commitment"),
    "ForceScreen": ("docs/terminal.md", "A force"),
    "CommitmentsTable": ("docs/terminal.md", "A force"),
    "UpdateScreen": ("docs/terminal.md", "An update"),
    "ImportScreen": ("docs/terminal.md", "Taking in returns"),
    "ChecksScreen": ("docs/terminal.md", "Taking in returns"),
    "ReportScreen": ("docs/terminal.md", "A report"),
    "WrittenScreen": ("docs/terminal.md", "A report"),
    "DueScreen": CHASING,
    "TwoClocks": IN_THE_BOARD,
    "CompareScreen": IN_THE_BOARD,
    "HistoryScreen": IN_THE_BOARD,
    "ThenScreen": IN_THE_BOARD,
}
#: How a page writes a key that a terminal names otherwise.
IN_WORDS = {
    **dict.fromkeys(("Up", "Down", "Left", "Right"), "arrows"),
    "Alt+LEFT": "Alt+←",
    "Alt+RIGHT": "Alt+→",
}


def bound() -> Iterator[tuple[str, str]]:
    """Every part of the screens with a key of its own."""
    for module in pkgutil.walk_packages(tracker.tui.__path__, "tracker.tui."):
        for name, part in vars(importlib.import_module(module.name)).items():
            if isinstance(part, type) and part.__module__ == module.name and "BINDINGS" in vars(part):
                for binding in Binding.make_bindings(part.__dict__["BINDINGS"]):
                    yield name, key_words(binding.key, binding.key_display)


def keys_in(text: str) -> set[str]:
    """The keys that a text names: what stands in backticks, and words for keys."""
    spans = {word for span in code_spans(text) for word in span.split()}
    return spans | set(re.findall(r"\b(?:Enter|Esc|arrows)\b", text))


@pytest.mark.parametrize("part", sorted({part for part, _ in bound()}))
def test_every_key_is_written_down_where_its_screen_is(part: str) -> None:
    keys = {IN_WORDS.get(key, key) for name, key in bound() if name == part}
    said = keys_in(section(*WRITTEN_IN[part])) | keys_in(section(*ON_EVERY_SCREEN))
    assert keys - said == set()


def test_no_page_is_kept_for_a_screen_that_has_gone() -> None:
    assert set(WRITTEN_IN) == {part for part, _ in bound()}


@pytest.mark.parametrize("name", [field.name for field in fields(Preferences)])
def test_every_preference_its_variable_and_its_choices_are_in_their_table(name: str) -> None:
    assert variable(name) in PREFERENCES
    assert f"`{name} = " in PREFERENCES
    if name != "theme":  # the looks have a section of their own
        assert [each for each in CHOICES.get(name, ()) if each not in PREFERENCES and each != "auto"] == []


def test_every_look_is_in_the_section_of_looks() -> None:
    looks = section("docs/terminal.md", "Looks")
    assert [look for look in CHOICES["theme"] if f"`{look}`" not in looks] == []


def test_every_environment_variable_that_is_read_is_written_down() -> None:
    found: set[str] = set()
    for file in (ROOT / "tracker").rglob("*.py"):
        found.update(re.findall(r'"(TRACKER_[A-Z_]+|NO_COLOR|COLORTERM)"', file.read_text(encoding="utf-8")))
    assert {"TRACKER_DB", "TRACKER_USER", "TRACKER_PREFERENCES", "TRACKER_PASSWORD"} <= found
    pages = "".join(text_of(f"docs/{name}.md") for name in ("commands", "terminal", "serve"))
    assert {name for name in found if name not in pages} == set()
