"""Numbers by force: one for all, a map, or the column of a CSV file beside the plan."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import number_in, quoted
from tracker.domain.force import UnknownForceError
from tracker.givenfiles import read_given
from tracker.yamlfile.kinds import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.force import Register
    from tracker.yamlfile.problems import Place, Report

LARGEST_FILE = 1024 * 1024


class FolderFiles:
    """The files that a plan refers to, read from its own folder and kept by name as they were read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.read: dict[str, str] = {}

    def text(self, name: str) -> str:
        """A file's text; :class:`FieldError` says why it cannot be used."""
        if name not in self.read:
            self.read[name] = self._load(name)
        return self.read[name]

    def _load(self, name: str) -> str:
        relative = PurePosixPath(name)
        if relative.is_absolute() or ".." in relative.parts or any(ch in name for ch in "\\:\0"):
            raise FieldError(f"“{quoted(name)}” must be a file beside the plan, named from there.")
        path = Path(os.path.realpath(self._folder / relative))  # a loop of links is no error to it
        if not path.is_relative_to(self._folder.resolve()):
            raise FieldError(f"“{quoted(name)}” leads out of the plan's folder.")
        try:
            return read_given(path, "a file of figures", LARGEST_FILE).decode("utf-8-sig")
        except RefusedError as error:
            raise FieldError(str(error)) from None
        except UnicodeDecodeError:
            raise FieldError(f"“{quoted(name)}” is not UTF-8 text.") from None


class KeptFiles(FolderFiles):
    """The files of a recorded plan version, from the ledger instead of a folder."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(Path())
        self._texts = texts

    def _load(self, name: str) -> str:
        if name not in self._texts:
            raise FieldError(f"“{quoted(name)}” was not kept with this plan.")
        return self._texts[name]


class Figures:
    """Reads numbers by force at any place of one document."""

    def __init__(self, register: Register, files: FolderFiles, report: Report) -> None:
        self._register = register
        self._files = files
        self._report = report

    def by_force(self, value: Any, forces: tuple[str, ...], place: Place) -> dict[str, float]:
        """A number for each force; what is missing or wrong goes to the report."""
        if isinstance(value, dict) and set(value) & {"file", "column"}:
            found = self._column(value, place)
            missing_at = f"column “{quoted(str(value.get('column')))}”"
        elif isinstance(value, dict):
            found = self._map(value, place)
            missing_at = "this map"
        else:
            one = self._number(value, place)
            return {} if one is None else dict.fromkeys(forces, one)
        if found is None:
            return {}
        missing = [slug for slug in forces if slug not in found]
        if missing:
            listed = ", ".join(missing[:5]) + (f" and {len(missing) - 5} more" if len(missing) > 5 else "")
            self._report.add(place, f"There is no number for {listed} in {missing_at}.")
        return {slug: found[slug] for slug in forces if slug in found}

    def _number(self, value: Any, place: Place) -> float | None:
        try:
            return number(value)
        except ValueError as error:
            self._report.add(place, str(error))
            return None

    def _map(self, value: dict[str, Any], place: Place) -> dict[str, float]:
        found: dict[str, float] = {}
        for name, entry in value.items():
            amount = self._number(entry, (*place, name))
            try:
                slug = self._register.match(name).slug
            except UnknownForceError as error:
                self._report.add((*place, name), str(error))
                continue
            if slug in found:
                self._report.add((*place, name), f"{slug} stands in this map more than once.")
            if amount is not None:
                found[slug] = amount
        return found

    def _column(self, value: dict[str, Any], place: Place) -> dict[str, float] | None:
        name, column = value.get("file"), value.get("column")
        if set(value) != {"file", "column"} or not isinstance(name, str) or not isinstance(column, str):
            self._report.add(place, "A file is named so: {file: targets.csv, column: target}.")
            return None
        try:
            rows = csv.DictReader(io.StringIO(self._files.text(name), newline=""), strict=True)
            heads = rows.fieldnames or []
            for wanted in ("force", column):
                if wanted not in heads:
                    raise FieldError(f"{name} has no column “{quoted(wanted)}”; it has {', '.join(heads)}.")
            return self._rows(rows, name, column, place)
        except FieldError as error:
            self._report.add((*place, "file"), str(error))
        except csv.Error as error:
            self._report.add((*place, "file"), f"{name} is not well-formed CSV: {error}.")
        return None

    def _rows(self, rows: csv.DictReader[str], name: str, column: str, place: Place) -> dict[str, float]:
        found: dict[str, float] = {}
        for row in rows:
            line = f"{name}:{rows.line_num}"
            try:
                slug = self._register.match(row["force"] or "").slug
                if slug in found:
                    raise FieldError(f"{slug} stands in the file more than once.")
                found[slug] = number_in(row[column] or "")
            except (UnknownForceError, FieldError) as error:
                self._report.add((*place, "file"), f"{line}: {error}")
        return found
