"""Plan files that would do harm: sentences by line and column, soon, and nothing else."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import SMALL_PLAN
from tests.hostile.contract import held
from tests.hostile.texts import HOSTILE
from tests.hostile.workplace import workplace
from tracker.data import register
from tracker.domain.errors import TrackerError
from tracker.planfile.reader import read_plan
from tracker.yamlfile.source import LARGEST_FILE

#: What may stand where a value does: other types, tags, anchors, numbers of many kinds, files elsewhere.
VALUES = [
    *(
        "*a",
        "&a x",
        "&a [*a, *a]",
        "{<<: *a}",
        "!!python/object/apply:os.system [id]",
        "!!binary aGE=",
        "!t x",
    ),
    *(
        "9" * 5_000,
        "-1e400",
        ".inf",
        ".nan",
        "0x" + "f" * 400,
        "0o17",
        "1_000",
        "1:30",
        "1e15",
        "-0",
        "٣",
        "+1",
    ),
    *(
        "2015-02-30",
        "0000-01-01",
        "9999-12-31",
        "2001-12-14t21:59:43.10-05:00",
        "null",
        "~",
        "no",
        '""',
        "[]",
    ),
    *(
        "{}",
        "[[[]]]",
        "{a: {b: {c: {}}}}",
        "? x",
        "- x",
        "| x",
        ">\n  x",
        '"\\0\\x07\\ud800"',
        "'",
        '"',
        "`",
        "@",
    ),
    *(
        "{file: ../r.csv, column: value}",
        "{file: pipe, column: x}",
        "{file: small/loop, column: x}",
        "{kent: 1}",
    ),
    *(
        '{file: "a\\0b", column: x}',
        "{file: /etc/passwd, column: x}",
        "{file: r.csv, column: value}",
        "{file: .}",
    ),
    *(
        "{file: broken.csv, column: force}",
        "{file: r.csv, column: []}",
        "{total: 1, shared_by: x}",
        "\t",
        "#",
        ":",
    ),
    *(repr(text) for text in HOSTILE.values()),
    *("[" * 2_000, "{a: " * 2_000, "x" * 5_000),
]
_SPOTS = [i for i, ch in enumerate(SMALL_PLAN) if ch == " " and SMALL_PLAN[i - 1] in ":,{[-"]


@st.composite
def plan_files(draw: st.DrawFn) -> bytes:
    """A good plan with values put in place of some, or lines said twice; in one of many encodings."""
    lines = SMALL_PLAN
    for spot in sorted(draw(st.sets(st.sampled_from(_SPOTS), min_size=1, max_size=3)), reverse=True):
        end = min(i for i in (lines.find(mark, spot + 1) for mark in ("\n", ",", "}")) if i >= 0)
        value = draw(st.one_of(st.sampled_from(VALUES), st.text(max_size=12)))
        lines = lines[: spot + 1] + value + lines[draw(st.sampled_from([end, spot + 1])) :]
    rows = lines.split("\n")
    if draw(st.integers(0, 3)) == 0:
        rows.insert(draw(st.integers(0, len(rows))), draw(st.sampled_from([*rows, "---", "...", "%TAG ! x"])))
    text = "\n".join(rows).replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n", "\r", "\u2028"])))
    encodings = ["utf-8"] * 6 + ["utf-8-sig", "utf-16", "utf-32", "latin-1", "cp037"]
    content = text.encode(draw(st.sampled_from(encodings)), "replace")
    place = draw(st.integers(0, len(content)))
    odd = draw(st.sampled_from([b""] * 6 + [b"\0", b"\xff", b"\t", b"\x1b", b"\x85", codecs.BOM_UTF8]))
    return content[:place] + odd + content[place:]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(*[plan_files()] * 4, st.binary(max_size=300)))
@example(b"")
def test_whatever_a_plan_file_holds(content: bytes) -> None:
    read(content)


#: A little more than a file may hold, over and over; each takes the most of one part of the reader.
FLOODS = {
    "a list": (b"[", b"a,", b"]"),
    "keys": (b"{", b"a,", b"}"),
    "anchors": (b"[", b"&a a,", b"]"),
    "tags": (b"[", b"!a a,", b"]"),
    "depth": (b"", b"[", b""),
    "folds": (b'a: "', b"a\n\n ", b'"'),
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_file_as_large_as_may_be_of_one_thing_alone(name: str) -> None:
    start, again, end = FLOODS[name]
    count = (LARGEST_FILE - len(start) - len(end)) // len(again)
    read(start + again * count + end)


def read(content: bytes) -> None:
    """Read a plan file; what is wrong is a sentence with its place, and nothing else comes of it."""
    place = workplace()
    path = place.folder / "small.yaml"
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        with held():
            read_plan(path, register())
    except TrackerError as error:
        assert all(problem.startswith("small.yaml:") for problem in error.problems)
        assert all(len(problem) < 5_000 for problem in error.problems)
    finally:
        path.write_bytes(before)
    assert not place.changes()
