"""Preferences: what a person may choose, read strictly from words, and written as TOML."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from tracker.domain.words import one_line
from tracker.tui.choices import Cells, Density, Drafts, Signs, Sort, Tour
from tracker.tui.themes import LOOKS

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTO = "auto"
#: Longest list of folded regions, and longest name of one, that a file may hold.
_MOST = 100

#: Preference → its choices; ``folded`` has none: it is a list of names.
CHOICES: dict[str, tuple[str, ...]] = {
    "theme": (AUTO, *LOOKS),
    "density": tuple(Density),
    "signs": tuple(Signs),
    "sort": tuple(Sort),
    "cells": tuple(Cells),
    "drafts": tuple(Drafts),
    "tour": tuple(Tour),
}


@dataclass(frozen=True)
class Preferences:
    """How a person likes the tracker to look; ``auto`` leaves it to what the terminal can show."""

    theme: str = AUTO
    density: Density = Density.COMPACT
    signs: Signs = Signs.AUTO
    sort: Sort = Sort.REGION
    cells: Cells = Cells.STATUS
    folded: tuple[str, ...] = ()
    drafts: Drafts = Drafts.KEEP
    tour: Tour = Tour.OFFER

    def toml(self) -> str:
        """The preferences as the text of a file."""
        return (
            "# Preferences of the action-plan tracker; docs/terminal.md explains them.\n"
            f"theme = {_quoted(self.theme)}  # {', '.join(CHOICES['theme'])}\n"
            f"density = {_quoted(self.density)}  # {', '.join(CHOICES['density'])}\n"
            f"signs = {_quoted(self.signs)}  # {', '.join(CHOICES['signs'])}\n"
            f"sort = {_quoted(self.sort)}  # {', '.join(CHOICES['sort'])}\n"
            f"cells = {_quoted(self.cells)}  # {', '.join(CHOICES['cells'])}\n"
            f"folded = [{', '.join(map(_quoted, self.folded))}]  # regions shown as one line\n"
            f"drafts = {_quoted(self.drafts)}  # {', '.join(CHOICES['drafts'])}: forms that were not saved\n"
            f"tour = {_quoted(self.tour)}  # {', '.join(CHOICES['tour'])}: when the demo is opened\n"
        )


def _quoted(text: str) -> str:
    return '"' + one_line(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def from_toml(text: str) -> tuple[Preferences, list[str]]:
    """The preferences in the text of a file, and a sentence for each thing in it that is not one.

    What is wrong is left at its default; the rest is taken.
    """
    import tomllib

    try:
        found = tomllib.loads(text)
    except RecursionError:
        return Preferences(), ["it is not TOML that can be read: it is nested too deeply."]
    except ValueError as error:
        return Preferences(), [f"it is not TOML: {error}. A line of it reads: theme = “light”"]
    return _taken(Preferences(), found)


def with_environment(preferences: Preferences, environ: Mapping[str, str]) -> tuple[Preferences, list[str]]:
    """The preferences with those that the environment sets (``TRACKER_THEME=light``), and what is wrong."""
    found: dict[str, Any] = {}
    for name in (field.name for field in fields(Preferences)):
        words = environ.get(variable(name))
        if words is not None and words.strip():
            found[name] = words.split(",") if name == "folded" else words.strip()
    taken, problems = _taken(preferences, found, named=variable)
    return taken, problems


def variable(name: str) -> str:
    """The environment variable of a preference."""
    return f"TRACKER_{name.upper()}"


def _taken(
    preferences: Preferences, found: Mapping[str, Any], named: Any = str
) -> tuple[Preferences, list[str]]:
    known = [field.name for field in fields(Preferences)]
    problems = []
    for name, value in found.items():
        if name not in known:
            problems.append(f"{one_line(name)} is not a preference{_meant(name, known)}.")
        elif name == "folded":
            if not _is_list_of_names(value):
                problems.append(f"{named(name)} is a list of regions, as in [“Wales”, “London”].")
            else:
                preferences = replace(preferences, folded=tuple(n.strip() for n in value if n.strip()))
        elif value not in CHOICES[name]:
            choices = CHOICES[name]
            shown = f"“{one_line(value)}”" if isinstance(value, str) else "anything but a word"
            problems.append(
                f"{named(name)} cannot be {shown}{_meant(value, choices)}. It is one of {', '.join(choices)}."
            )
        else:
            preferences = replace(preferences, **{name: _CHOSEN.get(name, str)(value)})
    return preferences, problems


_CHOSEN: dict[str, Any] = {
    "density": Density,
    "signs": Signs,
    "sort": Sort,
    "cells": Cells,
    "drafts": Drafts,
    "tour": Tour,
}


def _is_list_of_names(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST
        and all(isinstance(name, str) and len(name) <= _MOST for name in value)
    )


def _meant(word: object, choices: list[str] | tuple[str, ...]) -> str:
    near = word.lower() if isinstance(word, str) else ""
    close = difflib.get_close_matches(near, choices, n=1, cutoff=0.5)
    return f": did you mean {close[0]}" if close else ""
