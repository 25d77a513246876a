"""The packages an installation takes in: name, version and hashes from the lock, licence from the package."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parents[1] / "requirements.txt"
_PACKAGE = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

#: What packages write where they have no expression of the licence list (SPDX), and what it means there.
_MEANT = {
    "Apache 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Public Domain": "Unlicense",
    "Python Software Foundation License": "PSF-2.0",
}


@dataclass(frozen=True, slots=True)
class Locked:
    """One package of the lock."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str


def locked() -> list[Locked]:
    """Everything in the lock, by name; it must be installed here, since the licence stands in the package."""
    text = LOCK.read_text("utf-8")
    found = list(_PACKAGE.finditer(text))
    ends = [each.start() for each in found[1:]] + [len(text)]
    return [
        Locked(each[1], each[2], tuple(sorted(_HASH.findall(text, each.end(), end))), licence_of(each[1]))
        for each, end in zip(found, ends, strict=True)
    ]


def licence_of(name: str) -> str:
    """A package's licence as an expression of the licence list; as it is written where that is not known."""
    about: Any = metadata(name)
    written = about.get("License-Expression")
    if written:
        return str(written)
    classes = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    words = (about.get("License") or "").strip()
    said = classes[0] if classes else words
    return _MEANT.get(said, said)
