"""A resolved plan as canonical JSON, and back: what a recorded plan version is computed from.

Plain code on purpose: ``tracker status`` reads a record and must not pay for reading YAML.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from tracker.domain.calendar import Frequency
from tracker.domain.force import Force
from tracker.domain.plan import (
    Acceptance,
    Auxiliary,
    Bound,
    Commitment,
    Direction,
    Exemption,
    Kind,
    Measure,
    Normaliser,
    Paper,
    Plan,
    Reported,
    RollupThresholds,
    Scope,
    Shape,
    Thresholds,
    Waypoint,
    Weight,
)


def plan_to_record(plan: Plan) -> str:
    """The plan as one line of JSON, the same for the same plan."""
    return json.dumps(asdict(plan), default=_plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a plan does not hold {type(value).__name__}")


def plan_from_record(record: str) -> Plan:
    """The plan that :func:`plan_to_record` wrote."""
    data: dict[str, Any] = json.loads(record)
    data["starts"] = date.fromisoformat(data["starts"])
    data["reporting"] = Frequency(data["reporting"])
    data["councils"] = tuple(map(date.fromisoformat, data["councils"]))
    data["thresholds"] = Thresholds(**data["thresholds"])
    data["rollup"] = RollupThresholds(**data["rollup"])
    data["forces"] = tuple(map(_force, data["forces"]))
    data["commitments"] = tuple(map(_commitment, data["commitments"]))
    data["asks"] = tuple(data.get("asks", ()))  # versions recorded earlier say nothing of papers
    data["paper"] = Paper(**data.get("paper", {}))
    return Plan(**data)


def _force(data: dict[str, Any]) -> Force:
    data["tile"] = tuple(data["tile"]) if data["tile"] else None
    data["aliases"] = tuple(data["aliases"])
    return Force(**data)


def _commitment(data: dict[str, Any]) -> Commitment:
    for key in ("starts", "due", "baseline_at"):
        data[key] = date.fromisoformat(data[key])
    data["scope"] = Scope(data["scope"])
    data["shape"] = Shape(data["shape"])
    data["reporting"] = Frequency(data["reporting"])
    data["measure"] = _measure(data["measure"])
    data["forces"] = tuple(data["forces"])
    data["thresholds"] = Thresholds(**data["thresholds"])
    data["waypoints"] = tuple(Waypoint(**_dated(w, "by")) for w in data["waypoints"])
    data["accept"] = tuple(Acceptance(**_dated(a, "until")) for a in data["accept"])
    data["exempt"] = tuple(Exemption(**_dated(e, "until")) for e in data["exempt"])
    data["replaces"] = tuple(data.get("replaces", ()))
    return Commitment(**data)


def _measure(data: dict[str, Any]) -> Measure:
    data["kind"] = Kind(data["kind"])
    data["direction"] = Direction(data["direction"])
    data["bound"] = Bound(data["bound"])
    data["reported"] = Reported(data["reported"])
    data["weight"] = Weight(data["weight"])
    if data.get("estimate_by") is not None:
        data["estimate_by"] = Auxiliary(data["estimate_by"])
    if data["per"] is not None:
        data["per"] = Normaliser(data["per"]["amount"], Weight(data["per"]["of"]))
    return Measure(**data)


def _dated(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {**data, key: date.fromisoformat(data[key])}
