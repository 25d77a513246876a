"""What a method is called, what its figure means and does not mean, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """A method in plain words, for the interface and for the report's annex.

    ``means`` and ``does_not_mean`` are one sentence each; ``source`` names the publication.
    """

    name: str
    means: str
    does_not_mean: str
    source: str
