"""What people wrote, as text of a Markdown file."""

from __future__ import annotations

import re

#: Characters that begin markup anywhere; a backslash before them makes them text.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>|~$&#@]")
#: What a reader on GitHub would make a link of.
_LINKS = re.compile(r"(?i)(?<=\w)(?=://)|(?<=\bwww)(?=\.)")
#: What would begin a list, a rule or a heading at the start of a line.
_AT_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)]))")


def escaped(text: str) -> str:
    """A text on one line that reads as it was written, whatever markup it holds."""
    line = " ".join(text.split("\n"))
    line = _ANYWHERE.sub(lambda found: f"\\{found[0]}", line)
    line = _LINKS.sub(r"\\", line)
    return _AT_START.sub(_start, line)


def _start(found: re.Match[str]) -> str:
    space, sign, digits, stop = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{digits}\\{stop}"
