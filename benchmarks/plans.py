"""Plans and ledgers of any size for the benchmarks; their figures are made up and mean nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tracker.data import register
from tracker.domain.update import Draft
from tracker.store import Store
from tracker.workspace import Workspace

_HEAD = """\
plan: benchmark
title: A plan made up for a benchmark
owner: nobody
marking: OFFICIAL
starts: 2015-04-01
forces: all
reporting: quarterly
illustrative: true
strands: {pursue: Pursue}
commitments:
"""
_COMMITMENT = """\
  - id: commitment-{number:03}
    title: Commitment number {number} of a plan made up for a benchmark
    strand: pursue
    lead: nobody
    source: made up
    measure: {{kind: count, unit: things, direction: increase}}
    baseline: {{as_at: 2015-04-01, value: 0}}
    target: {{by: 2018-03-31, value: 1000}}
"""
_START = date(2015, 4, 2)
_DAYS = (date(2018, 3, 31) - _START).days + 1


def ledger(path: Path, commitments: int, updates: int) -> Path:
    """A database with a plan of so many commitments for 43 forces, and so many updates."""
    plan = path.with_suffix(".yaml")
    plan.write_text(_HEAD + "".join(_COMMITMENT.format(number=n) for n in range(commitments)), "utf-8")
    Workspace.create(path, plan, "benchmark").close()
    with Store.open(path) as store:
        moment = datetime.now(UTC)
        store.append_many(_drafts(commitments, updates), author="benchmark", now=lambda: moment)
    return path


def _drafts(commitments: int, updates: int) -> Iterator[Draft]:
    """As many updates for each cell: day after day to the due date, then corrections of them."""
    cells = [(force.slug, f"commitment-{n:03}") for force in register().forces for n in range(commitments)]
    for number in range(updates):
        force, commitment = cells[number % len(cells)]
        day = _START + timedelta(days=number // len(cells) % _DAYS)
        yield Draft(force, commitment, day, float((number * 7919) % 1000))
