"""What can be chosen of the look of things, apart from colours."""

from __future__ import annotations

from enum import StrEnum


class Density(StrEnum):
    """How much room a row of the board takes."""

    COMPACT = "compact"
    COMFORTABLE = "comfortable"


class Signs(StrEnum):
    """Which characters are drawn: whatever the font has, or ASCII alone."""

    AUTO = "auto"
    UNICODE = "unicode"
    ASCII = "ascii"


class Drafts(StrEnum):
    """Whether what is typed in a form and not saved is kept for the next time."""

    KEEP = "keep"
    NONE = "none"


class Tour(StrEnum):
    """Whether the tour is offered when the demo is opened."""

    OFFER = "offer"
    TAKEN = "taken"


class Sort(StrEnum):
    """The order of the board's forces."""

    REGION = "region"
    NAME = "name"
    SIZE = "size"
    STATUS = "status"
    MOVEMENT = "movement"


class Cells(StrEnum):
    """What the board's cells show: the status, how their values vary over time, or both."""

    STATUS = "status"
    BOTH = "both"
    ICONS = "icons"


def after(choice: StrEnum) -> StrEnum:
    """The next choice of the same kind; after the last comes the first."""
    choices = list(type(choice))
    return choices[(choices.index(choice) + 1) % len(choices)]
