"""The examples of docs/returns.md are taken in as they stand there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.conftest import LOADED
from tests.returns.conftest import Desk, counts
from tracker.returns.mapping import CellMeaning
from tracker.returns.mapping_file import MappingPart
from tracker.returns.row import COLUMNS
from tracker.shipped import shipped
from tracker.workspace import Workspace

PAGE = (Path(__file__).parents[2] / "docs/returns.md").read_text("utf-8")


def example(name: str) -> str:
    found = re.search(rf"```{name}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_plain_form(desk: Desk) -> None:
    assert counts(desk.take(example("csv plain"))) == {"new": 3}


def test_the_mapping(demo_db: Callable[[str], Path], tmp_path: Path) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(example("yaml mapping"))
    table = shipped("fixtures") / "published/police-workforce-sep19-tables.ods"
    with (
        Workspace.open(demo_db("officer-strength"), "me", lambda: LOADED) as workspace,
        workspace.returns() as desk,
    ):
        assert counts(desk.check(table, mapping)) == {"unchanged": 129}


def test_every_column_key_and_meaning_is_named() -> None:
    for name in (*COLUMNS, *MappingPart.model_fields, *CellMeaning):
        assert name in PAGE
