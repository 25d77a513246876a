"""The Word document: real headings, heads that repeat, words for those who hear it, and text as text."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from tests.reports.cases import HEAD, report
from tests.reports.charts.cases import HOSTILE
from tracker.data import register
from tracker.domain.errors import RefusedError
from tracker.domain.status_colour import COLOURS
from tracker.reports.docx import render
from tracker.reports.docx.elements import writable
from tracker.reports.formats import Output
from tracker.reports.model import Report


def made(of: Report, template: Path | None = None) -> WordDocument:
    return Document(io.BytesIO(render(of, Output(template=template))))


def texts(document: WordDocument) -> Iterator[str]:
    """Every paragraph of the body, those of tables among them."""
    for paragraph in document.element.body.iter(qn("w:p")):
        yield text_of(paragraph)


def text_of(element: BaseOxmlElement) -> str:
    """The text of a part of the document, breaks and tabs as such."""
    parts = element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    return "".join(_SAID.get(part.tag.rpartition("}")[2]) or part.text or "" for part in parts)


_SAID = {"br": "\n", "tab": "\t"}


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return made(report())


def test_sections_are_headings_of_their_level(document: WordDocument) -> None:
    styled = [(p.style.name or "", p.text) for p in document.paragraphs if p.style]
    headings = [(name, text) for name, text in styled if name.startswith("Heading")]
    assert headings == [
        ("Heading 1", "1. Summary"),
        ("Heading 1", "Annex A. Commitments"),
        ("Heading 2", "A1. Pursued"),
    ]


def test_a_section_that_starts_a_page_does(document: WordDocument) -> None:
    starts = [p.text for p in document.paragraphs if p._p.find(f".//{qn('w:pageBreakBefore')}") is not None]
    assert starts == ["Annex A. Commitments"]


def test_paragraphs_keep_their_numbers_and_points_their_letters(document: WordDocument) -> None:
    found = list(texts(document))
    assert "1.1\tThe plan is amber. Two posts are vacant." in found
    assert "(b)\tTwo posts are vacant." in found


def test_the_head_row_of_every_table_of_figures_repeats(document: WordDocument) -> None:
    heads = [table._tbl.findall(f".//{qn('w:tblHeader')}") for table in document.tables]
    assert [len(rows) for rows in heads] == [0, 1, 1, 1]  # the head block has none; counts, heat map, its key


def test_every_table_has_a_title_and_every_picture_words(document: WordDocument) -> None:
    titles = [table._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")) for table in document.tables]
    assert titles == [
        "Head block",
        "Cells by status",
        "Forces by commitments",
        "The numbers of the commitments",
    ]
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == ["Where each force stands", "From 0 to 1,200 & beyond", "43 forces ranked"]


def test_no_picture_is_larger_than_its_page(document: WordDocument) -> None:
    page = document.sections[0]
    sizes = (page.page_width, page.left_margin, page.right_margin, page.page_height, page.top_margin)
    wide, left, right, high, top = (int(size or 0) for size in sizes)
    for shape in document.inline_shapes:
        assert shape.width <= wide - left - right
        assert shape.height < high - 2 * top


def test_the_heat_map_has_every_force_with_letter_sign_and_colour(document: WordDocument) -> None:
    table = document.tables[2]._tbl
    rows = [[text_of(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]
    assert {force.name for force in register().forces} <= {row[0] for row in rows}
    fills: dict[str, set[str]] = {}
    for cell in table.iter(qn("w:tc")):
        shade = cell.find(f".//{qn('w:shd')}")
        if shade is not None:
            fills.setdefault(text_of(cell), set()).add("#" + shade.get(qn("w:fill")).lower())
    for status, colour in COLOURS.items():
        assert fills[f"{status.sign} {status.letter()}".strip()] == {colour}


@pytest.mark.parametrize(("columns", "tables"), [(1, 1), (14, 1), (15, 2), (50, 4)])
def test_a_wide_heat_map_is_parted_and_loses_nothing(columns: int, tables: int) -> None:
    found = made(report(columns=columns)).tables[2:-1]
    assert len(found) == tables
    heads = [next(table._tbl.iter(qn("w:tr"))) for table in found]
    numbers = [text_of(cell) for head in heads for cell in list(head.iter(qn("w:tc")))[2:]]
    assert numbers == [str(n + 1) for n in range(columns)]


def test_the_marking_stands_at_the_head_and_the_foot_of_every_page(document: WordDocument) -> None:
    section = document.sections[0]
    assert [p.text for p in section.header.paragraphs] == ["OFFICIAL"]
    marking, footer = (p for p in section.footer.paragraphs)
    assert marking.text == "OFFICIAL"
    assert "ledger number 7" in footer.text
    assert [f.get(qn("w:instr")) for f in footer._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_same_report_is_the_same_file_in_any_time_zone(tmp_path: Path) -> None:
    script = (
        "import hashlib\nfrom tests.reports.cases import report\n"
        "from tracker.reports.docx import render\nfrom tracker.reports.formats import Output\n"
        "print(hashlib.sha256(render(report(), Output())).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script], env={"TZ": zone, "LC_ALL": place}, capture_output=True, check=True
        ).stdout
        for zone, place in (("UTC", "C"), ("Pacific/Kiritimati", "de_DE.UTF-8"))
    }
    assert len(found) == 1


def test_its_properties_come_from_the_report_and_not_from_the_clock(document: WordDocument) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author) == ("Status report", "Two posts are vacant.")
    assert properties.created is not None
    assert properties.created.date() == date(2016, 1, 20)


def test_what_a_force_says_comes_out_as_text() -> None:
    said = HOSTILE + "\nsecond line\x00\x0b\ufffe\ud800"
    found = list(texts(made(report(said))))
    assert f"Note: {writable(said)}" in found
    assert any(text.startswith("Cause: <script>alert(1)</script>") for text in found)


def test_ten_thousand_characters_are_all_there() -> None:
    found = "\n".join(texts(made(report("word " * 2000))))
    assert found.count("word ") >= 3 * 2000


# --- an office's own document -----------------------------------------------------------------------------


@pytest.fixture
def letterhead(tmp_path: Path) -> Path:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Office of the National Lead"
    document.styles["Heading 1"].font.name = "Georgia"
    document.add_paragraph("A line of the letterhead")
    document.add_paragraph("")
    path = tmp_path / "own.docx"
    document.save(str(path))
    return path


def test_a_letterhead_keeps_its_header_its_styles_and_its_body(letterhead: Path) -> None:
    document = made(report(), letterhead)
    assert [p.text for p in document.sections[0].header.paragraphs] == [
        "Office of the National Lead",
        "OFFICIAL",
    ]
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert [p.text for p in document.paragraphs[:2]] == [
        "A line of the letterhead",
        "Chief Constables' Council",
    ]


def test_first_pages_even_pages_and_later_sections_of_a_letterhead_are_marked_too(letterhead: Path) -> None:
    document = Document(str(letterhead))
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "First page"
    document.settings.odd_and_even_pages_header_footer = True
    document.add_section()
    document.save(str(letterhead))
    first, second = made(report(), letterhead).sections
    assert [p.text for p in first.first_page_header.paragraphs] == ["First page", "OFFICIAL"]
    assert [p.text for p in first.even_page_header.paragraphs] == ["OFFICIAL"]
    for foot in (first.footer, first.first_page_footer, first.even_page_footer):
        assert next(p.text for p in foot.paragraphs) == "OFFICIAL"
    assert second.header.is_linked_to_previous
    assert [p.text for p in second.header.paragraphs].count("OFFICIAL") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read: No such file or directory"),
        (b"no zip", "is not a Word document"),
        ({"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}, "holds macros"),
        ({"[Content_Types].xml": b"wordprocessingml.template.main+xml"}, r"is a Word template \(.dotx\)"),
        ({"[Content_Types].xml": b"<not-word/>"}, "is not a Word document that can be read"),
        ({"other": b""}, "is not a Word document"),
        ({"[Content_Types].xml": b"", "bomb": b"0" * (65 * 1024 * 1024)}, "unpacks to more than 64 MB"),
    ],
)
def test_what_is_no_letterhead_is_refused(
    content: bytes | dict[str, bytes] | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "own.docx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content is not None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
            for name, part in content.items():
                parts.writestr(name, part)
    with pytest.raises(RefusedError, match=said):
        render(report(), Output(template=path))


def test_the_head_hash_is_printed_whole(document: WordDocument) -> None:
    changed = replace(report(), footer=f"head {HEAD}")
    assert HEAD in "".join(p.text for p in made(changed).sections[0].footer.paragraphs)
    assert document.core_properties.category == "OFFICIAL"
