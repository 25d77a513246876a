"""A line to type in: what is pasted or put into it acts on the terminal no more than other words do."""

from __future__ import annotations

from textual.widgets import Input

from tracker.domain.words import one_line


class Field(Input):
    """A field without what cannot be seen, so that what is recorded is what was read."""

    def validate_value(self, value: str) -> str:
        """Drop control, direction and invisible characters, as every screen does."""
        return one_line(value)
