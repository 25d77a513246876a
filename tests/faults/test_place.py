"""A database where other programs or machines meddle: said once, on stderr, and everything goes on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.commands import Commands
from tracker.workspace.place import place_warning

MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 22 0:40 / /mnt/office\\040share rw,relatime shared:20 - cifs //server/share rw
42 22 0:41 / /home rw,relatime shared:21 - nfs4 server:/home rw
43 42 0:42 / /home/ann/local rw,relatime shared:22 - ext4 /dev/vdb rw
44 22 0:43 / /mnt/stick rw,relatime - vfat /dev/sdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "program"),
    [
        ("OneDrive - Kent Police", "OneDrive"),
        ("onedrive", "OneDrive"),
        ("Dropbox (Office)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("Library/CloudStorage/Box-Box", "macOS's cloud storage"),
        ("Nextcloud/plans/2016", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder: str, program: str) -> None:
    warning = place_warning(tmp_path / folder / "tracker.db")
    assert warning
    assert f"is in a folder that {program} synchronises" in warning


def test_a_synchronised_folder_is_known_by_its_mark_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    (tmp_path / "link.db").symlink_to(tmp_path / "shared" / "tracker.db")
    warning = place_warning(tmp_path / "link.db")
    assert warning
    assert "Syncthing synchronises" in warning


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/office share/tracker.db", "cifs"),
        ("/home/ann/tracker.db", "nfs4"),
        ("/home/ann/local/tracker.db", None),
        ("/mnt/stick/tracker.db", None),
        ("/srv/tracker.db", None),
    ],
)
def test_a_disk_of_another_machine_is_known_by_its_file_system(path: str, kind: str | None) -> None:
    warning = place_warning(Path(path), MOUNTS)
    assert (warning is None) == (kind is None)
    assert warning is None or f"is on a disk of another machine ({kind})" in warning


@pytest.mark.parametrize("mounts", ["", "\n", "1 2 3", "a b c d / - ", "no sense at all"])
def test_a_table_of_file_systems_that_is_none_is_no_error(mounts: str) -> None:
    assert place_warning(Path("/srv/tracker.db"), mounts) is None


def test_it_is_said_once_by_each_command_and_nothing_is_refused(
    forked: Commands, small_db: Path, small_plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "OneDrive - Kent Police"
    folder.mkdir()
    db = Path(shutil.copy(small_db, folder))

    ran = forked("update", "kent", "offenders", "--as-at", "2015-06-30", "--value", "3", db=db)
    made = forked("init", small_plan, db=folder / "new.db")
    elsewhere = forked("verify", db=small_db)

    assert (ran.code, made.code, elsewhere.err) == (0, 0, "")
    for said in (ran.err, made.err):
        assert said.count("is in a folder that OneDrive synchronises") == 1
    assert "synchronises" not in ran.out
