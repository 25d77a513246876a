"""A workbook that was sent out, filled in and taken back in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import LOADED
from tracker.domain.errors import RefusedError
from tracker.domain.status import Status
from tracker.domain.update import State
from tracker.returns.importing import ChangeKind
from tracker.returns.template import COLUMNS
from tracker.workspace import Workspace

#: The sheet's rows of the small plan's commitments.
OFFENDERS, CAID = 9, 10


@pytest.fixture
def workspace(small_db: Path) -> Iterator[Workspace]:
    with Workspace.open(small_db, "tester", lambda: LOADED) as opened:
        yield opened


def filled(workspace: Workspace, folder: Path, cells: dict[tuple[int, str], str | float]) -> Path:
    """Kent's workbook with these cells filled in, by row and field, as a person would."""
    (form,) = workspace.templates(["kent"], date(2015, 10, 1))
    path = folder / form.file_name
    columns = [column.field for column in COLUMNS]
    with zipfile.ZipFile(io.BytesIO(form.workbook())) as made, zipfile.ZipFile(path, "w") as sent:
        for name in made.namelist():
            text = made.read(name).decode()
            if name == "xl/worksheets/sheet1.xml":
                for (row, field), said in cells.items():
                    place = f"{chr(ord('A') + columns.index(field))}{row}"
                    kind, inside = ("n", f"<v>{said}</v>")
                    if isinstance(said, str):
                        kind, inside = ("inlineStr", f"<is><t>{said}</t></is>")
                    text, found = re.subn(
                        rf'<c r="{place}" (s="\d+")(?:/>|>.*?</c>)',
                        rf'<c r="{place}" \1 t="{kind}">{inside}</c>',
                        text,
                    )
                    assert found == 1
            sent.writestr(name, text)
    return path


def test_what_was_filled_in_is_recorded_and_the_rest_is_not(workspace: Workspace, tmp_path: Path) -> None:
    said: dict[tuple[int, str], str | float] = {
        (OFFENDERS, "value"): 98.5,
        (OFFENDERS, "self"): "green",
        (OFFENDERS, "mark"): "p",
        (OFFENDERS, "note"): "as counted",
        (OFFENDERS, "back_on_track"): 42369,  # 31 December 2015
    }
    result = workspace.import_return(filled(workspace, tmp_path, said))
    assert result.count(ChangeKind.NEW) == 1
    update = workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    draft = update.draft
    assert (draft.as_at, draft.value, draft.marks) == (date(2015, 9, 30), 98.5, "p")
    assert (draft.self_status, draft.note) == (Status.GREEN, "as counted")
    assert draft.back_on_track == date(2015, 12, 31)
    (again,) = workspace.templates(["kent"], date(2015, 10, 1))
    assert again.asked[0].last is not None
    assert again.asked[0].last.draft.value == 98.5


def test_what_was_left_empty_is_said_and_what_came_knows_its_cell(
    workspace: Workspace, tmp_path: Path
) -> None:
    result = workspace.import_return(filled(workspace, tmp_path, {(OFFENDERS, "value"): 98}))
    assert result.check.remarks == ["Left empty: caid-in-use."]
    update = workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert update.draft.source_ref == f"Return, H{OFFENDERS}"


def test_a_milestones_state_and_another_day(workspace: Workspace, tmp_path: Path) -> None:
    said: dict[tuple[int, str], str | float] = {
        (CAID, "state"): "in progress",
        (CAID, "forecast"): 42369,
        (CAID, "as_at"): 42262,  # 15 September 2015
    }
    workspace.import_return(filled(workspace, tmp_path, said))
    update = workspace.cell("kent", "caid-in-use", date(2015, 9, 30)).update
    assert update is not None
    assert (update.draft.state, update.draft.forecast) == (State.IN_PROGRESS, date(2015, 12, 31))
    assert update.draft.as_at == date(2015, 9, 15)


def test_a_workbook_sent_back_empty_says_so(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="No row is filled in"):
        workspace.import_return(filled(workspace, tmp_path, {}))
