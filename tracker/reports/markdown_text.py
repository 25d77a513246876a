"""What people wrote, as text of a Markdown file."""

from __future__ import annotations

import re

#: What begins markup anywhere in a line, an entity or an address among it; a backslash makes it text.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~$#]|&(?=#?\w+;)|(?<=\w)@(?=\w)")
#: What a reader on GitHub would make a link of.
_LINKS = re.compile(r"(?i)(?<=\w)(?=://)|(?<=\bwww)(?=\.)")
#: What would begin a list, a rule or a heading at the start of a line.
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def escaped(text: str) -> str:
    """A text within a line that reads as it was written, whatever markup it holds."""
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", " ".join(text.split("\n")))
    return _LINKS.sub(r"\\", line)


def escaped_line(text: str) -> str:
    """A text that is a line of its own."""
    return _AT_START.sub(_start, escaped(text).strip())


def _start(found: re.Match[str]) -> str:
    space, sign, digits, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{digits}\\{stop}"
