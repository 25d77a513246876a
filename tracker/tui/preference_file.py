"""The file of a person's preferences: read once, and written whole or not at all when a key changes one."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import TrackerError
from tracker.tui.preferences import Preferences, from_toml, variable, with_environment
from tracker.tui.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: A file larger than this is not one of preferences.
MOST_BYTES = 64 * 1024


class UnkeptError(TrackerError):
    """A preference holds for now and could not be kept; says why."""


class PreferenceFile:
    """Preferences in a file, under those that the environment sets."""

    def __init__(self, path: Path, environ: Mapping[str, str]) -> None:
        self._path = path
        self._environ = environ

    @classmethod
    def of_this_person(cls, environ: Mapping[str, str] = os.environ) -> PreferenceFile:
        """The file that ``TRACKER_PREFERENCES`` names, else the one where this system keeps them."""
        from pathlib import Path

        named = environ.get("TRACKER_PREFERENCES")
        if named:
            return cls(Path(named), environ)
        from platformdirs import user_config_path

        return cls(user_config_path("action-plan-tracker", appauthor=False) / "preferences.toml", environ)

    def read(self) -> tuple[Preferences, list[str]]:
        """The preferences, and a sentence for each thing that could not be taken; never an error."""
        kept, problems = self._kept()
        set_, more = with_environment(kept, self._environ)
        return set_, [f"{self._path}: {problem}" for problem in problems] + more

    def keep(self, name: str, value: Any) -> str:
        """Write one changed preference; what was said about it, if there is something to say.

        :class:`UnkeptError` where it cannot be written, or where the file has something wrong in it that
        would be lost.
        """
        kept, problems = self._kept()
        if problems:
            raise UnkeptError(f"It holds until you leave. {self._path} is not written over: {problems[0]}")
        try:
            write_private(self._path, replace(kept, **{name: value}).toml())
        except OSError as error:
            said = f"It holds until you leave. {self._path} cannot be written: {error.strerror}."
            raise UnkeptError(said) from None
        if self._environ.get(variable(name), "").strip():
            return f"It holds until you leave: {variable(name)} sets it at the start."
        return ""

    def _kept(self) -> tuple[Preferences, list[str]]:
        try:
            found = self._path.stat()
            if not stat.S_ISREG(found.st_mode):
                return Preferences(), ["it is not a file."]
            if found.st_size > MOST_BYTES:
                return Preferences(), [f"it is larger than {MOST_BYTES // 1024} KiB."]
            return from_toml(self._path.read_text(encoding="utf-8"))
        except (FileNotFoundError, NotADirectoryError):
            return Preferences(), []
        except OSError as error:
            return Preferences(), [f"it cannot be read: {error.strerror}."]
        except UnicodeDecodeError:
            return Preferences(), ["it is not UTF-8 text."]
