"""Return workbooks: what they ask, what they hold, and that nothing in them can go wrong in a sheet."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from tests.conftest import LOADED, SMALL_PLAN
from tracker.domain.errors import RefusedError
from tracker.domain.plan import Commitment
from tracker.domain.update import Draft, State
from tracker.returns.template import ABOUT_KEYS, ABOUT_SHEET, COLUMNS, FORM, GUIDE_SHEET, RETURN_SHEET
from tracker.returns.template_form import ReturnForm
from tracker.workspace import Workspace

Q2 = date(2015, 10, 1)
NS = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
OPEN = {column.field for column in COLUMNS if column.is_open}


@pytest.fixture
def workspace(small_db: Path) -> Iterator[Workspace]:
    with Workspace.open(small_db, "tester", lambda: LOADED) as opened:
        yield opened


@pytest.fixture
def kent(workspace: Workspace) -> ReturnForm:
    (form,) = workspace.templates(["kent"], Q2)
    return form


@pytest.fixture
def children(demo_db: Callable[[str], Path]) -> Iterator[Workspace]:
    with Workspace.open(demo_db("child-protection-2015"), "tester", lambda: LOADED) as opened:
        yield opened


def with_plan(folder: Path, text: str) -> Workspace:
    path = folder / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return Workspace.create(folder / "own.db", path, "tester", lambda: LOADED)


def sheets(form: ReturnForm) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(form.workbook()))


def cells(form: ReturnForm, name: str) -> list[list[object]]:
    found: list[list[object]] = sheets(form).get_sheet_by_name(name).to_python(skip_empty_area=False)  # type: ignore[assignment]
    return found


def rows(form: ReturnForm) -> dict[str, dict[str, object]]:
    """The rows under the headings, by commitment and field."""
    table = cells(form, RETURN_SHEET)
    head = next(i for i, row in enumerate(table) if row[0] == COLUMNS[0].title)
    assert table[head] == [column.title for column in COLUMNS]
    fields = [column.field for column in COLUMNS]
    return {str(row[0]): dict(zip(fields, row, strict=True)) for row in table[head + 1 :]}


def guide(form: ReturnForm, commitment: str) -> dict[str, str]:
    """What the guide says of one commitment."""
    table = [[str(cell) for cell in row] for row in cells(form, GUIDE_SHEET)]
    start = next(i for i, row in enumerate(table) if row[0] == commitment)
    end = next((i for i in range(start, len(table)) if not table[i][0]), len(table))
    return dict(table[start:end])


def parts(form: ReturnForm) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(form.workbook())) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name: ET.fromstring(archive.read(name)) for name in names}  # noqa: S314 - our own


def sheet_parts(form: ReturnForm) -> list[ET.Element]:
    found = parts(form)
    return [found[f"xl/worksheets/sheet{number}.xml"] for number in (1, 2, 3)]


def unlocked(form: ReturnForm) -> set[tuple[str, str]]:
    """Commitment and field of every cell that the locks leave open."""
    found = parts(form)
    styles = found["xl/styles.xml"].findall("s:cellXfs/s:xf", NS)
    is_open = [
        style.find("s:protection", NS) is not None and style.find("s:protection", NS).get("locked") == "0"  # type: ignore[union-attr]
        for style in styles
    ]
    ids = {str(8 + place): commitment for place, commitment in enumerate(rows(form), 1)}
    answer = set()
    for row in found["xl/worksheets/sheet1.xml"].findall("s:sheetData/s:row", NS):
        for index, cell in enumerate(row.findall("s:c", NS)):
            if is_open[int(cell.get("s", "0"))]:
                answer.add((ids[row.get("r", "")], COLUMNS[index].field))
    return answer


def record(workspace: Workspace, commitment: str, day: date, *, force: str = "kent", **said: object) -> None:
    workspace.record(Draft(force, commitment, day, **said))  # type: ignore[arg-type]


def test_the_sheet_to_fill_tells_what_was_reported_and_what_is_expected(workspace: Workspace) -> None:
    record(workspace, "offenders-pursued", date(2015, 6, 30), value=40.5)
    record(workspace, "caid-in-use", date(2015, 6, 30), state=State.IN_PROGRESS)
    (form,) = workspace.templates(["kent"], Q2)
    offenders, caid = rows(form).values()
    assert (offenders["last_value"], offenders["last_as_at"]) == (40.5, date(2015, 6, 30))
    assert (offenders["expected"], offenders["unit"]) == (100, "offenders, total to date")
    assert (caid["last_value"], caid["expected"]) == ("in progress", "done by 2 Jan 2016")
    for row in (offenders, caid):
        assert row["as_at"] == date(2015, 9, 30)
        assert {row[field] for field in OPEN - {"as_at"}} == {""}


def test_the_lines_above_say_force_plan_period_and_marking(kent: ReturnForm) -> None:
    above = [row[0] for row in cells(kent, RETURN_SHEET)[:4]]
    assert above == [
        "Return of Kent Police",
        "Plan: A small plan",
        "Period: 1 Jul to 30 Sep 2015 (2015/16 Q2). Return this workbook by 21 Oct 2015.",
        "Handling: OFFICIAL",
    ]


def test_the_hidden_sheet_names_what_the_return_answers(kent: ReturnForm) -> None:
    about = cells(kent, ABOUT_SHEET)
    assert tuple(key for key, _ in about) == ABOUT_KEYS
    assert dict(about) == {  # type: ignore[arg-type]
        "form": FORM,
        "plan": "small",
        "plan_version": "1",
        "force": "kent",
        "period_start": "2015-07-01",
        "period_end": "2015-09-30",
        "made_on": "2026-06-01",
    }
    seen = {sheet.name: sheet.visible for sheet in sheets(kent).sheets_metadata}
    assert seen == {
        RETURN_SHEET: SheetVisibleEnum.Visible,
        GUIDE_SHEET: SheetVisibleEnum.Visible,
        ABOUT_SHEET: SheetVisibleEnum.VeryHidden,
    }


def test_the_guide_explains_each_commitment(children: Workspace) -> None:
    (gwent,) = children.templates(["gwent"], Q2)
    offenders = guide(gwent, "offenders-pursued")
    assert offenders["Strand"] == "Pursue"
    assert "the periods are added up" in offenders["Measure"]
    assert offenders["Baseline"] == "0 on 30 Jun 2015."
    assert offenders["Accepted shortfall"].startswith("Target 20 instead of 37 until 20 Jan 2016: the online")
    assert "green from 95%, amber from 80%, amber-red from 60%, red below" in offenders["How it is judged"]
    assert guide(gwent, "specialist-training")["On the way"].startswith("20% of the way by 30 Sep 2015, 60%")
    assert guide(gwent, "frontline-guidance")["On the way"].endswith("each held until the next.")
    assert guide(gwent, "repeat-missing")["Target"] == "Held at or below 30 until 31 Mar 2016."
    assert "numerator ÷ denominator × 100" in guide(gwent, "repeat-missing")["Measure"]
    assert guide(gwent, "cse-plan-signed")["Target"] == "Done by 31 Oct 2015."


def test_an_exempt_force_is_not_asked_and_is_told_why(children: Workspace) -> None:
    (city,) = children.templates(["city-of-london"], Q2)
    assert "offenders-pursued" not in rows(city)
    said = guide(city, "offenders-pursued")
    assert said["This return"].startswith("Not asked for. Exempt until 1 Jan 2016: shared team")
    assert said["Exempt"].startswith("Until 1 Jan 2016")
    (later,) = children.templates(["city-of-london"], date(2016, 4, 1))
    assert "offenders-pursued" in rows(later)


def test_a_value_per_period_is_compared_with_what_is_expected_in_that_period(children: Workspace) -> None:
    (form,) = children.templates(["kent"], date(2016, 1, 5))
    asked = next(row for row in form.asked if row.commitment.id == "offenders-pursued")
    target = asked.commitment.targets["kent"]
    assert asked.expected == pytest.approx(target * 92 / 275)
    assert rows(form)["offenders-pursued"]["unit"] == "offenders, in the period"


def test_which_cells_are_open(children: Workspace) -> None:
    (form,) = children.templates(["kent"], Q2)
    found = unlocked(form)
    always = {"as_at", "self", "mark", "note", "cause", "action", "back_on_track", "evidence"}
    for row in form.asked:
        kind = row.commitment.measure.kind.value
        wanted = {
            "milestone": {"state", "forecast"},
            "rate": {"value", "numerator", "denominator"},
            "percentage": {"value", "numerator", "denominator"},
        }.get(kind, {"value"})
        assert {field for cid, field in found if cid == row.commitment.id} == always | wanted, kind


def test_every_open_cell_is_checked_in_words(children: Workspace) -> None:
    (form,) = children.templates(["kent"], Q2)
    checks = sheet_parts(form)[0].findall("s:dataValidations/s:dataValidation", NS)
    assert len(checks) == len(unlocked(form))
    kinds = {check.get("type") for check in checks}
    assert kinds == {"decimal", "date", "list", "textLength"}
    for check in checks:
        assert check.get("prompt")
        assert check.get("error")
        assert check.get("promptTitle")
        assert (check.get("showInputMessage"), check.get("showErrorMessage")) == ("1", "1")
    lists = {check.findtext("s:formula1", "", NS) for check in checks if check.get("type") == "list"}
    assert lists == {
        '"not started,in progress,done"',
        '"complete,green,amber,amber-red,red"',
        '"complete,green,amber,red"',
        '"p,r,e,b,x,z,c"',
    }
    numbers = [c for c in checks if c.get("type") == "decimal" and c.get("operator") is None]
    assert {float(c.findtext("s:formula1", "", NS)) for c in numbers} == {-1e15}
    assert {float(c.findtext("s:formula2", "", NS)) for c in numbers} == {1e15}
    dates = {c.findtext("s:formula1", "", NS) for c in checks if c.get("type") == "date"}
    assert dates == {"32874"}  # 1 January 1990
    texts = {c.findtext("s:formula1", "", NS) for c in checks if c.get("type") == "textLength"}
    assert texts == {"2000"}


def test_sheets_are_locked_frozen_and_set_up_for_print(kent: ReturnForm) -> None:
    for sheet in sheet_parts(kent):
        lock = sheet.find("s:sheetProtection", NS)
        assert lock is not None
        assert lock.get("sheet") == "1"
        assert lock.get("password") is None
        assert (lock.get("formatColumns"), lock.get("formatRows")) == ("0", "0")
        page = sheet.find("s:pageSetup", NS)
        assert page is not None
        assert (page.get("paperSize"), page.get("fitToHeight")) == ("9", "0")
        header = sheet.findtext("s:headerFooter/s:oddHeader", "", NS)
        footer = sheet.findtext("s:headerFooter/s:oddFooter", "", NS)
        assert "&C&9 OFFICIAL" in header
        assert "&C&9 OFFICIAL" in footer
        assert "A small plan" in header
        assert header.endswith("Kent")
        assert footer.endswith("Page &P of &N")
    first = sheet_parts(kent)[0]
    assert first.find("s:pageSetup", NS).get("orientation") == "landscape"  # type: ignore[union-attr]
    pane = first.find("s:sheetViews/s:sheetView/s:pane", NS)
    assert pane is not None
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("2", "8", "frozen")
    names = parts(kent)["xl/workbook.xml"].findall("s:definedNames/s:definedName", NS)
    assert "Return!$8:$8" in [name.text for name in names if name.get("name") == "_xlnm.Print_Titles"]


def test_the_same_form_makes_the_same_bytes(kent: ReturnForm) -> None:
    assert kent.workbook() == kent.workbook()
    assert kent.workbook() != replace(kent, plan_version=2).workbook()


HOSTILE = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(A1)",
    "{=1+1}",
    "<b>bold</b> & [red]markup[/red]",
    "http://example.org/",
    "_x0041_ as written",
    "a\x00b\x07c\x1b[31md\ufffe\ud800e\u202ef",
    "long " * 9_000,
    "😀" * 33_000,
    "W" * 33_000,
    "two\nlines",
    "Commitment",
    "   ",
    "&P & && &C&R",
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(kent: ReturnForm, text: str) -> None:
    row = kent.asked[0]
    measure = replace(row.commitment.measure, unit=text)
    commitment: Commitment = replace(row.commitment, title=text, source=text, lead=text, measure=measure)
    plan = replace(kent.plan, title=text, marking=text, owner=text, commitments=(commitment,))
    force = replace(kent.force, name=text, official_name=text)
    form = replace(kent, plan=plan, force=force, asked=(replace(row, commitment=commitment),))
    found = parts(form)
    for name, part in found.items():
        if name.startswith("xl/worksheets/"):
            assert part.findall(".//s:f", NS) == []
            assert part.findall(".//s:hyperlink", NS) == []
            for place in ("s:headerFooter/s:oddHeader", "s:headerFooter/s:oddFooter"):
                assert 0 < len(part.findtext(place, "", NS)) <= 255
            checks = part.findall("s:dataValidations/s:dataValidation", NS)
            assert all(len(check.get("prompt", "")) <= 255 for check in checks)
    assert len(sheet_parts(form)[0].findall("s:dataValidations/s:dataValidation", NS)) == 9
    told = rows(form)["offenders-pursued"]["title"]
    assert isinstance(told, str)
    assert len(told.encode("utf-16-le")) <= 600
    if len(text) < 100 and text.isprintable():
        assert told == text.strip()
    cleaned = "".join(ch for ch in text if ch.isprintable())
    assert told.replace("\n", "")[:20].strip() == cleaned[:20].strip()


@pytest.mark.parametrize("name", ["officer-strength", "child-protection-2015", "officer-uplift"])
def test_every_force_of_the_shipped_plans(demo_db: Callable[[str], Path], name: str) -> None:
    with Workspace.open(demo_db(name), "tester", lambda: LOADED) as workspace:
        forms = workspace.templates()
        plan, _, _ = workspace.plan()
    assert len({form.file_name for form in forms}) == len(forms) == 43
    for form in forms:
        answers = {c.id for c in plan.commitments if form.force.slug in c.forces}
        assert set(rows(form)) == {row.commitment.id for row in form.asked}
        asked = {row.commitment.id for row in form.asked}
        assert answers == asked | {row.commitment.id for row in form.left_out}
        assert set(rows(form)) == asked
        assert ["force", form.force.slug] in cells(form, ABOUT_SHEET)


def test_past_the_plans_end_it_is_the_last_period(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: LOADED) as workspace:
        forms = workspace.templates()
        earlier = workspace.templates(["northumbria"], date(2018, 10, 5))
    assert {form.file_name[-15:] for form in forms} == {"2020-03-31.xlsx"}
    row = rows(earlier[0])["officer-strength"]
    assert (row["last_value"], row["last_as_at"]) == (3151.62, date(2018, 9, 30))


def test_national_bodies_have_a_workbook_when_they_are_named(children: Workspace) -> None:
    (form,) = children.templates(["national"], Q2)
    assert set(rows(form)) == {"hydrant-suspects", "app-published"}


def test_before_the_first_period_has_ended_nothing_can_be_asked(workspace: Workspace) -> None:
    with pytest.raises(RefusedError, match=r"ended by 29 Jun 2015: the first ends on 30 Jun 2015"):
        workspace.templates([], date(2015, 6, 29))
    assert workspace.templates([], date(2015, 6, 30))[0].period.end == date(2015, 6, 30)


def test_a_commitment_of_a_rarer_frequency_is_asked_when_its_period_has_ended(tmp_path: Path) -> None:
    text = SMALL_PLAN.replace(
        "    measure: {kind: milestone}\n", "    reporting: half-yearly\n    measure: {kind: milestone}\n"
    )
    with with_plan(tmp_path, text.replace("2016-01-02", "2016-12-31")) as workspace:
        (first,) = workspace.templates(["kent"], date(2015, 7, 1))
        assert [row.commitment.id for row in first.asked] == ["offenders-pursued"]
        assert first.left_out[0].reason == "The first return is for the period that ends on 30 Sep 2015."
        (second,) = workspace.templates(["kent"], Q2)
        assert second.asked[1].as_at == date(2015, 9, 30)
        (overdue,) = workspace.templates(["kent"], date(2016, 1, 1))
        assert overdue.asked[1].as_at == date(2015, 9, 30)
        record(workspace, "caid-in-use", date(2015, 9, 30), state=State.NOT_STARTED)
        (third,) = workspace.templates(["kent"], date(2016, 1, 1))
        assert third.left_out[0].reason == "Reported as at 30 Sep 2015; returns are half-yearly."


def test_what_is_over_is_asked_for_until_it_is_settled(tmp_path: Path) -> None:
    text = SMALL_PLAN.replace("by: 2016-03-31", "by: 2016-12-31").replace("2016-01-02", "2015-09-15")
    with with_plan(tmp_path, text) as workspace:
        record(workspace, "caid-in-use", date(2015, 9, 30), state=State.IN_PROGRESS)
        (form,) = workspace.templates(["kent"], date(2016, 1, 1))
        assert form.asked[1].as_at == date(2015, 12, 31)
        record(workspace, "caid-in-use", date(2015, 12, 31), state=State.DONE)
        (form,) = workspace.templates(["kent"], date(2016, 1, 1))
        assert form.left_out[0].reason == "Done as at 31 Dec 2015: nothing is left to report."


def test_not_available_is_what_was_reported_last(workspace: Workspace) -> None:
    record(workspace, "offenders-pursued", date(2015, 6, 30), value=40.0)
    record(workspace, "offenders-pursued", date(2015, 9, 30), marks="x")
    (form,) = workspace.templates(["kent"], Q2)
    row = rows(form)["offenders-pursued"]
    assert (row["last_value"], row["last_as_at"]) == ("not available", date(2015, 9, 30))
