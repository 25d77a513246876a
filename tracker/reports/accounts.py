"""The cells that need explaining: the rule's reason, and what the force itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status import RANK, Status
from tracker.domain.words import one_line, shown
from tracker.reports.blocks import Account, Accounts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.board import Cell
    from tracker.reports.material import Material

_EXPLAINED = (Status.RED, Status.AMBER_RED, Status.AMBER)


def accounts(
    material: Material, accounts_id: str, caption: str, cells: Iterable[Cell], *, by_force: bool
) -> Accounts | None:
    """Those of the cells that are red or amber, worst first; None where none is, and in what is published.

    They are headed by the force, or by the commitment where they are all one force's.
    """
    if material.published is not None:
        return None
    found = [cell for cell in cells if cell.assessment.status in _EXPLAINED]
    found.sort(key=lambda cell: _order(material, cell))
    items = tuple(_account(material, cell, by_force=by_force) for cell in found)
    return Accounts(accounts_id, caption, items) if items else None


def _order(material: Material, cell: Cell) -> tuple[float, float, str]:
    performance = cell.assessment.performance
    return (
        RANK[cell.assessment.status],
        performance if performance is not None else float("-inf"),
        material.name(cell.force),
    )


def _account(material: Material, cell: Cell, *, by_force: bool) -> Account:
    a = cell.assessment
    commitment = material.plan.commitment(cell.commitment)
    texts = material.texts.get(a.update.seq, {}) if a.update else {}
    return Account(
        force=cell.force,
        name=one_line(material.name(cell.force) if by_force else commitment.title),
        commitment=cell.commitment,
        title=one_line(commitment.title),
        mark=material.mark(cell),
        reason=one_line(a.reason),
        ledger=a.update.seq if a.update else None,
        cause=shown(texts.get("cause", "")).strip(),
        action=shown(texts.get("action", "")).strip(),
        note=shown(texts.get("note", "")).strip(),
        back_on_track=a.update.draft.back_on_track if a.update else None,
    )
