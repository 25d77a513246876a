"""Every command with words of every kind: a sentence, one of four exit codes, and nothing written in vain."""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, example, given, settings

from tests.hostile.commands import lines, paths, say
from tests.hostile.contract import held
from tests.hostile.workplace import workplace
from tracker.cli.root import COMMANDS

#: Characters that act on a terminal, or hide; a line end is meant.
_ACTING = frozenset({"Cc", "Cf", "Cs"})


def test_every_command_is_tried() -> None:
    assert {names[0] for names, _ in paths()} == set(COMMANDS) - {"serve"}
    assert ("plan", "apply") in {names for names, _ in paths()}


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines())
@example(["import", "x" * 300])
@example(["import", "--mapping", "pipe", "r.csv"])
@example(["check", "pipe"])
@example(["due", "--letters", "new", "--contacts", "pipe"])
@example(["report", "--format", "docx", "--out", "new", "--template", "pipe"])
@example(["--db", "new.db", "init", "--from-export", "x" * 300])
@example(["export", "x/" * 3_000])
@example(["export", "\udcff\x1b]0;owned\x07"])
@example(["import", "odd"])
@example(["import", "--format", "json", "odd"])
@example(["status", "--force", "\x1b]0;owned\x07\u202e"])
@example(["demo", "a" * 200_000])
def test_whatever_words_a_command_is_given(line: list[str]) -> None:
    place = workplace()
    with held():
        said = say(place.folder, *line)
    changes = place.changes()
    if changes:
        place.lay()
    assert said.code in (0, 1, 2, 3), line
    is_partly_done = "import" in line  # with --partial or several files, what is good is taken
    assert not (said.code and changes and not is_partly_done), (line, said, changes)
    assert not (said.code and not said.err and "verify" not in line), line
    assert _acting(said.out + said.err) == set(), line


def _acting(text: str) -> set[str]:
    return {ch for ch in text if ch != "\n" and unicodedata.category(ch) in _ACTING}
