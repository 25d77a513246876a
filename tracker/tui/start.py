"""The start of the board: soon, and what stays for good is not looked at again."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def loaded_for_good() -> Iterator[None]:
    """Load modules and the first board without looking for garbage among them: they stay until the end.

    Afterwards they are left out of every look for garbage, so that no key waits for that. To be used once, at
    the start of a process: what is left out is never given back.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
