"""Bad input: a sentence, the right exit code, and an unchanged database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = ("update", "kent", "offenders-pursued", "--as-at", "2015-09-30", "--value", "98")


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("update", "kemt", *GOOD[2:]), 1, "Did you mean kent?"),
        (("update", "kent", "ofenders", *GOOD[3:]), 1, "Did you mean “offenders-pursued”?"),
        ((*GOOD[:4], "2099-01-01", *GOOD[5:]), 1, "is in the future"),
        ((*GOOD[:4], "30/09/2015", *GOOD[5:]), 2, "write 2015-09-30"),
        ((*GOOD[:6], "lots"), 2, "is not a number"),
        ((*GOOD[:6], "1,234"), 2, "without separators, 1234"),
        ((*GOOD[:6], "nan"), 2, "is not a number"),
        ((*GOOD[:6], "inf"), 2, "is not a number"),
        ((*GOOD, "--note", "x" * 100_000), 1, "at most 2,000 are kept"),
        ((*GOOD, "--state", "done"), 1, "for milestones"),
        ((*GOOD, "--self", "purple"), 2, "is not a colour"),
        ((*GOOD, "--mark", "q"), 2, "is not a mark"),
        ((*GOOD, "--withdraw"), 2, "takes back what was said"),
        (("update", "kent", "caid-in-use", "--as-at", "2015-09-30", "--value", "1"), 1, "report a state"),
        (("status", "--force", "nowhere"), 1, "is not a force"),
        (("status", "--as-of", "yesterday"), 2, "write 2015-09-30"),
        (("status", "--by", "planet"), 2, "planet"),
        (("import", "missing.csv"), 1, "cannot be read"),
        (("import", "."), 1, "holds no returns"),
        (("frobnicate",), 2, "No such command"),
        (("init", "missing.yaml"), 1, "missing.yaml"),
    ],
)
def test_a_sentence_a_code_and_nothing_written(
    run: Run, small_db: Path, words: tuple[str, ...], code: int, part: str
) -> None:
    before = small_db.read_bytes()
    ran = run(*words, db=small_db)
    assert (ran.code, part in ran.err) == (code, True), ran.err
    assert ran.out == ""
    assert small_db.read_bytes() == before


def test_a_note_with_markup_and_escape_sequences_shows_as_typed_without_what_is_unseen(
    run: Run, small_db: Path
) -> None:
    assert run(*GOOD, "--note", "[/red] \x1b[31mevil\x1b[0m", db=small_db).code == 0
    assert "[/red] [31mevil[0m" in run("history", db=small_db).out


def make_bad(kind: str, folder: Path) -> Path:
    path = folder / "bad.db"
    if kind == "directory":
        path.mkdir()
    elif kind == "zero bytes":
        path.touch()
    elif kind == "text":
        path.write_text("this is a letter, not a database\n" * 20)
    elif kind == "other sqlite":
        import sqlite3

        with sqlite3.connect(path) as conn:
            conn.execute("CREATE TABLE t (x)")
        conn.close()
    return path


@pytest.mark.parametrize("kind", ["directory", "zero bytes", "text", "other sqlite", "missing"])
@pytest.mark.parametrize("words", [("status",), ("verify",), ("history",), GOOD])
def test_what_is_not_a_tracker_database(run: Run, tmp_path: Path, kind: str, words: tuple[str, ...]) -> None:
    path = make_bad(kind, tmp_path)
    ran = run(*words, db=path)
    assert ran.code == 3
    assert str(path) in ran.err
    assert path.exists() is (kind != "missing")


def test_a_truncated_database(run: Run, strength_db: Path) -> None:
    strength_db.write_bytes(strength_db.read_bytes()[:20_000])
    ran = run("status", db=strength_db)
    assert ran.code == 3
    assert "damaged" in ran.err


def test_init_never_writes_over_a_file(run: Run, small_db: Path, small_plan: Path) -> None:
    before = small_db.read_bytes()
    ran = run("init", small_plan, db=small_db)
    assert ran.code == 3
    assert "already" in ran.err
    assert small_db.read_bytes() == before


def test_who_and_where_come_from_the_environment_too(run: Run, small_db: Path) -> None:
    assert run("verify", TRACKER_DB=str(small_db)).code == 0


@pytest.mark.parametrize(
    "command",
    ["demo", "init", "check", "plan", "plan apply", "plan log", "plan show", "plan diff", "update", "import",
     "due", "status", "history", "verify"],
)  # fmt: skip
def test_the_help_of_every_command_has_an_example(run: Run, command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.code == 0
    assert "Example" in ran.out
    assert f"tracker {command.split()[0]}" in ran.out or "tracker --db" in ran.out
