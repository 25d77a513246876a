"""What may not be read or written: a sentence that says whose it is to change, and nothing half done.

Root may do anything, so the commands run as another user of the system.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.commands import Commands, Ran
from tracker.store import Store, VersionDraft

NOBODY = 65534


@pytest.fixture
def open_folder(quick_folder: Path) -> Path:
    """A folder where everybody may look and write."""
    quick_folder.chmod(0o777)
    return quick_folder


@pytest.fixture
def db(small_db: Path, open_folder: Path) -> Path:
    """A database that everybody may read and write, and its owner may change that."""
    path = Path(shutil.copy(small_db, open_folder / "tracker.db"))
    path.chmod(0o666)
    return path


def as_another(forked: Commands, db: Path, *words: str | Path) -> Ran:
    """The command as another user, where this one is root; else as this one."""
    return forked(*words, db=db, uid=NOBODY if os.geteuid() == 0 else None)


UPDATE = ("update", "kent", "offenders", "--as-at", "2015-06-30", "--value", "3")


def test_with_permission_another_user_works_in_it(db: Path, forked: Commands) -> None:
    """Without this the tests below could not fail."""
    assert as_another(forked, db, *UPDATE).code == 0
    assert as_another(forked, db, "backup", db.with_name("copy.db")).code == 0


def test_a_read_only_file_is_looked_at_and_not_written_to(db: Path, forked: Commands) -> None:
    db.chmod(0o444)
    before = db.read_bytes()

    looked, written = (as_another(forked, db, *words) for words in (("plan", "log"), UPDATE))

    assert looked.code == 0, looked
    assert written.code == 3
    assert "cannot be written to: the file or its folder is read-only. Ask for permission" in written.err
    assert db.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (UPDATE, 3),
        (("backup", "copy.db"), 3),
        (("export", "out"), 1),
        (("report", "--as-of", "2015-06-30", "--format", "md", "--out", "out"), 1),
        (("template", "--out", "out"), 1),
    ],
)
def test_in_a_read_only_folder_nothing_is_made(
    db: Path, forked: Commands, words: tuple[str, ...], code: int
) -> None:
    db.parent.chmod(0o555)
    before = sorted(db.parent.iterdir())
    try:
        looked, written = as_another(forked, db, "plan", "log"), as_another(forked, db, *words)
    finally:
        db.parent.chmod(0o777)

    assert looked.code == 0, looked
    assert written.code == code, written
    assert "cannot be" in written.err
    assert sorted(db.parent.iterdir()) == before


def test_what_belongs_to_another_is_not_read(db: Path, forked: Commands) -> None:
    db.chmod(0o000 if os.geteuid() else 0o600)
    ran = as_another(forked, db, "plan", "log")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"{db} may not be read by you: ask its owner for permission.\n"


def test_an_old_state_is_never_shown_through_a_link(db: Path, forked: Commands) -> None:
    """The newest changes are beside the file that the link leads to, in a folder one cannot write to."""
    folder = db.parent / "real"
    folder.mkdir()
    real = Path(shutil.copy(db, folder / "tracker.db"))
    real.chmod(0o444)
    link = db.with_name("link.db")
    link.symlink_to(real)
    with Store.open(real) as store:
        store.backup(folder / "unused.db")
        store.add_version(_again(store), author="Ann", now=lambda: store.versions()[0].recorded_at)
        wal = folder / "tracker.db-wal"
        assert wal.stat().st_size > 0
        (folder / "tracker.db-shm").chmod(0o000)
        folder.chmod(0o555)
        ran = as_another(forked, link, "plan", "log")
        folder.chmod(0o777)
    assert ran.code == 3, ran


def _again(store: Store) -> VersionDraft:
    last = store.versions()[-1]
    return VersionDraft(last.plan_id, last.title, "again", last.source_text, last.files, last.record)


@pytest.mark.parametrize("before", ["the only copy of something", None], ids=["to a file", "to nothing"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("copy.db", ("backup", "copy.db")),
        ("new.db", ("--db", "new.db", "init", "plan.yaml")),
        ("out/small-2015-06-30.md", ("report", "--as-of", "2015-06-30", "--format", "md", "--out", "out")),
        ("out/SHA256SUMS", ("export", "out")),
    ],
)
def test_a_link_in_place_of_the_output_is_not_followed(
    db: Path, small_plan: Path, forked: Commands, name: str, words: tuple[str, ...], before: str | None
) -> None:
    shutil.copy(small_plan, db.with_name("plan.yaml"))
    target, link = db.with_name("precious.txt"), db.parent / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(target)
    if before is not None:
        target.write_text(before)

    ran = forked(*words, db=db)

    assert ran.code in (1, 3), ran
    assert "exist" in ran.err
    assert link.is_symlink()
    assert (target.read_text() if target.exists() else None) == before


def test_overwriting_replaces_a_link_and_not_what_it_leads_to(db: Path, forked: Commands) -> None:
    target, link = db.with_name("precious.txt"), db.parent / "out" / "small-2015-06-30.md"
    target.write_text("the only copy of something")
    link.parent.mkdir()
    link.symlink_to(target)
    words = ("report", "--as-of", "2015-06-30", "--format", "md", "--out", "out", "--overwrite")

    assert forked(*words, db=db).code == 0
    assert target.read_text() == "the only copy of something"
    assert not link.is_symlink()
