"""Reading a plan file: text → data → parts → plan, with every error of the file at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.givenfiles import read_given
from tracker.planfile.figures import FolderFiles, KeptFiles
from tracker.planfile.record import plan_to_record
from tracker.planfile.resolve import Resolver
from tracker.planfile.shape import shaped
from tracker.yamlfile.problems import Problem, Report, YamlFileError
from tracker.yamlfile.source import LARGEST_FILE, decode, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tracker.domain.force import Register
    from tracker.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan as read: the resolved plan and its record, the text, the files it referred to by name, and
    notes on what a reader should know although it is no error."""

    plan: Plan
    source_text: str
    files: Mapping[str, str]
    record: str
    notes: tuple[str, ...]


def read_plan(path: Path, register: Register) -> ReadPlan:
    """Read a plan file; :class:`YamlFileError` holds everything that is wrong with it."""
    report = Report(path.name)
    try:
        content = read_given(path, "a plan file", LARGEST_FILE)
    except RefusedError as error:
        raise YamlFileError([Problem(1, 1, str(error), path.name)]) from None
    return _read(decode(content, report), report, register, FolderFiles(path.parent))


def read_plan_text(text: str, name: str, files: Mapping[str, str], register: Register) -> ReadPlan:
    """Read a plan from its text and the texts of its files, as a recorded version keeps them."""
    return _read(text, Report(name), register, KeptFiles(files))


def _read(text: str, report: Report, register: Register, files: FolderFiles) -> ReadPlan:
    part, commitments = shaped(read_yaml(text, report), report)
    if part is None:
        report.raise_any()
        raise YamlFileError([Problem(1, 1, "This is not a plan.", report.file)])
    resolver = Resolver(part, register, files, report)
    plan = resolver.plan(commitments)
    report.raise_any()
    return ReadPlan(plan, text, files.read, plan_to_record(plan), tuple(resolver.notes))
