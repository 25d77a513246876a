"""A report as it is kept when it is issued: the board that it tells, and the whole model."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.cell_record import iso_instant
from tracker.domain.statistics.disclosure import Disclosure
from tracker.domain.when import Look
from tracker.reports.model import Scope
from tracker.reports.order import ReportOrder, Subject
from tracker.reports.record import report_from_json, report_to_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.reports.model import Report

#: Of each cell of the board so much is kept as can be computed again.
_CELL = ("force", "commitment", "status", "value")


def snapshot_of(report: Report) -> str:
    """The report as one line of JSON, the same for the same report: ``board`` and ``report``."""
    fields = [field.key for field in report.sheets.cells.fields]
    places = [fields.index(key) for key in _CELL]
    board = {
        "as_of": report.looked.as_of.isoformat(),
        "known_at": iso_instant(report.looked.known_at),
        "ledger": report.proof.ledger,
        "plan_version": report.looked.plan_version,
        "publish": report.published.value if report.published else None,
        "cells": [
            dict(zip(_CELL, (row[i] for i in places), strict=True)) for row in report.sheets.cells.rows
        ],
    }
    said = json.dumps(board, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f'{{"board":{said},"report":{report_to_json(report)}}}'


def report_in(snapshot: str) -> Report:
    """The report of a snapshot; :class:`ValueError` where it holds none."""
    data = json.loads(snapshot)
    if not isinstance(data, dict) or "report" not in data:
        raise ValueError("the snapshot holds no report")
    return report_from_json(json.dumps(data["report"]))


def options_of(order: ReportOrder, subject: Subject) -> dict[str, Any]:
    """What was asked of one report of an order, as plain data."""
    return {
        "as_of": order.look.as_of.isoformat(),
        "known_at": iso_instant(order.look.known_at),
        "council": order.council.isoformat() if order.council else None,
        "created": order.created.isoformat() if order.created else None,
        "asks": list(order.asks),
        "agenda_item": order.agenda_item,
        "publish": order.publish.value if order.publish else None,
        "marking": order.marking,
        "scope": subject.scope.value,
        "subject": subject.key,
    }


def order_of(options: Mapping[str, Any]) -> ReportOrder:
    """The order that :func:`options_of` tells of, for that report alone."""
    known = options["known_at"]
    return ReportOrder(
        look=Look(date.fromisoformat(options["as_of"]), datetime.fromisoformat(known) if known else None),
        council=_day(options["council"]),
        subjects=(Subject(Scope(options["scope"]), options["subject"]),),
        created=_day(options["created"]),
        asks=tuple(options["asks"]),
        agenda_item=options["agenda_item"],
        publish=Disclosure(options["publish"]) if options["publish"] else None,
        marking=options["marking"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
