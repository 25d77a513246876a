"""``tracker due`` through the real command: who is missing what, and the reminders."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tracker.cli.due_json import HEADS

Demo = Callable[[str], Path]
DAY = ("--on", "2015-10-25")


@pytest.fixture
def promises_db(demo_db: Demo) -> Path:
    """The child protection plan: two forces had reported nothing by 25 October 2015, one not all."""
    return demo_db("child-protection-2015")


def answer(run: Run, db: Path, *words: str) -> dict[str, Any]:
    ran = run("due", "--format", "json", *words, db=db)
    assert ran.code == 0, ran.err
    record: dict[str, Any] = json.loads(ran.out)
    return record


def test_a_lead_sees_who_is_late_with_what_and_who_never_reported(run: Run, promises_db: Path) -> None:
    ran = run("due", *DAY, db=promises_db)
    assert ran.code == 0, ran.err
    assert (
        "Returns due on 25 Oct 2015: 3 of 43 forces have returns missing, 2 of them never reported. "
        "Over the last period:" in " ".join(ran.out.split())
    )
    assert "reporting rate 95% (410 of 431), on time 93%." in " ".join(ran.out.split())
    lines = ran.out.splitlines()
    gwent = next(i for i, line in enumerate(lines) if line.startswith("Gwent"))
    assert lines[gwent].split() == ["Gwent", "late", "4", "never", "0%", "(0", "of", "10)", "0%"]
    assert lines[gwent + 1] == "  2015/16 Q2 (4 days): all 10 commitments"
    assert "  2015/16 Q2 (4 days): image-backlog" in lines
    assert not any(line.startswith("Kent") for line in lines)
    assert "41 others with nothing missing" in ran.out
    assert (
        sum(line.endswith("100%") for line in run("due", *DAY, "--all", db=promises_db).out.splitlines()) > 25
    )


def test_by_region_rates_are_sums_and_never_averages(run: Run, promises_db: Path) -> None:
    record = answer(run, promises_db, *DAY)
    for key in ("expected", "reported", "on_time"):
        assert sum(region[key] for region in record["regions"]) == record[key]
        assert sum(force[key] for force in record["forces"]) == record[key]
    wales = next(region for region in record["regions"] if region["region"] == "Wales")
    assert (wales["forces_missing"], wales["forces_never"], wales["reporting_rate"]) == (1, 1, 30 / 40)
    text = run("due", *DAY, "--by", "region", db=promises_db).out
    assert next(line for line in text.splitlines() if line.startswith("Wales")).split() == [
        "Wales", "1", "of", "4", "0", "1", "75%", "(30", "of", "40)", "75%",
    ]  # fmt: skip


def test_what_a_narrower_choice_shows(run: Run, promises_db: Path) -> None:
    ran = run("due", *DAY, "--region", "wal", "--by", "commitment", db=promises_db)
    assert "Wales on 25 Oct 2015: 1 of 4 forces has returns missing" in ran.out
    ran = run("due", *DAY, "--force", "warwicks", "--by", "return", db=promises_db)
    line = next(line for line in ran.out.splitlines() if "image-backlog" in line)
    assert "2015/16 Q2  21 Oct 2015     4  late" in line
    record = answer(run, promises_db, *DAY, "--force", "kent")
    assert [force["force"] for force in record["forces"]] == ["kent"]
    assert record["forces_missing"] == 3


def test_nothing_missing_is_a_sentence(run: Run, strength_db: Path) -> None:
    ran = run("due", "--on", "2019-01-24", db=strength_db)
    assert "nothing is missing from any of 43 forces." in ran.out
    assert "Force " not in ran.out
    early = run("due", "--on", "2015-04-30", db=strength_db)
    assert "none has fallen due yet; the first is due by" in early.out


def test_a_day_still_to_come_says_so(run: Run, small_db: Path) -> None:
    ran = run("due", "--on", "2999-01-01", db=small_db)
    assert "1 Jan 2999 is still to come: this is what would be missing if nothing more came." in ran.out


def test_as_it_was_known_then(run: Run, strength_db: Path) -> None:
    then = answer(run, strength_db, "--on", "2019-02-02", "--known-at", "2019-01-23")
    assert (then["forces_missing"], then["before_first_version"]) == (43, True)
    assert answer(run, strength_db, "--on", "2019-02-02")["forces_missing"] == 0
    assert answer(run, strength_db, "--known-at", "2019-01-23")["on"] == "2019-01-23"


def test_a_withdrawn_return_is_missing_again_and_not_available_stays_missing(
    run: Run, small_db: Path
) -> None:
    words = ("update", "kent", "offenders", "--as-at", "2015-09-30")
    assert run(*words, "--value", "98", db=small_db).code == 0

    def missing() -> list[dict[str, Any]]:
        (force,) = answer(run, small_db, "--on", "2999-01-01", "--force", "kent")["forces"]
        return [m for m in force["missing"] if (m["commitment"], m["period"]) == WANTED]

    assert missing() == []
    assert run(*words, "--withdraw", db=small_db).code == 0
    assert [one["answer"] for one in missing()] == [None]
    assert run(*words, "--mark", "x", db=small_db).code == 0
    assert [one["answer"] for one in missing()] == ["not available"]


WANTED = ("offenders-pursued", "2015/16 Q2")


@pytest.mark.parametrize("by", HEADS)
def test_csv_has_the_same_columns_in_every_row(run: Run, promises_db: Path, by: str) -> None:
    ran = run("due", *DAY, "--by", by, "--format", "csv", db=promises_db)
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert tuple(rows[0]) == HEADS[by]
    assert len(rows) == {"force": 44, "region": 11, "commitment": 12, "return": 21}[by]
    assert all(None not in row.values() for row in rows)


@pytest.mark.parametrize("by", HEADS)
@pytest.mark.parametrize("name", ["child-protection-2015", "officer-strength", "officer-uplift"])
def test_tables_fit_eighty_columns(run: Run, demo_db: Demo, by: str, name: str) -> None:
    for words in ((), ("--on", "2016-01-25"), ("--on", "2018-10-25", "--all")):
        ran = run("due", *words, "--by", by, db=demo_db(name), COLUMNS="80")
        assert (ran.code, ran.err) == (0, "")
        assert max(map(len, ran.out.splitlines())) <= 80
        assert "…" not in ran.out


def test_a_narrow_terminal_loses_nothing(run: Run, promises_db: Path) -> None:
    for by in HEADS:
        ran = run("due", *DAY, "--by", by, "--all", db=promises_db, COLUMNS="44")
        assert ran.code == 0
        assert "…" not in ran.out
    ran = run("due", *DAY, db=promises_db, COLUMNS="44")
    assert "2015/16 Q2 (4 days): image-backlog" in ran.out


CONTACTS = "force,mailbox\nGwent Police,performance@gwent.example\nWiltshire,action.plan@wiltshire.example\n"


def test_reminders_ready_to_paste_and_to_merge(run: Run, promises_db: Path, tmp_path: Path) -> None:
    (tmp_path / "boxes.csv").write_text(CONTACTS, encoding="utf-8")
    words = ("due", *DAY, "--letters", "out", "--contacts", "boxes.csv")
    ran = run(*words, db=promises_db)
    assert ran.code == 0, ran.err
    assert ran.err == "3 letters and merge.csv written to out.\nNo mailbox is known for warwickshire.\n"
    assert ran.out == run("due", *DAY, db=promises_db).out
    folder = tmp_path / "out"
    assert {path.name for path in folder.iterdir()} == {
        "gwent.txt", "warwickshire.txt", "wiltshire.txt", "merge.csv",
    }  # fmt: skip
    text = (folder / "warwickshire.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0] == lines[-1] == "OFFICIAL"
    assert "ILLUSTRATIVE DATA: made up for a demonstration. Do not send." in lines
    assert "To: Warwickshire Police (role mailbox not known)" in lines
    assert "2015/16 Q2 (1 Jul 2015 to 30 Sep 2015), due by 21 Oct 2015, 4 days late:" in lines
    assert "  - Devices waiting more than three months for examination (image-backlog)" in lines
    assert "  warwickshire,image-backlog,2015-09-30," in lines
    assert "  tracker update warwickshire image-backlog --as-at 2015-09-30 --value N" in lines
    assert "Asked for by: National Policing Lead for Child Protection" in text
    assert "To: performance@gwent.example" in (folder / "gwent.txt").read_text(encoding="utf-8")
    with (folder / "merge.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["force"]: row for row in csv.DictReader(file)}
    assert rows["gwent"]["to"] == "performance@gwent.example"
    assert rows["gwent"]["last_reported_as_at"] == "never"
    assert rows["wiltshire"]["missing"].count("(2015/16 Q2)") == 10
    assert rows["warwickshire"]["due_dates"] == "21 Oct 2015"

    before = {path: path.read_bytes() for path in folder.iterdir()}
    again = run(*words, db=promises_db)
    assert (again.code, again.out) == (1, "")
    assert "already and nothing is overwritten" in again.err
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_the_lines_of_a_letter_can_be_completed_and_imported(
    run: Run, promises_db: Path, tmp_path: Path
) -> None:
    words = (*DAY, "--force", "gwent")
    assert run("due", *words, "--letters", "out", db=promises_db).code == 0
    text = (tmp_path / "out" / "gwent.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.startswith(("  force,", "  gwent,"))]
    promised = {line.split(",")[1] for line in lines[1:]}
    states = {"cse-plan-signed", "cse-plan-delivered", "online-cse-allocation", "caid-in-use"}
    filled = [
        line.removesuffix(",,") + (",,in progress" if line.split(",")[1] in states else ",5,")
        for line in lines[1:]
    ]
    (tmp_path / "gwent.csv").write_text("\n".join([lines[0], *filled]), encoding="utf-8")
    assert states < promised
    taken = run("import", "--dry-run", "gwent.csv", db=promises_db)
    assert taken.code == 0, taken.err


def test_letters_of_a_region_alone_and_none_where_nothing_is_missing(
    run: Run, promises_db: Path, tmp_path: Path
) -> None:
    ran = run("due", *DAY, "--region", "Wales", "--letters", "wales", db=promises_db)
    assert ran.err == "1 letter and merge.csv written to wales.\n"
    ran = run("due", *DAY, "--force", "kent", "--letters", "kent", db=promises_db)
    assert (ran.code, ran.err) == (0, "Nothing is missing: no letter was written.\n")
    assert not (tmp_path / "kent").exists()


BAD_CONTACTS = """\
force,mailbox
Gwant,performance@gwent.example
kent,jane.smith@kent.example
kent,returns@kent.example
essex,Essex Team <team@essex.example>
dorset,
surrey,=cmd@x.example
sussex,PC1234@sussex.example
"""


def test_bad_contacts_are_all_said_at_once_and_no_letter_is_written(
    run: Run, promises_db: Path, tmp_path: Path
) -> None:
    (tmp_path / "boxes.csv").write_text(BAD_CONTACTS, encoding="utf-8")
    ran = run("due", *DAY, "--letters", "out", "--contacts", "boxes.csv", db=promises_db)
    assert (ran.code, ran.out) == (1, "")
    for line, part in (
        (2, "Did you mean gwent?"),
        (3, "looks like a person's address: give the mailbox of a role or a team"),
        (4, "kent stands on line 3 already"),
        (5, "write one address alone"),
        (6, "The mailbox is missing"),
        (7, "is not an e-mail address"),
        (8, "looks like a person's address"),
    ):
        assert any(said.startswith(f"boxes.csv:{line}: ") and part in said for said in ran.err.splitlines())
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("--on", "25/10/2015"), 2, "write 2015-09-30"),
        (("--by", "planet"), 2, "planet"),
        (("--force", "kemt"), 1, "Did you mean kent?"),
        (("--region", "Whales"), 1, "is not a region of this plan. Did you mean “Wales”?"),
        (("--region", "Mars"), 1, "is not a region of this plan. The regions are National, East"),
        (("--region", "South"), 1, "could be"),
        (("--force", "kent", "--region", "Wales"), 2, "give one of them"),
        (("--contacts", "boxes.csv"), 2, "give --letters DIR as well"),
        (("--letters", "out", "--contacts", "none.csv"), 1, "none.csv cannot be read"),
        (("--letters", "out", "--contacts", "."), 1, "is a folder"),
        (("--letters", "out", "--on", "2999-01-01"), 2, "is still to come"),
        (("--letters", "child-protection-2015.db"), 1, "is not a folder: name another"),
        (("--letters", "child-protection-2015.db/out"), 1, "is not a folder"),
    ],
)
def test_refusals_are_sentences(
    run: Run, promises_db: Path, tmp_path: Path, words: tuple[str, ...], code: int, part: str
) -> None:
    before = promises_db.read_bytes()
    ran = run("due", *words, db=promises_db)
    assert (ran.code, part in ran.err) == (code, True), ran.err
    assert ran.out == ""
    assert promises_db.read_bytes() == before
    assert {path.name for path in tmp_path.iterdir()} == {promises_db.name}
