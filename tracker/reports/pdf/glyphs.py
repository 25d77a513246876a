"""Characters that no font in typst can print: a tagged PDF may not hold them, so they are named instead."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache

import typst

#: Printed without asking: what is in every font.
_PLAIN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180))))
_PROBE = b"""\
#set document(title: "probe")
#for character in json(bytes(sys.inputs.characters)) [#character #parbreak()]
"""
_REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def unprintable(characters: set[str]) -> dict[int, str]:
    """What to print in place of those of the characters that cannot be printed, for ``str.translate``."""
    asked = frozenset(ch for ch in characters - _PLAIN if ch.isprintable())
    return {ord(ch): _named(ch) for ch in _refused(asked)} if asked else {}


@cache
def _refused(characters: frozenset[str]) -> frozenset[str]:
    """Those that typst itself refuses, asked for all of them at once; a combining mark after a letter."""
    asked = json.dumps(
        [f"x{ch}" if unicodedata.category(ch).startswith("M") else ch for ch in sorted(characters)]
    )
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"characters": asked},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        said = "".join(_REFUSED.findall(error.diagnostic))
        return characters & set(_ESCAPED.sub(lambda code: chr(int(code[1], 16)), said))
    return frozenset()


def _named(character: str) -> str:
    """“[grinning face]”."""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
