"""Text that tries to be markup, code, a formula or a path comes out as text, wherever it comes out."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from markdown_it import MarkdownIt

from tests.conftest import LOADED
from tests.hostile.commands import say
from tests.hostile.texts import HOSTILE
from tests.reports.test_html import Page
from tracker.domain.words import is_like_a_formula, shown
from tracker.workspace import Workspace

#: A plan may hold no control character; everything else it may.
IN_PLAN = {name: "".join(ch for ch in text if ord(ch) >= 32) for name, text in HOSTILE.items()}
_ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


@cache
def place() -> Path:
    """A folder with a database in which every name and every note is hostile."""
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    plan = json.dumps(_plan()).replace('"DAY"', "2015-04-01").replace('"END"', "2016-03-31")
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    Workspace.create(folder / "tracker.db", folder / "plan.yaml", "a", lambda: LOADED).close()
    for number, text in enumerate(HOSTILE.values()):
        name = re.sub(r"[/\0]", "_", text)[:80] + ".csv"
        words = ["update", "kent", f"c{number}", "--as-at", "2015-09-30", "--value", "10"]
        said = [word for key in ("note", "cause", "action", "evidence") for word in (f"--{key}", text)]
        said_in(folder, "--as", text, *words, *said)
        (folder / name).write_text(f"force,commitment,as_at,value\nkent,c{number},2015-06-30,{number + 1}\n")
        said_in(folder, "--as", text, "import", "./" + name)
    return folder


def _plan() -> dict[str, object]:
    medley = " / ".join(IN_PLAN.values())
    bodies = [
        {"slug": f"b{i}", "name": text, "region": text, "abbreviation": text, "officers": 1, "population": 1}
        for i, text in enumerate(IN_PLAN.values())
    ]
    return {
        "plan": "hostile", "title": medley, "owner": medley, "marking": IN_PLAN["html"],
        "starts": "DAY", "reporting": "quarterly",
        "forces": ["kent", *(f"b{i}" for i in range(len(bodies)))], "bodies": bodies,
        "asks": list(IN_PLAN.values()), "strands": {f"s{i}": text for i, text in enumerate(IN_PLAN.values())},
        "commitments": [
            {
                "id": f"c{i}", "title": text, "strand": f"s{i}", "lead": text, "source": text,
                "measure": {"kind": "count", "unit": text, "direction": "increase"},
                "baseline": {"as_at": "DAY", "value": 0}, "target": {"by": "END", "value": 200},
            }
            for i, text in enumerate(IN_PLAN.values())
        ],
    }  # fmt: skip


def said_by(*words: str) -> str:
    """What a command prints."""
    return said_in(place(), *words)


def said_in(folder: Path, *words: str) -> str:
    """What it prints in a folder; it must succeed, and nothing that it prints may act on a terminal."""
    said = say(folder, *words)
    assert said.code == 0, said.err
    assert not acting(said.out + said.err), words
    return said.out


def acting(text: str) -> set[str]:
    """The characters of a text that may act on a terminal."""
    return {ch for ch in text if ch != "\n" and unicodedata.category(ch) in _ACTING}


def strings(found: object) -> Iterator[str]:
    """Every string in JSON."""
    if isinstance(found, str):
        yield found
    for each in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from strings(each)


def of_json(text: str) -> str:
    return " ".join(strings(json.loads(text)))


def of_csv(text: str) -> str:
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if is_like_a_formula(cell) and not re.fullmatch(r"-?[\d.]+", cell)]
    return " ".join(cells)


def of_markdown(text: str) -> str:
    tokens = MarkdownIt("gfm-like", {"html": True}).disable("linkify").parse(text)
    inline = [child for token in tokens for child in token.children or ()]
    assert not {token.type for token in [*tokens, *inline]} & {
        "html_inline",
        "html_block",
        "link_open",
        "code_inline",
    }
    return "".join(child.content for child in inline)


def of_html(text: str) -> str:
    page = Page(text)
    assert page.all("script") == []
    assert all(image["src"].startswith("data:") for image in page.all("img"))
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    return page.words


def of_office(content: bytes) -> str:
    """The words of a Word document or a workbook, which has no formula, field or link of its own."""
    words = []
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in (name for name in parts.namelist() if name.endswith((".xml", ".rels"))):
            root = fromstring(parts.read(name))  # noqa: S314 - our own file
            tags = {element.tag.rpartition("}")[2] for element in root.iter()}
            assert not tags & {"f", "hyperlink", "externalReference"}, name
            assert not [e for e in root.iter() if e.get("TargetMode") == "External"], name
            words += [element.text or "" for element in root.iter() if element.tag.endswith("}t")]
    return "".join(words)


def files(words: tuple[str, ...], read: Callable[[Path], str]) -> str:
    """What stands in every file that a command writes, all under names of the tracker's own."""
    with tempfile.TemporaryDirectory(dir=place()) as folder:
        said_by(*words, f"{folder}/out")
        found = [path for path in Path(folder, "out").rglob("*") if path.is_file()]
        assert found
        assert all(re.fullmatch(r"[\w.-]+", path.name) for path in found)
        return " ".join(map(read, found))


AS_OF = ("--as-of", "2015-09-30")
REPORT = ("report", *AS_OF)
OUTPUTS: dict[str, Callable[[], str]] = {
    "status": lambda: said_by("status", *AS_OF),
    "status by commitment": lambda: (
        said_by("status", "--by", "commitment", *AS_OF) + said_by("status", *AS_OF)
    ),
    "status of a force": lambda: said_by("status", "--force", "kent", *AS_OF),
    "status by region": lambda: said_by("status", "--by", "region", *AS_OF),
    "status, JSON": lambda: of_json(said_by("status", "--format", "json", *AS_OF)),
    "figures": lambda: said_by("figures", *AS_OF),
    "compare": lambda: said_by("compare", "2015-06-30", "2015-09-30"),
    "compare, CSV": lambda: of_csv(said_by("compare", "2015-06-30", "2015-09-30", "--format", "csv")),
    "due": lambda: said_by("due", "--on", "2015-12-01"),
    "due letters": lambda: files(("due", "--on", "2015-12-01", "--letters"), of_letter),
    "history": lambda: said_by("history", "--limit", "500"),
    "history, JSON": lambda: of_json(said_by("history", "--format", "json")),
    "history, CSV": lambda: of_csv(said_by("history", "--format", "csv")),
    "sources": lambda: said_by("history", "--sources"),
    "check": lambda: said_by("check", "plan.yaml"),
    "report": lambda: said_by(*REPORT),
    "report of a force": lambda: said_by(*REPORT, "--force", "kent"),
    "report, Markdown": lambda: of_markdown(said_by(*REPORT, "--format", "md")),
    "report, JSON": lambda: of_json(said_by(*REPORT, "--format", "json")),
    "report, CSV": lambda: of_csv(said_by(*REPORT, "--format", "csv")) + said_by("history", "--limit", "500"),
    "report, HTML": lambda: files(
        (*REPORT, "--format", "html", "--out"), lambda path: of_html(path.read_text("utf-8"))
    ),
    "report, Word": lambda: files((*REPORT, "--format", "docx", "--out"), of_office_file),
    "report, workbook": lambda: files((*REPORT, "--format", "xlsx", "--out"), of_office_file),
    "template": lambda: files(("template", "kent", "--on", "2015-10-01", "--out"), of_office_file),
    "export": lambda: files(("export",), of_export),
}


def of_office_file(path: Path) -> str:
    return of_office(path.read_bytes())


def of_letter(path: Path) -> str:
    text = path.read_text("utf-8-sig")
    assert not acting(text)
    return of_csv(text) if path.suffix == ".csv" else text


def of_export(path: Path) -> str:
    text = (
        path.read_text("utf-8", errors="replace") if path.suffix in (".csv", ".yaml", ".md", ".json") else ""
    )
    return (
        of_csv(text.replace("\0", "")) if path.suffix == ".csv" and "kept" not in str(path.parent) else text
    )


@cache
def came_out(name: str) -> str:
    """What a person reads in an output, spaces and line ends left out: they are where the lines wrap."""
    return _bare(OUTPUTS[name]())


def _bare(text: str) -> str:
    return "".join(ch for ch in shown(text) if not ch.isspace())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("output", OUTPUTS)
def test_it_reads_as_it_was_written(output: str, text: str) -> None:
    written = {_bare(HOSTILE[text]), _bare(IN_PLAN[text])}
    assert any(each in came_out(output) for each in written)


def test_a_pdf_is_made_of_it() -> None:
    """What it says is read back by another program: see ``tests/opened``."""
    made = files((*REPORT, "--format", "pdf", "--out"), lambda path: path.read_bytes()[:5].decode())
    assert made == "%PDF-"
