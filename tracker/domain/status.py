"""The nine statuses of a cell, each with the letter and the sign that always accompany its colour."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a force's standing on a commitment is called; the words of ``docs/rules.md``."""

    EXEMPT = "exempt"
    EARLY = "early"
    NONE = "none"
    COMPLETE = "complete"
    STALE = "stale"
    RED = "red"
    AMBER_RED = "amber-red"
    AMBER = "amber"
    GREEN = "green"

    def letter(self, *, four_point: bool = False) -> str:
        """The letter shown for this status; amber is ``AG`` on a four-point scale, else ``A``."""
        if self is Status.AMBER and four_point:
            return "AG"
        return _LETTERS[self]

    @property
    def sign(self) -> str:
        """One character, told apart without colour."""
        return _SIGNS[self]

    @property
    def ascii_sign(self) -> str:
        """The sign for terminals whose font lacks the other one."""
        return _ASCII_SIGNS[self]

    @property
    def meaning(self) -> str:
        """A few words for the legend."""
        return _MEANINGS[self]


_LETTERS = {
    Status.EXEMPT: "z",
    Status.EARLY: "·",
    Status.NONE: "–",
    Status.COMPLETE: "B",
    Status.STALE: "?",
    Status.RED: "R",
    Status.AMBER_RED: "AR",
    Status.AMBER: "A",
    Status.GREEN: "G",
}
_SIGNS = {
    Status.EXEMPT: " ",
    Status.EARLY: " ",
    Status.NONE: " ",
    Status.COMPLETE: "✔",
    Status.STALE: "◌",
    Status.RED: "■",
    Status.AMBER_RED: "◆",
    Status.AMBER: "▲",
    Status.GREEN: "●",
}
_ASCII_SIGNS = {
    Status.EXEMPT: " ",
    Status.EARLY: " ",
    Status.NONE: " ",
    Status.COMPLETE: "*",
    Status.STALE: "~",
    Status.RED: "#",
    Status.AMBER_RED: "%",
    Status.AMBER: "^",
    Status.GREEN: "o",
}
_MEANINGS = {
    Status.EXEMPT: "exempt",
    Status.EARLY: "too early to say",
    Status.NONE: "nothing reported",
    Status.COMPLETE: "complete",
    Status.STALE: "out of date",
    Status.RED: "off track",
    Status.AMBER_RED: "mostly off track",
    Status.AMBER: "behind",
    Status.GREEN: "on track",
}

#: From best to worst among the judged statuses; the others make no claim and have no rank.
RANK: dict[Status, int] = {
    Status.COMPLETE: 4,
    Status.GREEN: 3,
    Status.AMBER: 2,
    Status.AMBER_RED: 1,
    Status.RED: 0,
}


def says_better(said: Status | None, computed: Status) -> bool:
    """Whether a force's own colour is better than the rule's, among the statuses that have a rank."""
    return said in RANK and computed in RANK and RANK[said] > RANK[computed]
