"""A figure that is not given, and why: what stands in its place on every screen and page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoFigure:
    """That the numbers cannot bear a figure; ``reason`` is one plain sentence."""

    reason: str

    @property
    def sentence(self) -> str:
        """The reason, under the name that every figure's own sentence has."""
        return self.reason
