"""The figures behind a report as sheets: the same as ``tracker status`` and ``tracker compare`` give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.cell_record import CELL_KEYS, cell_record
from tracker.domain.movement_record import ROW_KEYS, row_record
from tracker.domain.statistics.disclosure import CONFIDENTIAL
from tracker.domain.words import one_line
from tracker.reports.method import figure_rules, rules
from tracker.reports.model import Scope
from tracker.reports.sheets import Field, Sheet, Sheets
from tracker.reports.standing import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tracker.domain.plan import Commitment
    from tracker.domain.rollup import Rollup
    from tracker.reports.material import Material
    from tracker.reports.order import Subject
    from tracker.reports.sheets import Scalar

_HOLDS: dict[str, Any] = {
    **dict.fromkeys(("status", "original_status", "self", "status_a", "status_b"), "status"),
    **dict.fromkeys(("as_at", "as_at_a", "as_at_b", "due", "original_due"), "day"),
    **dict.fromkeys(("recorded_at", "known_from"), "instant"),
    **dict.fromkeys(("accepted", "rebaselined", "flagged", "back_loaded"), "yes or no"),
    **dict.fromkeys(
        (
            *("performance", "share_of_whole", "performance_change", "performance_a", "performance_b"),
            *("coverage", "coverage_by_size", "amber_red", "green", "amber"),
        ),
        "share",
    ),
    **dict.fromkeys(
        (
            *(
                "value",
                "expected",
                "target",
                "original_target",
                "baseline",
                "whole_target",
                "number",
                "cells",
            ),
            *("value_a", "value_b", "expected_a", "expected_b", "target_a", "target_b", "stale_after_days"),
            *("reported", "expected_forces", "due_after_days", "officers", "population", "due_cells"),
        ),
        "number",
    ),
}


def make_sheets(material: Material, subject: Subject) -> Sheets:
    """The sheets of a report; cells, forces, regions and movement are those it is about."""
    cells = material.cells_of(subject)
    shown = (cell_record(material.board, cell) for cell in cells)
    forces = {cell.force for cell in cells} if subject.scope is not Scope.PLAN else None
    return Sheets(
        cells=_sheet("Cells", CELL_KEYS, [*shown, *_withheld(material, subject)]),
        forces=_forces(material, forces),
        regions=_regions(material, forces),
        commitments=_commitments(material),
        movement=_movement(material, subject),
        method=_method(material),
    )


def _withheld(material: Material, subject: Subject) -> Iterator[dict[str, Any]]:
    """The cells that are not published: that they are withheld, and nothing else."""
    for force, cid in material.withheld_of(subject):
        said = {"force": force, "commitment": cid, "value": CONFIDENTIAL, "marks": "c"}
        yield {key: said.get(key) for key in CELL_KEYS}


def _sheet(
    name: str, keys: Sequence[str], records: Iterable[Mapping[str, Any]], counts: Sequence[str] = ()
) -> Sheet:
    fields = tuple(
        Field(key, key.replace("_", " ").capitalize(), "number" if key in counts else _HOLDS.get(key, "text"))
        for key in keys
    )
    rows = tuple(tuple(_scalar(record[key]) for key in keys) for record in records)
    return Sheet(name, fields, rows)


def _scalar(value: Any) -> Scalar:
    return one_line(value) if isinstance(value, str) else value


_COUNTS = tuple(f"cells_{status.value.replace('-', '_')}" for status in ORDER)


def _counts(rollup: Rollup) -> dict[str, Any]:
    return {
        "status": rollup.status.value,
        "due_cells": rollup.due,
        **{key: rollup.counts[status] for key, status in zip(_COUNTS, ORDER, strict=True)},
    }


def _forces(material: Material, wanted: set[str] | None) -> Sheet:
    keys = ("force", "name", "region", "officers", "population", "status", "due_cells", *_COUNTS)
    records = (
        {
            "force": force.slug,
            "name": force.name,
            "region": force.region,
            "officers": force.officers or None,
            "population": force.population or None,
            **_counts(material.board.by_force[force.slug]),
        }
        for force in material.plan.forces
        if wanted is None or force.slug in wanted
    )
    return _sheet("Forces", keys, records, _COUNTS)


def _regions(material: Material, wanted: set[str] | None) -> Sheet:
    shown = {f.region for f in material.plan.forces if wanted is None or f.slug in wanted}
    records = (
        {"region": region, **_counts(rollup)}
        for region, rollup in material.board.by_region.items()
        if region in shown
    )
    return _sheet("Regions", ("region", "status", "due_cells", *_COUNTS), records, _COUNTS)


_FIGURE = (
    *("reported", "expected_forces", "coverage", "coverage_by_size"),
    *("value", "expected", "target", "whole_target", "performance", "basis"),
)


def _commitments(material: Material) -> Sheet:
    keys = (
        "number",
        "commitment",
        "title",
        "strand",
        "lead",
        "unit",
        "due",
        "status",
        "due_cells",
        *_COUNTS,
        *_FIGURE,
    )
    return _sheet("Commitments", keys, (_commitment(material, c) for c in material.plan.commitments), _COUNTS)


def _commitment(material: Material, commitment: Commitment) -> dict[str, Any]:
    figure = material.board.national[commitment.id]
    return {
        "number": material.number_of(commitment.id),
        "commitment": commitment.id,
        "title": commitment.title,
        "strand": material.plan.strands[commitment.strand],
        "lead": commitment.lead,
        "unit": commitment.measure.unit,
        "due": commitment.due.isoformat(),
        **_counts(material.board.by_commitment[commitment.id]),
        "reported": figure.coverage.reported,
        "expected_forces": figure.coverage.expected,
        "coverage": figure.coverage.by_number,
        "coverage_by_size": figure.coverage.by_size,
        "value": CONFIDENTIAL if material.is_total_withheld(commitment.id) else figure.value,
        "expected": figure.expected,
        "target": figure.target,
        "whole_target": figure.whole_target,
        "performance": figure.performance,
        "basis": figure.basis.value,
    }


def _movement(material: Material, subject: Subject) -> Sheet:
    moved = material.moved_of(subject)
    records = (row_record(moved, move) for move in moved.moves) if moved else ()
    return _sheet("Movement", ROW_KEYS, ({key: record.get(key) for key in ROW_KEYS} for record in records))


def _method(material: Material) -> Sheet:
    records = [{"what": status.value, "rule": when} for status, when in rules(material)]
    for rule in figure_rules(material):
        name, _, words = rule.partition(": ")
        records.append({"what": name, "rule": words} if words else {"what": "Figures", "rule": rule})
    for c in material.plan.commitments:
        limits = c.thresholds
        third = f", amber-red from {limits.amber_red:g}" if limits.amber_red is not None else ""
        words = (
            f"green from {limits.green:g}, amber from {limits.amber:g}{third}; out of date after "
            f"{c.stale_after} days; returns {c.reporting.value}, due {c.due_after} days after the period"
        )
        records.append({"what": c.id, "rule": words})
    return _sheet("Method", ("what", "rule"), records)
