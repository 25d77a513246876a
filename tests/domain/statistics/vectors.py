"""The published test vectors."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "vectors"


def vectors(name: str) -> Any:
    """A file of vectors as it stands."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def counties() -> tuple[list[float], list[float]]:
    """Lohr's 300 counties: acres of 1992, and of 1987 as the size."""
    with (FOLDER / "lohr_agsrs_300.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [float(row["acres92"]) for row in rows], [float(row["acres87"]) for row in rows]
