"""``tracker redact``, through the real command: what goes, what stays, and what it says."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.conftest import Run

SECRET = "the officer on long-term sick leave is PC 4711"
REASON = "Named a member of staff"


def reported(run: Run, db: Path, *more: str) -> None:
    words = ("update", "kent", "offenders", "--as-at", "2015-09-30", "--value", "14", "--note", SECRET)
    ran = run(*words, *more, db=db)
    assert ran.code == 0, ran.err


def test_a_note_is_taken_out_and_the_history_says_so(run: Run, small_db: Path) -> None:
    reported(run, small_db)
    head = json.loads(run("verify", "--format", "json", db=small_db).out)["head"]
    ran = run("redact", "2", "--reason", REASON, "--yes", db=small_db, user="Data officer")

    assert (ran.code, SECRET in ran.out + ran.err) == (0, False)
    assert ran.out.startswith("Redacted as ledger number 3, hash ")
    assert "To be taken out for good: its note (46 characters)." in ran.err
    table, rows = (
        run("history", db=small_db).out,
        json.loads(run("history", "--format", "json", db=small_db).out),
    )
    assert "note of number 2 redacted: Named a member of staff" in " ".join(table.split())
    assert "note: [redacted] (note redacted on" in " ".join(table.split())
    assert [row["kind"] for row in rows] == ["redaction", "update", "plan version"]
    assert (rows[0]["redacts"], rows[0]["redacted"], rows[0]["author"]) == (2, "note", "Data officer")
    assert rows[1]["redacted"].endswith("by Data officer: Named a member of staff")
    assert "is ledger number 2" in run("verify", "--head", head, db=small_db).out
    assert "is ledger number 3" in run("verify", "--head", rows[0]["hash"], db=small_db).out
    assert all(SECRET.encode() not in f.read_bytes() for f in small_db.parent.glob(f"{small_db.name}*"))


def test_again_it_only_wipes(run: Run, small_db: Path) -> None:
    reported(run, small_db)
    run("redact", "2", "--reason", REASON, "--yes", db=small_db)
    again = run("redact", "2", "--reason", REASON, db=small_db)
    assert again.code == 0
    assert again.out.startswith("Nothing is left to redact: note redacted on ")


def test_without_a_terminal_it_needs_yes(run: Run, small_db: Path) -> None:
    reported(run, small_db)
    ran = run("redact", "2", "--reason", REASON, db=small_db)
    assert ran.code == 2
    assert "give --yes where there is no terminal to ask at" in ran.err
    assert SECRET in " ".join(run("history", db=small_db).out.split())


def at_a_terminal(db: Path, answer: bytes) -> int:
    """Redact at a terminal, and answer what is asked."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "tracker", "--db", str(db), "redact", "2", "--reason", REASON]
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        seen = b""
        while b"[y/N]" not in seen:
            seen += os.read(ours, 4096)
        os.write(ours, answer)
        try:
            while os.read(ours, 4096):
                pass
        except OSError:  # the other end is closed
            pass
        code = process.wait()
    os.close(ours)
    return code


def test_at_a_terminal_it_asks(run: Run, small_db: Path) -> None:
    reported(run, small_db)
    assert at_a_terminal(small_db, b"n\n") == 130
    assert json.loads(run("history", "--format", "json", db=small_db).out)[0]["note"] == SECRET
    assert at_a_terminal(small_db, b"y\n") == 0
    assert json.loads(run("history", "--format", "json", db=small_db).out)[1]["note"] == "[redacted]"


def test_the_kept_file_goes_too_and_it_says_so(run: Run, small_db: Path, tmp_path: Path) -> None:
    sent = tmp_path / "kent.csv"
    sent.write_text(f"force,commitment,as_at,value,note\nkent,offenders-pursued,2015-09-30,14,{SECRET}\n")
    assert run("import", sent, db=small_db).code == 0
    ran = run("redact", "2", "--field", "note", "--reason", REASON, "--yes", db=small_db)

    assert "The kept file kent.csv" in ran.err
    assert ": the kept file " in ran.out
    assert "redacted" in run("history", "--sources", db=small_db).out
    saved = run("history", "--source", "kent.csv", "--save", "back.csv", db=small_db)
    assert saved.code == 1
    assert "kent.csv was redacted" in saved.err
    assert run("import", sent, db=small_db).out.startswith("kent.csv: taken in already")


def test_what_cannot_be_redacted_is_a_sentence(run: Run, small_db: Path) -> None:
    reported(run, small_db, "--cause", "vacancies")
    for words, code, sentence in (
        (("2",), 1, "has a cause and a note: say which is to be redacted"),
        (("2", "--field", "action"), 1, "has no action to redact: it has a cause and a note"),
        (("1",), 1, "Ledger number 1 is not an update"),
        (("9",), 1, "There is no ledger number 9: the last is 2"),
        (("two",), 2, "'two' is not a valid integer"),
        (("2", "--field", "value"), 2, "'value' is not one of"),
    ):
        ran = run("redact", *words, "--reason", REASON, "--yes", db=small_db)
        assert (ran.code, sentence in ran.err) == (code, True), ran.err
    assert run("redact", "2", db=small_db).code == 2
    blank = run("redact", "2", "--field", "note", "--reason", " ", "--yes", db=small_db)
    assert (blank.code, "needs a reason" in blank.err) == (1, True)
    said = run("redact", "2", "--field", "note", "--reason", f"It says {SECRET}", "--yes", db=small_db)
    assert (said.code, "without the words themselves" in said.err) == (1, True)


def test_other_places_of_the_same_words_are_named_and_counted(run: Run, small_db: Path) -> None:
    for day in range(1, 8):
        words = ("update", "kent", "offenders", "--as-at", f"2015-09-0{day}", "--value", "1")
        assert run(*words, "--note", SECRET, db=small_db).code == 0
    said = " ".join(run("redact", "2", "--reason", REASON, "--yes", db=small_db).err.split())
    others = ", ".join(f"{number} (note)" for number in range(3, 8))
    assert f"The same words also stand in ledger number {others} and 1 more: they stay there." in said


def test_a_withdrawn_note_is_on_no_screen_whatever_one_knows(
    run: Run, small_db: Path, tmp_path: Path
) -> None:
    reported(run, small_db)
    run(
        "update",
        "kent",
        "offenders",
        "--as-at",
        "2015-09-30",
        "--withdraw",
        "--note",
        "a mistake",
        db=small_db,
    )
    for words in (
        ("history",),
        ("history", "--format", "csv"),
        ("status", "--as-of", "2015-10-31", "--format", "json"),
        ("status", "--as-of", "2015-10-31", "--force", "kent"),
        ("compare", "2015-09-30", "2015-12-31", "--format", "json"),
    ):
        assert "PC 4711" not in run(*words, db=small_db).out
    assert run("export", "out", db=small_db).code == 0
    assert SECRET in (tmp_path / "out" / "texts.csv").read_text(), "its place in the ledger is kept"
