"""Whether a test notices a fault: it is put into a process of its own, and the tests of its line are run."""

from __future__ import annotations

import importlib.abc
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

#: Seconds after which a fault counts as noticed: a test that used to end does so no more.
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Imports one module from another source."""

    module: str
    source: str

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:  # noqa: ARG002
        """The module, from the source at hand; no other."""
        return importlib.util.spec_from_loader(fullname, self) if fullname == self.module else None

    def exec_module(self, module: ModuleType) -> None:
        """The module's body."""
        exec(compile(self.source, f"<a fault in {self.module}>", "exec"), module.__dict__)  # noqa: S102


def noticed(module: str, source: str, tests: Sequence[str]) -> bool:
    """Whether a test fails, or does not end, where a module has another source."""
    child = os.fork()
    if child == 0:
        _run(Faulty(module, source), tests)
    _, code = os.waitpid(child, 0)
    return code != 0


def _run(faulty: Faulty, tests: Sequence[str]) -> None:
    signal.alarm(PATIENCE)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)
    sys.meta_path.insert(0, faulty)
    code: int = pytest.ExitCode.INTERNAL_ERROR
    try:
        code = pytest.main(["-x", "--assert=plain", "-p", "no:cacheprovider", *tests])
    finally:
        os._exit(code)
