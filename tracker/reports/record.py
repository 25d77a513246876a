"""The report as JSON: the model itself, key by key, and back. ``docs/report.schema.json`` is its schema."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.reports.formats import Output
    from tracker.reports.model import Report


def render(report: Report, output: Output) -> bytes:  # noqa: ARG001 - every format is called alike
    """The report as one line of JSON in UTF-8."""
    return f"{report_to_json(report)}\n".encode()


def report_to_json(report: Report) -> str:
    """The report as one line of JSON, the same for the same report."""
    return json.dumps(report, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def report_from_json(text: str | bytes) -> Report:
    """The report that :func:`report_to_json` wrote; :class:`ValueError` says where it is none."""
    from pydantic import TypeAdapter

    from tracker.reports.model import Report

    return TypeAdapter(Report).validate_json(text)


def _plain(value: object) -> object:
    """What JSON has no word for: days as 2015-09-30, instants as 2015-10-18T23:59:59.999999Z."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a report does not hold {type(value).__name__}")
