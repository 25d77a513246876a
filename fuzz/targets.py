"""What is fuzzed: each takes bytes, and fails as the suite's test of the same thing does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.conftest import SMALL_PLAN
from tests.hostile import test_command_words, test_plan_reader, test_return_readers, test_small_files
from tests.hostile.contract import held
from tests.hostile.workplace import RETURN

Target = Callable[[bytes], object]


def targets() -> dict[str, Target]:
    """Every target by its name."""
    words: Any = test_command_words.test_whatever_words_a_command_is_given
    return {
        "plan": test_plan_reader.read,
        "return": _return,
        "commands": words.hypothesis.fuzz_one_input,
        **{name: partial(_file, reader) for name, (_, reader) in test_small_files.READERS.items()},
        **{name: partial(_line, reader) for name, reader in test_small_files.LINE_READERS.items()},
    }


def starts() -> dict[str, list[bytes]]:
    """Good inputs that the fuzzer changes, by target; commands make their own."""
    lines = [
        b"kent",
        b"offenders-pursued",
        b"Wales",
        b"2015-09-30@last-council",
        b'force:kent text:"a b" red',
        b"1",
    ]
    return {
        "plan": [SMALL_PLAN.encode()],
        "return": [
            RETURN.encode(),
            b'force;commitment;as_at;value;note\nkent;caid-in-use;1/10/2015;;"a\n"\n',
        ],
        **{name: [good] for name, (good, _) in test_small_files.READERS.items()},
        **dict.fromkeys(test_small_files.LINE_READERS, lines),
    }


def _return(content: bytes) -> None:
    with test_return_readers.open_desk() as desk:
        test_return_readers.check(desk, content, "odd.csv")


def _file(reader: Callable[[Path], object], content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        test_small_files.refused(lambda: reader(path))


def _line(reader: Callable[[str], object], content: bytes) -> None:
    with held():
        test_small_files.refused(lambda: reader(content.decode("utf-8", "replace")))
