"""The history's filter as a person types it, in one line: ``kent by:smith text:backlog kind:correction``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import quoted
from tracker.domain.history_filter import EntryKind, HistoryFilter
from tracker.domain.names import commitment_named, force_named
from tracker.domain.when import when_in
from tracker.domain.words import day_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from tracker.domain.plan import Plan

KEYS = ("force", "commitment", "by", "source", "text", "kind", "since", "until")
_WORD = re.compile(r'(?:([a-zA-Z]+):)?(?:"([^"]*)"?|(\S+)|(?<=:))')
#: A shorter word alone would mean another force with each letter that is typed.
_SHORTEST_NAME = 3


def tokens(text: str) -> list[str]:
    """The words of a line; what stands between quotes is one word."""
    return [word for _, word in _keyed(text) if word]


def _keyed(text: str) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(text):
        key, within, plain, *_ = match.groups()
        yield (key or "").casefold(), " ".join((within or plain or "").split())


def filter_in(text: str, plan: Plan, today: date, source: Callable[[str], str]) -> HistoryFilter:
    """What a line asks for, by a plan's names; ``source`` gives the SHA-256 of a file by its name.

    A word alone is a force or a commitment where it names exactly one, else it is looked for in the texts. A
    key without its word is still being typed, and asks for nothing. Raises :class:`RefusedError` with a
    sentence where a word means nothing.
    """
    wanted = HistoryFilter()
    for key, word in _keyed(text):
        if key and key not in KEYS:
            known = ", ".join(f"{name}:" for name in KEYS)
            raise FieldError(f"“{quoted(key)}:” is nothing to filter by. There are {known}.")
        if not word:
            continue
        for field, meant in _meant(key, word, plan, today, source).items():
            wanted = _with(wanted, field, meant)
    return wanted


def _with(wanted: HistoryFilter, field: str, meant: Any) -> HistoryFilter:
    """The filter with one thing more; words and kinds add up, of everything else there is one."""
    before = getattr(wanted, field)
    if field == "words":
        meant = (*before, *meant)
    elif field == "kinds":
        meant = before | meant
    elif before not in (None, meant):
        raise FieldError(f"One {field} at a time: there is “{quoted(str(before))}” already.")
    return replace(wanted, **{field: meant})


def _meant(key: str, word: str, plan: Plan, today: date, source: Callable[[str], str]) -> Mapping[str, Any]:
    """The field of the filter that a word sets."""
    match key:
        case "force":
            return {"force": force_named(plan, word).slug}
        case "commitment":
            return {"commitment": commitment_named(plan, word).id}
        case "by":
            return {"author": word}
        case "source":
            return {"source": source(word)}
        case "kind":
            return {"kinds": frozenset({_kind(word)})}
        case "since" | "until":
            return {key: when_in(word).day(plan.councils, today)}
        case "text":
            return {"words": (word,)}
        case _:
            return _named(word, plan)


def _named(word: str, plan: Plan) -> Mapping[str, Any]:
    """What a word alone means."""
    if len(word) >= _SHORTEST_NAME:
        try:
            return {"force": force_named(plan, word).slug}
        except RefusedError:
            pass
        try:
            return {"commitment": commitment_named(plan, word).id}
        except RefusedError:
            pass
    return {"words": (word,)}


def _kind(word: str) -> EntryKind:
    found = [kind for kind in EntryKind if kind.value.startswith(word.casefold())]
    if len(found) != 1:
        raise FieldError(f"“{quoted(word)}” is not a kind of entry: use one of {', '.join(EntryKind)}.")
    return found[0]


def filter_words(wanted: HistoryFilter, plan: Plan, source: str | None = None) -> str:
    """What a filter was taken to mean: "Kent · by “smith” · with “backlog” · corrections"."""
    names = {force.slug: force.name for force in plan.forces}
    parts = [names.get(wanted.force, wanted.force)] if wanted.force else []
    parts += [wanted.commitment] if wanted.commitment else []
    parts += [f"by “{wanted.author}”"] if wanted.author else []
    parts += [f"from {source or wanted.source[:12]}"] if wanted.source else []
    parts += [f"with “{word}”" for word in wanted.words]
    parts += [f"kind {' or '.join(sorted(wanted.kinds))}"] if wanted.kinds else []
    parts += [f"since {day_words(wanted.since)}"] if wanted.since else []
    parts += [f"until {day_words(wanted.until)}"] if wanted.until else []
    return " · ".join(parts) or "everything"
