"""Returns that would do harm: rows or sentences, and a check alone writes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import LOADED
from tests.hostile.contract import held
from tests.hostile.texts import HOSTILE
from tests.hostile.workplace import workplace
from tests.returns.conftest import workbook
from tests.returns.test_hostile_files import FILES
from tracker.domain.errors import TrackerError
from tracker.returns.row import COLUMNS
from tracker.workspace import ReturnsDesk, Workspace

CELLS = [
    *HOSTILE.values(),
    *(
        "kent",
        "offenders-pursued",
        "caid-in-use",
        "2015-09-30",
        "30/09/2015",
        "42277",
        "98",
        "1,234",
        "",
        " ",
    ),
    *(
        "done",
        "p",
        "x",
        "-",
        "..",
        "#REF!",
        "9" * 400,
        "1e308",
        "1e999",
        "nan",
        "٣",
        "x" * 3_000,
        "\ufeff",
        "\0",
    ),
    *("x" * 200_000, "2015-02-30", "9999-12-31", "0", "-0", "99%", "1 234,5", "National", "Total"),
]


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A table as a text, in one of many forms and encodings, with a break or two in it."""
    names = draw(st.lists(st.sampled_from([*COLUMNS, *COLUMNS[:4], "x", ""]), min_size=1, max_size=6))
    head = draw(st.sampled_from([["force", "commitment", "as_at", "value", "note"]] * 3 + [names]))
    rows = draw(st.lists(st.lists(st.sampled_from(CELLS), max_size=len(head) + 1), max_size=4))
    separator, quote = (
        draw(st.sampled_from([",", ";", "\t", "|"])),
        draw(st.sampled_from(['"', '"', "'", ""])),
    )
    end = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028"]))
    lines = [separator.join(head), *(separator.join(f"{quote}{cell}{quote}" for cell in row) for row in rows)]
    encoding = draw(
        st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-7"])
    )
    content = end.join(lines).encode(encoding, "replace")
    cut = draw(st.integers(0, len(content)))
    odd = draw(
        st.sampled_from([b""] * 4 + [b"\0", b"\xff", b'"', b"\x1a", b"<", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
    )
    return content[:cut] + odd + content[cut + draw(st.sampled_from([0, 0, 1])) :]


@contextmanager
def open_desk() -> Iterator[ReturnsDesk]:
    path = workplace().folder / "small.db"
    with Workspace.open(path, "tester", lambda: LOADED) as workspace, workspace.returns() as desk:
        yield desk


def check(desk: ReturnsDesk, content: bytes, name: str) -> None:
    """Check a return; what is wrong is said in sentences that can be read."""
    path = workplace().folder / "returns" / "r.csv"
    before = path.read_bytes()
    target = path.with_name(name)
    try:
        target.write_bytes(content)
        with held():
            found = desk.check(target)
            assert all(len(problem.message) < 2_000 for row in found.refused for problem in row.problems)
    except TrackerError as error:
        assert all(len(problem) < 2_000 for problem in error.problems), error.problems
    finally:
        target.unlink()
        path.write_bytes(before)


SOME = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def test_whatever_a_text_file_holds() -> None:
    with open_desk() as desk:

        @SOME
        @given(texts())
        def tried(content: bytes) -> None:
            check(desk, content, "odd.csv")

        tried()
    assert not workplace().changes()


GOOD = {
    "xlsx": workbook(
        [["force", "commitment", "as_at", "value"], ["kent", "offenders-pursued", "2015-09-30", 98]]
    ),
    "ods": (FILES / "plain.ods").read_bytes(),
    "xls": (FILES / "plain.xls").read_bytes(),
}
PIECES = [
    b"\0" * 40,
    b"\xff" * 4,
    b"<",
    b"&#0;",
    b'r="XFD1048576"',
    b"<f>1+1</f>",
    b"<!DOCTYPE a>",
    b"9" * 400,
    b"]]>",
]


@pytest.mark.parametrize("kind", GOOD)
def test_whatever_a_workbook_holds(kind: str) -> None:
    with open_desk() as desk:

        @settings(SOME, max_examples=40)
        @given(st.data())
        def tried(data: st.DataObject) -> None:
            check(desk, _changed(GOOD[kind], data), f"odd.{kind}")

        tried()
    assert not workplace().changes()


def _changed(content: bytes, data: st.DataObject) -> bytes:
    """The workbook with a piece put somewhere: into the file, or into a part before it is packed."""
    piece = data.draw(st.one_of(st.sampled_from(PIECES), st.binary(min_size=1, max_size=6)))
    if content.startswith(b"PK") and data.draw(st.booleans()):
        target = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
            chosen = data.draw(st.sampled_from(old.namelist()))
            for name in old.namelist():
                part = old.read(name)
                new.writestr(name, _with(part, piece, data) if name == chosen else part)
        return target.getvalue()
    return _with(content, piece, data)


def _with(content: bytes, piece: bytes, data: st.DataObject) -> bytes:
    place = data.draw(st.integers(0, len(content)))
    return content[:place] + piece + content[place + data.draw(st.sampled_from([0, len(piece)])) :]
