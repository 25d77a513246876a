"""The register of forces, and how a name met in the wild is matched to one of them, never guessed."""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.fields import LONGEST_WORD, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


@dataclass(frozen=True)
class Force:
    """A police force, or another body that a plan names.

    ``population`` is usual residents at the 2011 census, ``officers`` police officer headcount at
    30 September 2019; either is 0 for a body that has none. ``tile`` is row and column on the tile map.
    """

    slug: str
    name: str
    official_name: str
    abbreviation: str
    region: str
    nation: str
    ons_code: str = ""
    population: int = 0
    officers: int = 0
    tile: tuple[int, int] | None = None
    aliases: tuple[str, ...] = ()

    def names(self) -> Iterator[str]:
        """Every name under which the force may be met."""
        yield from (self.slug, self.name, self.official_name, self.abbreviation)
        if self.ons_code:
            yield self.ons_code
        yield from self.aliases


class UnknownForceError(LookupError):
    """A name that is no force's, or that could be several forces'; ``suggestions`` are slugs."""

    def __init__(self, name: str, suggestions: tuple[str, ...], *, ambiguous: bool = False) -> None:
        self.name = name
        self.suggestions = suggestions
        self.ambiguous = ambiguous
        if ambiguous:
            message = f"“{quoted(name)}” could be {_either(suggestions)}: say which."
        elif suggestions:
            message = f"“{quoted(name)}” is not a force in the register. Did you mean {_either(suggestions)}?"
        else:
            message = f"“{quoted(name)}” is not a force in the register."
        super().__init__(message)


class Register:
    """The forces a plan knows, by slug and by every name; see :meth:`match`."""

    def __init__(self, forces: Iterable[Force]) -> None:
        self.forces = tuple(forces)
        self.by_slug = {force.slug: force for force in self.forces}
        self._by_key: dict[str, set[str]] = {}
        for force in self.forces:
            for name in force.names():
                for key in (_exact_key(name), _loose_key(name)):
                    if key:
                        self._by_key.setdefault(key, set()).add(force.slug)

    def with_bodies(self, bodies: Iterable[Force]) -> Register:
        """The same register with a plan's own bodies added."""
        return Register((*self.forces, *bodies))

    def regions(self) -> tuple[str, ...]:
        """Every region, in the order of the register."""
        return tuple(dict.fromkeys(force.region for force in self.forces))

    def match(self, name: str) -> Force:
        """The one force that a name means.

        Slug, ONS code, name, official name, abbreviation and aliases match whatever the case, the spaces,
        "&" or "and", hyphens, and a trailing Police, Constabulary or Service. Raises
        :class:`UnknownForceError` with the nearest suggestions when none or several match.
        """
        if len(name) > LONGEST_WORD:
            raise UnknownForceError(name, ())
        for key in (_exact_key(name), _loose_key(name)):
            slugs = self._by_key.get(key, set())
            if len(slugs) == 1:
                return self.by_slug[next(iter(slugs))]
            if slugs:
                raise UnknownForceError(name, tuple(sorted(slugs)), ambiguous=True)
        raise UnknownForceError(name, self._nearest(name))

    def match_start(self, text: str) -> Force:
        """Like :meth:`match`, and an unambiguous start of a slug or name is enough (for typing by hand)."""
        try:
            return self.match(text)
        except UnknownForceError as error:
            if error.ambiguous:
                raise
            key = _loose_key(text)
            starts = {s for k, slugs in self._by_key.items() if key and k.startswith(key) for s in slugs}
            if len(starts) == 1:
                return self.by_slug[starts.pop()]
            if starts:
                raise UnknownForceError(text, tuple(sorted(starts)), ambiguous=True) from None
            raise

    def _nearest(self, name: str) -> tuple[str, ...]:
        close = difflib.get_close_matches(_loose_key(name), self._by_key, n=6, cutoff=0.6)
        return tuple(dict.fromkeys(slug for key in close for slug in sorted(self._by_key[key])))[:3]


_ENDINGS = re.compile(r"\b(?:police service|police force|police|constabulary|service)$")


def _exact_key(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold().replace("&", " and ")
    text = "".join(ch if ch.isalnum() else " " for ch in text if unicodedata.category(ch) != "Cf")
    return " ".join(text.split())


def _loose_key(name: str) -> str:
    """The exact key without the words by which one force's name is written in different tables."""
    key = _exact_key(name)
    shorter = _ENDINGS.sub("", key).strip()
    return shorter or key


def _either(slugs: tuple[str, ...]) -> str:
    return slugs[0] if len(slugs) == 1 else f"{', '.join(slugs[:-1])} or {slugs[-1]}"
