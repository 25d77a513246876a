"""The plain form of a return: taken whole or not at all, errors by line, nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest import LOADED
from tracker.domain.errors import RefusedError
from tracker.returns.importing import ChangeKind, ImportResult
from tracker.workspace import Workspace

HEAD = "force,commitment,as_at,value,note\n"
KENT = "kent,offenders-pursued,2015-09-30,98,as counted\n"
ESSEX = "Essex Police,offenders-pursued,2015-09-30,40,\n"


@pytest.fixture
def workspace(small_db: Path) -> Workspace:
    return Workspace.open(small_db, "tester", lambda: LOADED)


def take(
    workspace: Workspace, folder: Path, content: str | bytes, *, name: str = "r.csv", dry_run: bool = False
) -> ImportResult:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return workspace.import_return(path)


def counts(result: ImportResult) -> tuple[int, int, int]:
    return (
        result.count(ChangeKind.NEW),
        result.count(ChangeKind.CORRECTED),
        result.count(ChangeKind.UNCHANGED),
    )


def test_rows_are_recorded_with_their_file_and_line(workspace: Workspace, tmp_path: Path) -> None:
    result = take(workspace, tmp_path, HEAD + KENT + ESSEX)
    assert counts(result) == (2, 0, 0)
    update = workspace.cell("essex", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert update.source is not None
    assert (update.source.name, update.draft.source_ref) == ("r.csv", "line 3")


def test_the_same_file_and_the_same_content_under_another_name_add_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    take(workspace, tmp_path, HEAD + KENT + ESSEX)
    assert counts(take(workspace, tmp_path, HEAD + KENT + ESSEX)) == (0, 0, 2)
    assert counts(take(workspace, tmp_path, HEAD + ESSEX + KENT, name="other.csv")) == (0, 0, 2)


def test_a_corrected_file_adds_the_correction_only(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path, HEAD + KENT + ESSEX)
    result = take(workspace, tmp_path, HEAD + KENT.replace("98", "89") + ESSEX)
    assert counts(result) == (0, 1, 1)
    assert workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).assessment.value == 89


def test_a_dry_run_changes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.verify().head
    assert counts(take(workspace, tmp_path, HEAD + KENT, dry_run=True)) == (1, 0, 0)
    assert workspace.verify().head == before


def test_history_published_on_a_known_day_is_back_loaded(workspace: Workspace, tmp_path: Path) -> None:
    rows = (
        "force,commitment,as_at,value,published_on\n"
        "kent,offenders-pursued,2015-09-30,90,2015-10-05\nkent,offenders-pursued,2015-09-30,98,2015-11-05\n"
    )
    assert counts(take(workspace, tmp_path, rows)) == (1, 1, 0)
    update = workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert (update.draft.value, update.back_loaded, update.revised) == (98, True, True)
    assert counts(take(workspace, tmp_path, rows, name="again.csv")) == (0, 0, 2)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["r.csv:1: The file is empty"]),
        ("force,comitment,as_at\n", ["column “commitment” is missing", "Did you mean “commitment”?"]),
        (HEAD + "kemt,offenders-pursued,2015-09-30,1,\n", ["r.csv:2:", "Did you mean kent?"]),
        (
            HEAD + "kent,offenders,2015-09-30,1,\n",
            ["r.csv:2: commitment:", "Did you mean “offenders-pursued”?"],
        ),
        (
            HEAD + 'kent,offenders-pursued,30/09/2015,"1,000",\n',
            ["as_at:", "write 2015-09-30", "value:", "1000"],
        ),
        (HEAD + KENT + KENT, ["r.csv:3:", "as line 2"]),
        (HEAD + KENT + "kent,offenders-pursued,2099-01-01,1,\n", ["r.csv:3:", "is in the future"]),
        (HEAD + ",offenders-pursued,,1,\n", ["The force is missing.", "The as_at is missing"]),
        (HEAD + "kent,offenders-pursued,2015-09-30,1,a,b,c\n", ["7 cells where the header has 5"]),
        (HEAD + 'kent,offenders-pursued,2015-09-30,1,"never closed\n', ["not well-formed CSV"]),
        ((HEAD + KENT).encode("utf-16"), ["not UTF-8"]),
        (HEAD.encode() + b"kent,offenders-pursued,2015-09-30,1,caf\xe9\n", ["r.csv:2:", "not UTF-8"]),
        (HEAD + "kent,offenders-pursued,2015-09-30,1,a\0b\n", ["r.csv:2:", "zero byte"]),
    ],
)
def test_what_is_wrong_is_said_by_line_and_nothing_is_written(
    workspace: Workspace, tmp_path: Path, content: str | bytes, parts: list[str]
) -> None:
    before = workspace.verify().head
    with pytest.raises(RefusedError) as caught:
        take(workspace, tmp_path, content)
    for part in parts:
        assert part in str(caught.value)
    assert workspace.verify().head == before


def test_a_byte_order_mark_windows_line_ends_and_blank_lines_are_fine(
    workspace: Workspace, tmp_path: Path
) -> None:
    content = "\ufeff" + (HEAD + KENT + "\n,,,,\n" + ESSEX).replace("\n", "\r\n")
    assert counts(take(workspace, tmp_path, content)) == (2, 0, 0)


def test_a_row_that_names_the_wrong_kind_of_value(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"r\.csv:2: This is a milestone"):
        take(workspace, tmp_path, HEAD + "kent,caid-in-use,2015-09-30,1,\n")
