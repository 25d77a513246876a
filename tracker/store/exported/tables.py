"""The rows of an export's tables, read back one at a time with the place of each."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tracker.store.errors import ExportError
from tracker.store.exported.cells import value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tracker.store.exported.form import Column

    Row = dict[str, Any]

_LARGEST_CELL = 2**31 - 1


def rows_of(folder: Path, name: str, columns: Sequence[Column]) -> Iterator[tuple[str, Row]]:
    """Each row with its place ("updates.csv, line 14"); :class:`ExportError` where it is no such row."""
    line = 1
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file, _long_cells():
            reader = csv.reader(file, strict=True)
            heads = [head for head, _ in columns]
            if next(reader, None) != heads:
                raise ExportError(f"{name}, line 1: the columns should be {','.join(heads)}.")
            for values in reader:
                place, line = f"{name}, line {line + 1}", reader.line_num
                if len(values) != len(columns):
                    raise ExportError(f"{place}: it has {len(values)} cells, not {len(columns)}.")
                yield place, _row(place, columns, values)
    except UnicodeDecodeError:
        raise ExportError(f"{name} is not UTF-8 text.") from None
    except csv.Error as error:
        raise ExportError(f"{name}, line {line + 1}: this is not CSV as it was written ({error}).") from None


def _row(place: str, columns: Sequence[Column], values: Sequence[str]) -> Row:
    row = {}
    for (head, kind), text in zip(columns, values, strict=True):
        try:
            row[head] = value_of(text, kind)
        except ValueError as error:
            raise ExportError(f"{place}, {head}: {error}.") from None
    return row


@contextmanager
def _long_cells() -> Iterator[None]:
    """A text may be longer than the csv module takes by itself."""
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)
