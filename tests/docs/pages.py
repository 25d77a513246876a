"""The pages of the project, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "fixtures" / "README.md"])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what stands below it before the next one."""

    heading: str
    text: str

    @property
    def anchor(self) -> str:
        """The heading as the end of a link."""
        return re.sub(r"[^\w\- ]", "", self.heading.lower()).replace(" ", "-")


def text_of(name: str) -> str:
    """The text of a page, named from the root."""
    return (ROOT / name).read_text(encoding="utf-8")


def sections(text: str) -> Iterator[Section]:
    """The sections of a page, in their order; what a fence holds is no heading."""
    heading, lines, fenced = "", list[str](), False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            yield Section(heading, "\n".join(lines))
            heading, lines = line.lstrip("# "), []
        else:
            lines.append(line)
    yield Section(heading, "\n".join(lines))


def section(name: str, heading: str) -> str:
    """The text below a heading of a page."""
    return next(each.text for each in sections(text_of(name)) if each.heading == heading)


def code_spans(text: str) -> Iterator[str]:
    """What stands between backticks in a line, outside of fences."""
    for line in re.sub(r"```.*?```", "", text, flags=re.DOTALL).splitlines():
        yield from re.findall(r"`([^`]+)`", line)


def words_of_commands(text: str) -> Iterator[str]:
    """The commands of a page's indented blocks and shell fences, each a line without its remark."""
    blocks = re.findall(r"(?:^ {4,}\S.*\n)+", text, re.MULTILINE)
    blocks += re.findall(r"```(?:sh|console|session \S+|worked(?: \S+)?)\n(.*?)```", text, re.DOTALL)
    for block in blocks:
        for line in block.splitlines():
            typed = line.strip().removeprefix("$ ")
            if typed.startswith("tracker "):
                yield re.split(r" {2,}|  #", typed)[0]
