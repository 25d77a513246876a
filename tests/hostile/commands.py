"""Words for every command, made from the tree of commands itself: options with sense and with nonsense."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import click
from hypothesis import strategies as st

from tests.hostile.texts import HOSTILE
from tracker.cli import main
from tracker.cli.root import COMMANDS, tracker

#: What could sensibly stand for a parameter of a kind, so that words get past the first check.
DAYS = ["2015-09-30", "2016-01-01", "today", "last-council", "council:2016-01-20", "2015-09-30@now"]
FILES = ["small.db", "small.yaml", "r.csv", "contacts.csv", "export", "new", "returns"]
NUMBERS = ["0", "1", "2", "98", "12.5"]
NAMES = [
    "kent",
    "essex",
    "gw",
    "offenders-pursued",
    "caid",
    "Wales",
    "South East",
    "done",
    "green",
    "p",
    "md,json",
]
#: What could not.
NONSENSE = [
    *HOSTILE.values(),
    *("", " ", "-", "--", "-1", "--db", "@", "council:", "today@", "é", "\udcff", "~", "a" * 200_000),
    *(
        "9" * 400,
        "1e400",
        "nan",
        "2" * 5_000,
        "0001-01-01",
        "9999-12-31",
        "2015-02-30",
        "２０１５-09-30",
        "١٢",
    ),
]
ODD_FILES = [
    *(
        *HOSTILE.values(),
        "",
        ".",
        "..",
        "../up",
        "new/../new",
        "small.db/x",
        "link",
        "pipe",
        "\udcff",
        "é" * 200,
    ),
    *("/dev/null", "/dev/full", "/dev/null/x", "/proc/nowhere", "x" * 300, "x/" * 3_000, "nowhere/x"),
    *("broken.xlsx", "broken.csv", "broken.db", "other.db", "empty", "odd"),
]


def paths(group: click.Group | None = None) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command by the words that call it."""
    for name in (n for n in COMMANDS if n != "serve") if group is None else group.commands:
        found = (group or tracker).get_command(click.Context(group or tracker), name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from (((name, *rest), one) for rest, one in paths(found))
        else:
            yield (name,), found


_COMMANDS = list(paths())
#: No command line can hold a zero byte.
_TEXT = st.text(st.characters(exclude_characters="\0"), max_size=20)
_ANY = st.one_of(*map(st.sampled_from, (DAYS, FILES, NUMBERS, NAMES, NONSENSE, ODD_FILES)), _TEXT)


def _words_for(parameter: click.Parameter) -> st.SearchStrategy[str]:
    """Words for one parameter: mostly of its kind, and then half of them odd."""
    kind = parameter.type
    if isinstance(kind, click.Choice):
        return st.sampled_from([*kind.choices, *kind.choices, "", "x\x1b[31m"])
    if isinstance(kind, click.Path):
        return st.one_of(*[st.sampled_from(FILES), st.sampled_from(ODD_FILES)] * 4, _ANY)
    name = getattr(kind, "name", "")
    sense = DAYS if name in ("date", "day") else NUMBERS if name.startswith("integer") else NAMES
    return st.one_of(*[st.sampled_from(sense)] * 6, *[st.sampled_from(NONSENSE)] * 2, _ANY)


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """The words of one command, options among them and now and then before it."""
    names, command = draw(st.sampled_from(_COMMANDS))
    line: list[str] = []
    for option in tracker.params:
        if option.name in ("db", "user") and draw(st.integers(0, 9)) == 0:
            line += [option.opts[0], draw(_words_for(option))]
    line += names
    for parameter in command.params:
        line += draw(_words_of(parameter))
    if names == ("demo",):  # a plan that there is takes long to load, and is tested elsewhere
        line.append(draw(st.sampled_from(NONSENSE)))
    return line


@st.composite
def _words_of(draw: st.DrawFn, parameter: click.Parameter) -> list[str]:
    words = _words_for(parameter)
    if isinstance(parameter, click.Argument):
        most = 3 if parameter.nargs == -1 else 1
        return draw(st.lists(words, min_size=int(parameter.required), max_size=most))
    assert isinstance(parameter, click.Option)
    if not parameter.required and draw(st.integers(0, 3)):
        return []
    return [parameter.opts[-1]] if parameter.is_flag else [parameter.opts[-1], draw(words)]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command printed, and its exit code."""

    out: str
    err: str
    code: object


def say(folder: Path, *words: str) -> Said:
    """Run the command in this process, in a folder, as a process without a terminal would."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    err = io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace", newline="")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    code: object = 0
    with (
        _standing_in(folder),
        mock.patch.dict(os.environ, {**kept, "COLUMNS": "100"}, clear=True),
        mock.patch.multiple(sys, argv=["tracker", *words], stdout=out, stderr=err, stdin=io.StringIO()),
    ):
        try:
            main()
        except SystemExit as end:
            code = end.code
        for stream in (out, err):
            stream.flush()
    return Said(*(stream.buffer.getvalue().decode() for stream in (out, err)), code)  # type: ignore[attr-defined]


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
