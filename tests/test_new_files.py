"""Several new files at once: all or none, whole, never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.errors import DiskError, RefusedError
from tracker.newfiles import NewFiles


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(
    folder: Path, *names: str, meanwhile: str = "", fails: bool = False, overwrite: bool = False
) -> None:
    with NewFiles(folder, names, overwrite=overwrite) as files:
        for name in names:
            files.add(name, name.encode())
        if meanwhile:
            (folder / meanwhile).write_bytes(b"someone else's")
        if fails:
            raise RuntimeError("stopped")


def test_the_folder_is_made_and_the_files_are_in_it(tmp_path: Path) -> None:
    write(tmp_path / "new" / "folder", "a", "b")
    assert names_in(tmp_path / "new" / "folder") == ["a", "b"]
    assert (tmp_path / "new" / "folder" / "a").read_bytes() == b"a"


def test_nothing_is_left_of_what_was_stopped(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="stopped"):
        write(tmp_path / "new" / "folder", "a", "b", fails=True)
    assert names_in(tmp_path) == []


def test_what_exists_is_named_and_stays(tmp_path: Path) -> None:
    for name in "abcde":
        (tmp_path / name).write_bytes(b"old")
    with pytest.raises(RefusedError, match=r"^a, b, c and 2 more files exist in .* nothing is overwritten"):
        write(tmp_path, *"abcdefg")
    assert names_in(tmp_path) == list("abcde")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_file_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"^b exists in"):
        write(tmp_path, "a", "b", meanwhile="b")
    assert names_in(tmp_path) == ["b"]
    assert (tmp_path / "b").read_bytes() == b"someone else's"


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refused)
    write(tmp_path, "a", "b")
    assert names_in(tmp_path) == ["a", "b"]


def test_a_full_disk_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.link", full)
    with pytest.raises(DiskError, match=r"cannot be written to: No space left on device\. Nothing"):
        write(tmp_path / "new", "a", "b")
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("below", ["", "further"])
def test_a_file_is_not_a_folder(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RefusedError, match="is not a folder"):
        write(tmp_path / "file" / below, "a")


def test_overwriting_takes_the_places_of_earlier_files_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    write(tmp_path, "a.md", "b.md", overwrite=True)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.md": "a.md", "b.md": "b.md"}


def test_earlier_files_stand_again_where_one_of_the_new_ones_cannot_be_placed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "b.md").mkdir()
    with pytest.raises(RefusedError, match="is a folder"):
        write(tmp_path, "a.md", "c.md", "b.md", overwrite=True)
    assert (tmp_path / "a.md").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "b.md"]
