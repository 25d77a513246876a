"""``tracker report`` as people use it: printed, written, refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.cli.report_command import command

COUNCIL = ("report", "--council", "2016-01-20")


@pytest.fixture
def child_db(demo_db: Callable[[str], Path]) -> Path:
    return demo_db("child-protection-2015")


def test_without_options_the_report_is_printed(run: Run, strength_db: Path) -> None:
    ran = run("report", db=strength_db)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[2] == "Chief Constables' Council"
    assert "Position as at 31 March 2020" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 120


def test_a_paper_in_several_formats_at_once(run: Run, child_db: Path, tmp_path: Path) -> None:
    ran = run(*COUNCIL, "--format", "md,json,csv,text", "--out", "papers", db=child_db)
    assert ran.code == 0, ran.err
    stem = "child-protection-2015-2016-01-20"
    names = [f"{stem}.{ending}" for ending in ("md", "json", "csv", "txt")]
    assert sorted(path.name for path in (tmp_path / "papers").iterdir()) == sorted(names)
    assert ran.out == f"Written to papers: {', '.join(names)}\n"
    assert "agenda_item, author, organisation, committee, portfolio" in ran.err
    assert json.loads((tmp_path / "papers" / names[1]).read_text("utf-8"))["created"] == "2016-01-20"


def test_nothing_is_overwritten_unless_told(run: Run, child_db: Path, tmp_path: Path) -> None:
    words = (*COUNCIL, "--format", "md,csv", "--out", "papers")
    assert run(*words, db=child_db).code == 0
    (tmp_path / "papers" / "child-protection-2015-2016-01-20.csv").unlink()
    again = run(*words, db=child_db)
    assert again.code == 1
    assert "child-protection-2015-2016-01-20.md exists in papers already" in again.err
    assert len(list((tmp_path / "papers").iterdir())) == 1
    assert run(*words, "--overwrite", "--created", "2016-01-11", db=child_db).code == 0
    assert "11 January 2016" in (tmp_path / "papers" / "child-protection-2015-2016-01-20.md").read_text(
        "utf-8"
    )
    assert len(list((tmp_path / "papers").iterdir())) == 2


def test_a_page_for_every_force(run: Run, child_db: Path, tmp_path: Path) -> None:
    ran = run(*COUNCIL, "--each-force", "--format", "md", "--out", "pages", db=child_db)
    assert ran.code == 0, ran.err
    pages = sorted(path.name for path in (tmp_path / "pages").iterdir())
    assert len(pages) == 43
    assert "child-protection-2015-2016-01-20-kent.md" in pages
    assert ran.out == "Written to pages: 43 files\n"


def test_a_region_and_a_force_by_the_start_of_their_names(run: Run, child_db: Path) -> None:
    region = run(*COUNCIL, "--region", "South E", db=child_db)
    assert "South East region" in region.out
    assert "Thames Valley" in region.out
    force = run(*COUNCIL, "--force", "thames", db=child_db)
    assert "National policing child protection action plan – Thames Valley" in force.out
    assert "FORCES OF SIMILAR SIZE" in force.out
    assert "WHAT IS DUE" in force.out


def test_decisions_sought_and_the_agenda_item_can_be_given(run: Run, child_db: Path) -> None:
    ran = run(
        *COUNCIL, "--ask", "Agree the dates", "--ask", "Write to Gwent.", "--agenda-item", "4.2", db=child_db
    )
    assert "20 January 2016 / Agenda item: 4.2" in ran.out
    assert "2.1   Agree the dates.\n" in ran.out
    assert "2.2   Write to Gwent.\n" in ran.out


def test_the_line_that_a_paper_prints_verifies_it(run: Run, child_db: Path) -> None:
    paper = json.loads(run(*COUNCIL, "--format", "json", db=child_db).out)
    words = paper["proof"]["command"].split()
    assert words[0] == "tracker"
    ran = run(*words[1:], db=child_db)
    assert ran.code == 0, ran.err
    assert f"is ledger number {paper['proof']['ledger']}" in ran.out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("--council", "2016-01-20", "--as-of", "2016-01-20"), 2, "give one of them"),
        (("--council", "2016-01-21"), 1, "There is no council on 21 Jan 2016. The plan's councils are"),
        (("--format", "md,json"), 2, "give --out DIR as well"),
        (("--format", "doc"), 2, "“doc” is not a format: use text, md, json, csv"),
        (("--out", "papers"), 2, "Say which files to write"),
        (("--overwrite",), 2, "give that as well"),
        (("--each-force",), 2, "give --format and --out DIR as well"),
        (("--force", "kemt"), 1, "Did you mean kent"),
        (("--region", "Mercia"), 1, "is not a region of this plan"),
        (("--created", "20/1/2016"), 2, "write 2015-09-30, year first"),
        (("--marking", "OFFICIAL"), 2, "give --publish as well"),
        (("--as-of", "2015-08-01", "--known-at", "2015-07-10"), 0, ""),
    ],
)
def test_misuse_is_told_in_a_sentence(
    run: Run, child_db: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    ran = run("report", *words, db=child_db)
    assert ran.code == code, ran.err
    assert message in ran.err


def test_files_are_the_same_in_every_time_zone_and_language(run: Run, child_db: Path, tmp_path: Path) -> None:
    words = (*COUNCIL, "--format", "text,md,json,csv")
    places = {
        "here": {"TZ": "Europe/London", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        "there": {
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "de_DE.UTF-8",
            "COLUMNS": "60",
            "PYTHONHASHSEED": "2",
        },
    }
    for folder, environment in places.items():
        assert run(*words, "--out", folder, db=child_db, **environment).code == 0
    made = [{p.name: p.read_bytes() for p in (tmp_path / folder).iterdir()} for folder in places]
    assert made[0] == made[1]
    assert len(made[0]) == 4


def test_hostile_notes_come_out_as_text(run: Run, small_db: Path) -> None:
    note = "=1+1 <b>bold</b> | **x** {{ y }} \u202e[red]\x1b[31m # \\ &amp;"
    update = ("update", "kent", "offenders-pursued", "--as-at", "2015-09-30", "--value", "10", "--note", note)
    assert run(*update, db=small_db).code == 0
    text = run("report", "--as-of", "2015-09-30", db=small_db).out
    assert "Note: =1+1 <b>bold</b> | **x** {{ y }} [red][31m # \\ &amp;" in text
    markdown = run("report", "--as-of", "2015-09-30", "--format", "md", db=small_db).out
    assert r"=1+1 \<b\>bold\</b\> \| \*\*x\*\* \{\{ y \}\} \[red\]\[31m \# \\ \&amp;" in markdown


def test_every_option_stands_in_the_reference() -> None:
    reference = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    options = {name for parameter in command.params for name in parameter.opts if name.startswith("--")}
    assert len(options) >= 13
    assert {name for name in options if name not in reference} == set()


def issue(run: Run, db: Path, folder: str = "papers") -> str:
    """Issue the council's paper in Markdown and JSON; the hash by which it is made again."""
    ran = run(*COUNCIL, "--format", "md,json", "--out", folder, db=db)
    assert ran.code == 0, ran.err
    return ran.err.partition("tracker report --again ")[2].split()[0]


def test_an_issued_report_is_made_again_byte_for_byte(run: Run, child_db: Path, tmp_path: Path) -> None:
    kept = issue(run, child_db)
    ran = run("report", "--again", kept, "--format", "md,json", "--out", "again", db=child_db)
    assert ran.code == 0, ran.err
    assert "by tester. A report made now with the same options is the same." in ran.err
    for path in (tmp_path / "papers").iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_issuing_a_report_changes_nothing_that_the_next_one_says(
    run: Run, child_db: Path, tmp_path: Path
) -> None:
    assert issue(run, child_db, "one") == issue(run, child_db, "two")
    for path in (tmp_path / "one").iterdir():
        assert (tmp_path / "two" / path.name).read_bytes() == path.read_bytes()
    assert run("verify", db=child_db).code == 0


def test_where_and_why_a_report_would_differ_is_told(run: Run, child_db: Path, tmp_path: Path) -> None:
    kept = issue(run, child_db)
    back = tmp_path / "back.csv"
    back.write_text(
        "force,commitment,as_at,value,published_on\nkent,offenders-pursued,2015-09-30,30,2016-01-15\n"
    )
    taken = run("import", back, db=child_db)
    assert taken.code == 0, taken.err
    ran = run("report", "--again", kept, db=child_db)
    assert ran.code == 0, ran.err
    assert "would differ:" in ran.err
    assert "with entries back-loaded since" in ran.err
    assert "- kent, offenders-pursued: green at 40 (2015-09-30), and now amber" in ran.err
    assert "back-loaded on" in ran.err
    assert "1.1   As at 20 Jan 2016 the plan is amber." in ran.out


def test_redacted_words_are_gone_from_an_issued_report(run: Run, small_db: Path) -> None:
    update = ("update", "kent", "offenders-pursued", "--as-at", "2015-09-30", "--value", "10")
    assert run(*update, "--note", "The name of a witness", db=small_db).code == 0
    ran = run("report", "--as-of", "2015-09-30", "--format", "md", "--out", "papers", db=small_db)
    kept = ran.err.partition("tracker report --again ")[2].split()[0]
    redacted = run("redact", "2", "--reason", "a witness", "--yes", db=small_db)
    assert redacted.code == 0, redacted.err
    again = run("report", "--again", kept, db=small_db)
    assert again.code == 0, again.err
    assert "witness" not in again.out
    assert "Note: [redacted]" in again.out
    assert "Words have been redacted from it since it was issued." in again.err


def test_a_report_made_again_takes_no_other_look(run: Run, child_db: Path) -> None:
    ran = run("report", "--again", "3f9a0c1d2b7e", "--force", "kent", db=child_db)
    assert ran.code == 2
    assert "leave out --force" in ran.err
    unknown = run("report", "--again", "3f9a0c1d2b7e", db=child_db)
    assert unknown.code == 1
    assert "No report with the hash 3f9a0c1d2b7e was issued" in unknown.err


def test_a_template_goes_with_word(run: Run, child_db: Path) -> None:
    ran = run(*COUNCIL, "--format", "md", "--out", "papers", "--template", "own.docx", db=child_db)
    assert ran.code == 2
    assert "give --format docx as well" in ran.err
