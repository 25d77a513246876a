"""A figure as a flat record: the keys of ``figures --format json`` and of ``status --figures``."""

from __future__ import annotations

import math
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from tracker.domain.statistics.assurance import Assurance
from tracker.domain.statistics.no_figure import NoFigure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.statistics.figures import Figure

#: What is worked out from a result and stands beside its own fields, where it has it.
_DERIVED = ("variation", "quality", "is_trial", "drift", "high", "low", "times")


def figure_record(figure: Figure) -> dict[str, Any]:
    """A figure with its sentence and what it means; ``numbers`` is null where there is none."""
    method = figure.method
    return {
        "figure": figure.key,
        "name": figure.name,
        "sentence": figure.sentence,
        "numbers": numbers_of(figure),
        "means": method.means,
        "does_not_mean": method.does_not_mean,
        "source": method.source,
    }


def numbers_of(figure: Figure) -> dict[str, Any] | None:
    """The numbers behind a figure; what has no limit is null."""
    result = figure.result
    if isinstance(result, NoFigure):
        return None
    if isinstance(result, Assurance):
        return {"assurance": result.value}
    numbers: dict[str, Any] = _plain(result)
    for name in _DERIVED:
        if name not in numbers and hasattr(result, name):
            numbers[name] = _plain(getattr(result, name))
    return numbers


def named(figures: Sequence[Figure], key: str) -> dict[str, Any] | None:
    """The numbers of one of several figures with its sentence; null where there is none."""
    found = next((figure for figure in figures if figure.key == key), None)
    numbers = numbers_of(found) if found else None
    return {"sentence": found.sentence, **numbers} if found and numbers is not None else None


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
