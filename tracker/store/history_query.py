"""The query for the updates of the history: one condition for each thing that a filter names.

It walks the ledger backwards as far as it is read; where a commitment is named it walks its index instead.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tracker.domain.history_filter import EntryKind
from tracker.store.instants import end_of, stamp, start_of
from tracker.store.rows import COLUMNS, WITH_SOURCE, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.domain.history_filter import HistoryFilter

_SAME_DAY = "o.commitment = u.commitment AND o.force = u.force AND o.as_at = u.as_at"

#: A row corrects the one known just before it, however late either was recorded.
_BEFORE = f"""(SELECT o.seq FROM updates AS o
  WHERE {_SAME_DAY} AND (o.known_from, o.seq) < (u.known_from, u.seq)
  ORDER BY o.known_from DESC, o.seq DESC LIMIT 1)"""  # noqa: S608 - constants of this package

#: Whether that one is no withdrawal.
CORRECTING = f"""ifnull((SELECT NOT o.withdrawal FROM updates AS o
  WHERE {_SAME_DAY} AND (o.known_from, o.seq) < (u.known_from, u.seq)
  ORDER BY o.known_from DESC, o.seq DESC LIMIT 1), 0)"""  # noqa: S608 - constants of this package

#: What only days that were told more than once can be: asked first, since it is one walk along the index.
_TOLD_AGAIN = """(u.commitment, u.force, u.as_at) IN (
  SELECT commitment, force, as_at FROM updates GROUP BY commitment, force, as_at HAVING count(*) > 1)"""

_OF_UPDATES = {
    EntryKind.UPDATE: f"(NOT u.withdrawal AND NOT {CORRECTING})",
    EntryKind.CORRECTION: f"(NOT u.withdrawal AND {_TOLD_AGAIN} AND {CORRECTING})",
    EntryKind.WITHDRAWAL: "u.withdrawal",
}

#: The updates with these numbers, what each corrects, and whether it was withdrawn.
BY_NUMBER = f"""
SELECT {COLUMNS}, {_BEFORE}, {WITHDRAWN}
FROM json_each(:numbers) AS n CROSS JOIN updates AS u ON u.seq = n.value {WITH_SOURCE}"""  # noqa: S608 - constants of this package


def numbers_query(
    wanted: HistoryFilter, commitments: Sequence[str] | None, titles: Mapping[str, str]
) -> tuple[str, dict[str, object]] | None:
    """The query for the numbers of the updates wanted, newest first, and what it is asked with; None where no
    update is."""
    if not any(wanted.wants(kind) for kind in _OF_UPDATES):
        return None
    asked: dict[str, object] = {}
    conditions = ["1"]
    for condition, names in _conditions(wanted, commitments, titles):
        conditions.append(condition)
        asked.update(names)
    where = " AND ".join(conditions)
    return f"SELECT u.seq FROM updates AS u WHERE {where} ORDER BY u.seq DESC", asked  # noqa: S608 - constants of this module


def ids_wanted(wanted: HistoryFilter, commitments: Sequence[str] | None) -> list[str] | None:
    """The ids of the commitment wanted; None where none is named."""
    if commitments is not None:
        return list(commitments)
    return [wanted.commitment] if wanted.commitment else None


def _conditions(
    wanted: HistoryFilter, commitments: Sequence[str] | None, titles: Mapping[str, str]
) -> Iterator[tuple[str, dict[str, object]]]:
    ids = ids_wanted(wanted, commitments)
    if ids is not None:
        given: dict[str, object] = {"commitments": json.dumps(ids)}
        yield "u.commitment IN (SELECT value FROM json_each(:commitments))", given
    if wanted.force is not None:
        yield "u.force = :force", {"force": wanted.force}
    if wanted.author is not None:
        yield "instr(folded(u.author), :author)", {"author": wanted.author.casefold()}
    if wanted.source is not None:
        yield (
            "u.source_id IN (SELECT id FROM sources WHERE sha256 = :source)",
            {"source": wanted.source.lower()},
        )
    if wanted.since is not None:
        yield "u.recorded_at >= :since", {"since": start_of(wanted.since)}
    if wanted.until is not None:
        yield "u.recorded_at <= :until", {"until": end_of(wanted.until)}
    if wanted.known_at is not None:
        yield "u.known_from <= :known_at", {"known_at": stamp(wanted.known_at)}
    if wanted.as_of is not None:
        yield "u.as_at <= :as_of", {"as_of": wanted.as_of.isoformat()}
    if wanted.kinds and not set(_OF_UPDATES) <= wanted.kinds:
        yield f"({' OR '.join(_OF_UPDATES[kind] for kind in _OF_UPDATES if kind in wanted.kinds)})", {}
    for place, word in enumerate(map(str.casefold, wanted.words)):
        titled = json.dumps([cid for cid, title in titles.items() if word in title.casefold()])
        yield _word(place), {f"word{place}": word, f"titled{place}": titled}


def _word(place: int) -> str:
    """A word stands in the commitment's title, or in a text that was neither withdrawn nor redacted."""
    return f"""(u.commitment IN (SELECT value FROM json_each(:titled{place})) OR (
  u.seq IN (SELECT seq FROM texts WHERE NOT redacted AND instr(folded(text), :word{place}))
  AND NOT {WITHDRAWN}))"""  # noqa: S608 - constants of this module, and a number
