"""The examples of docs/returns.md, docs/reports.md and docs/serve.md are run as they stand there."""

from __future__ import annotations

import re
import shlex
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.test_serve import served
from tests.conftest import Run
from tests.docs.pages import code_spans, section, text_of, words_of_commands
from tracker.domain.errors import FieldError
from tracker.returns.words import day_in, number_reader

RETURNS, REPORTS, SERVE = (text_of(f"docs/{name}.md") for name in ("returns", "reports", "serve"))


def commands(page: str) -> list[list[str]]:
    """The words of each command of a page, without the name of the program."""
    return [shlex.split(line)[1:] for line in words_of_commands(page)]


def filled_by_kent(path: Path) -> Path:
    """A workbook with a good row and one to be refused."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["force", "commitment", "as_at", "value"])
        sheet.write_row(1, 0, ["Kent", "offenders-pursued", "2015-12-31", 120])
        sheet.write_row(2, 0, ["Kent", "offenders-pursued", "2016-01-31", "many"])
    return path


def test_returns_are_checked_taken_in_listed_and_given_back(run: Run, small_db: Path) -> None:
    folder = small_db.parent
    (folder / "returns").mkdir()
    (example,) = re.findall(r"```csv plain\n(.*?)```", RETURNS, re.DOTALL)
    (folder / "returns" / "all.csv").write_text(example, encoding="utf-8")
    sent = filled_by_kent(folder / "kent.xlsx")

    check, take, partial, listed, saved = (run(*words, db=small_db) for words in commands(RETURNS))
    assert (check.code, "would record 3 new" in check.out) == (0, True)
    assert (take.code, ": 3 new" in take.out) == (0, True)
    assert (partial.code, "1 new" in partial.out, "1 refused" in partial.out) == (1, True, True)
    assert (folder / "kent.refused.csv").is_file()
    assert (listed.code, "all.csv" in listed.out, "kent.xlsx" in listed.out) == (0, True, True)
    assert saved.code == 0
    assert (folder / "as-it-came.xlsx").read_bytes() == sent.read_bytes()


READ_AS = [
    tuple(cell.strip() for cell in row.strip("|").split("|"))
    for row in section("docs/returns.md", "How numbers and dates are read").splitlines()
    if row.startswith("| `")
]


def read_as(said: str) -> list[tuple[str, str]]:
    """Each form that is written, and how the page says it is read, where that begins with these words."""
    return [
        (form, read) for written, read in READ_AS if read.startswith(said) for form in code_spans(written)
    ]


def test_numbers_are_read_as_the_page_says() -> None:
    plain, with_unit = READ_AS[0], READ_AS[1]
    for form, value in zip(code_spans(plain[0]), plain[1].split(", "), strict=True):
        assert number_reader("offenders")(form) == float(value.replace("−", "-"))
    offenders, percent = code_spans(with_unit[0])
    assert (number_reader("offenders")(offenders), number_reader("%")(percent)) == (142, 45)


def test_days_are_read_as_the_page_says() -> None:
    forms = [form for form, _ in read_as("30 Sep 2015")]
    assert len(forms) == 7
    assert {day_in(form) for form in forms} == {date(2015, 9, 30)}


def test_what_has_two_readings_is_refused_with_what_the_page_says() -> None:
    refused = read_as("refused: ")
    assert len(refused) == 5
    for form, read in refused:
        with pytest.raises(FieldError) as error:
            (number_reader("", decimal_comma=True) if form == "1,234" else day_in)(form)
        for day in re.findall(r"\d+ [A-Z][a-z]{2} \d{4}", read):
            assert day in str(error.value)


PAPERS = commands(REPORTS)


@pytest.mark.parametrize("words", [words for words in PAPERS if "--again" not in words], ids=" ".join)
def test_papers_are_printed_or_written(
    run: Run, demo_db: Callable[[str], Path], words: list[str], tmp_path: Path
) -> None:
    ran = run(*words, db=demo_db("child-protection-2015"))
    assert (ran.code, bool(ran.out)) == (0, True), ran.err
    if "--out" in words:
        written = list((tmp_path / words[-1]).iterdir())
        formats = words[words.index("--format") + 1].split(",")
        assert {path.suffix for path in written} == {f".{name}" for name in formats}
        assert len(written) == (43 if "--each-force" in words else len(formats))
        assert all(("published" in path.name) == ("--publish" in words) for path in written)


def test_an_issued_paper_is_made_again(run: Run, demo_db: Callable[[str], Path], tmp_path: Path) -> None:
    db, papers = demo_db("child-protection-2015"), tmp_path / "papers"
    (words,) = (list(each) for each in PAPERS if "--again" in each)
    (issue,) = (each for each in PAPERS if each[-3:] == ["md,json", "--out", "papers"])
    issued = re.search(r"--again (\w+)", run(*issue, db=db).err)
    assert issued
    before = {path.name: path.read_bytes() for path in papers.glob("*.md")}
    shutil.rmtree(papers)
    words[words.index("--again") + 1] = issued[1]
    ran = run(*words, db=db)
    assert ran.code == 0, ran.err
    assert {path.name: path.read_bytes() for path in papers.iterdir()} == before


def test_the_board_is_served_to_this_machine_and_its_link_is_printed(small_db: Path) -> None:
    ((option, _, *words),) = (each for each in commands(SERVE) if each[0] == "--db")
    assert (option, words) == ("--db", ["serve"])
    with served(small_db) as (_, said):
        assert "`http://127.0.0.1:8000/?token=…`" in SERVE
        assert re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", said[0])


def test_the_password_of_the_page_is_made_and_lets_others_in(small_db: Path, tmp_path: Path) -> None:
    make = next(line.strip() for line in SERVE.splitlines() if line.startswith("    umask"))
    python = f"{Path(sys.executable).parent}/python3"
    subprocess.run(["bash", "-c", make.replace("python3", shlex.quote(python))], cwd=tmp_path, check=True)
    password = tmp_path / "password.txt"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    words = next(each for each in commands(SERVE) if "--public" in each)
    words[words.index("password.txt")] = str(password)
    with served(small_db, *words[1:]) as (_, said):
        assert said[0].strip() == "Open https://tracker.example.org/"
        assert password.read_text("ascii").strip() not in "".join(said)
