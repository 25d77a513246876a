"""Contacts, mappings, preferences, forms not saved, and words in one line: whatever they hold, sentences."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import SMALL_PLAN
from tests.hostile.contract import held, listing
from tests.hostile.texts import HOSTILE
from tracker.data import register
from tracker.domain.errors import TrackerError
from tracker.domain.history_line import KEYS, filter_in, filter_words
from tracker.domain.names import commitment_named, force_named, region_named
from tracker.domain.plan import Plan
from tracker.domain.when import look_in
from tracker.planfile.reader import read_plan_text
from tracker.returns.contacts import read_contacts
from tracker.returns.mapping_file import read_mapping
from tracker.tui.draft_files import DraftFiles
from tracker.tui.preference_file import PreferenceFile
from tracker.tui.preferences import with_environment

SOME = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
DAY = date(2015, 9, 30)


def plan() -> Plan:
    return read_plan_text(SMALL_PLAN, "small.yaml", {}, register()).plan


PLAN = plan()

CONTACTS = b"force,mailbox\nkent,performance@kent.example\nessex,performance@essex.example\n"
MAPPING = b"""\
sheet: Table
header: 3
forces: B
columns: [{column: C, commitment: offenders-pursued, as_at: 2015-09-30, heading: Number}]
cells: {"-": zero}
leave_out: [Total]
decimals: 0
"""
PREFERENCES = b'theme = "light"\ndensity = "compact"\nsort = "region"\nfolded = ["Wales"]\ndrafts = "keep"\n'
FORM = b'{"value": "98", "note": "typed"}'

PIECES = [
    *(text.encode("utf-8", "surrogatepass") for text in HOSTILE.values()),
    *(
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xd8",
        b"\t",
        b"\r",
        b"\n\n",
        b'"',
        b"'",
        b",",
        b";",
        b"[" * 3_000,
    ),
    *(b"9" * 5_000, b"-1", b"1e999", b"nan", b"null", b"{}", b"[[]]", b"&a [*a]", b"ZZZZZZ", b"a" * 70_000),
    *(b'"""', b"inf", b"0x", b"1979-05-27T07:32:00Z", b"a@b.example\nx", b'{"a":' * 2_000, b"@" * 5_000),
]


@st.composite
def changed(draw: st.DrawFn, good: bytes) -> bytes:
    """A good file with pieces put in, over what was there."""
    content = good
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(content)))
        piece = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8)))
        content = content[:start] + piece + content[start + draw(st.integers(0, 12)) :]
    return content


def drafts(path: Path) -> object:
    """What a form of a cell holds, read from a file that is not one."""
    files = DraftFiles(path.parent, path, "tester")
    path.rename(files.path("kent", "offenders-pursued"))
    return files.read("kent", "offenders-pursued")


READERS: dict[str, tuple[bytes, Callable[[Path], object]]] = {
    "contacts": (CONTACTS, lambda path: read_contacts(path, register())),
    "mapping": (MAPPING, lambda path: read_mapping(path, PLAN)),
    "preferences": (PREFERENCES, lambda path: PreferenceFile(path, {}).read()),
    "form": (FORM, drafts),
}


@pytest.mark.parametrize("name", READERS)
def test_whatever_a_small_file_holds(name: str) -> None:
    good, reader = READERS[name]

    @SOME
    @given(changed(good))
    def tried(content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(content)
            refused(lambda: reader(path))
            assert len(listing(Path(folder))) == 1

    tried()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("preferences", b"theme = " + b"[" * 3_000),
        ("preferences", b".".join([b"theme"] * 3_000) + b" = 1"),
        ("preferences", b"theme = " + b"9" * 5_000),
        ("preferences", b"theme = 0x" + b"f" * 5_000),
        ("form", b'{"value":' * 2_000),
        ("form", b"[" * 60_000),
        ("form", b"9" * 5_000),
    ],
)
def test_depth_and_digits_without_end(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    refused(lambda: READERS[name][1](path))


WORDS = st.one_of(
    st.sampled_from(
        [*HOSTILE.values(), "kent", "2015-09-30", "today", "council:", "@", '"', ":", "a" * 20_000]
    ),
    st.text(max_size=12),
)
LINES = st.lists(st.tuples(st.sampled_from(["", *(f"{key}:" for key in KEYS), "x:"]), WORDS), max_size=4).map(
    lambda found: " ".join(key + word for key, word in found)
)

LINE_READERS: dict[str, Callable[[str], object]] = {
    "filter": lambda line: filter_words(filter_in(line, PLAN, DAY, lambda name: name), PLAN),
    "when": lambda line: look_in(line).day.day((DAY,), DAY),
    "force": lambda line: force_named(PLAN, line),
    "commitment": lambda line: commitment_named(PLAN, line),
    "region": lambda line: region_named(PLAN, line),
    "environment": lambda line: with_environment(
        PreferenceFile(Path("/nowhere/file"), {}).read()[0], {"TRACKER_THEME": line, "TRACKER_FOLDED": line}
    ),
}


@pytest.mark.parametrize("name", LINE_READERS)
@SOME
@given(line=LINES)
def test_whatever_a_line_says(name: str, line: str) -> None:
    refused(lambda: LINE_READERS[name](line))


def refused(read: Callable[[], object]) -> None:
    """Read, or be told in sentences of a length that can be read."""
    with held():
        try:
            read()
        except TrackerError as error:
            assert error.problems
            assert all(len(problem) < 2_000 for problem in error.problems), error.problems
