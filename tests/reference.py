"""The rules of the board once more, slowly and plainly, for the tests to hold the tracker against.

Nothing here is taken from the tracker: a plan is a plain dictionary as its file would have it, a ledger a
list of rows, and every rule is written the way section by section of docs/rules.md states it, day by day and
row by row, with no thought of speed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

Spec = dict[str, Any]
DAY = timedelta(days=1)
MONTHS = {"monthly": 1, "quarterly": 3, "half-yearly": 6, "annual": 12}


@dataclass(frozen=True)
class Row:
    """A row of the ledger."""

    seq: int
    force: str
    commitment: str
    as_at: date
    known_from: datetime
    value: float | None = None
    state: str | None = None
    forecast: date | None = None
    marks: str = ""
    withdrawal: bool = False


@dataclass(frozen=True)
class Version:
    """A plan version: its commitments by id, and when it was recorded."""

    recorded_at: datetime
    commitments: dict[str, Spec]


@dataclass(frozen=True)
class Cell:
    """What the board says of a cell."""

    status: str
    value: float | None
    expected: float | None
    performance: float | None
    since: int | None = None
    original_status: str | None = None


@dataclass(frozen=True)
class Numbers:
    """The numbers of a cell that is judged by them; ``target`` is the accepted one where there is one."""

    value: float | None
    expected: float
    target: float
    original: float
    share: float | None


def board(
    versions: list[Version], rows: list[Row], as_of: date, known_at: datetime | None
) -> dict[tuple[str, str], Cell]:
    """Every cell as of a day, known at an instant (None: now)."""
    in_force = 0
    for number, version in enumerate(versions):
        if known_at is None or version.recorded_at <= known_at:
            in_force = number
    cells = {}
    for cid, spec in versions[in_force].commitments.items():
        for force in spec["forces"]:
            standing = standing_rows(rows, force, [cid, *spec["replaces"]], as_of, known_at)
            cell = judge(spec, force, standing, as_of)
            past = history_of(versions[: in_force + 1], cid, force)
            since = rebaselined_since(past, force)
            original = None
            if since is not None and comparable(past[0][1], spec):
                original = judge(as_first_recorded(past[0][1], spec), force, standing, as_of).status
            cells[force, cid] = Cell(
                cell.status, cell.value, cell.expected, cell.performance, since, original
            )
    return cells


# --- the two clocks ----------------------------------------------------------------------------------


def standing_rows(
    rows: list[Row], force: str, ids: list[str], as_of: date, known_at: datetime | None
) -> list[Row]:
    """For each as-at date the row that stands, oldest first."""
    standing = []
    for day in sorted({row.as_at for row in rows}):
        if day > as_of:
            continue
        told = [
            row
            for row in rows
            if row.force == force
            and row.commitment in ids
            and row.as_at == day
            and (known_at is None or row.known_from <= known_at)
        ]
        told.sort(key=lambda row: (row.known_from, row.seq))
        if told and not told[-1].withdrawal:
            standing.append(told[-1])
    return standing


# --- one cell ----------------------------------------------------------------------------------------


def judge(spec: Spec, force: str, standing: list[Row], as_of: date) -> Cell:
    """The status of a cell, and its numbers."""
    valued = [row for row in standing if row.value is not None or row.state is not None]
    last = valued[-1] if valued else None
    refused = [row for row in standing if row not in valued and (last is None or row.as_at > last.as_at)]
    row = last if last is not None and last.as_at >= spec["starts"] else None
    said_nothing = any(r is standing[-1] and r.as_at >= spec["starts"] for r in refused)
    if spec["kind"] == "milestone":
        return Cell(milestone_status(spec, force, row, as_of, said_nothing=said_nothing), None, None, None)

    accepted = next((a for a in spec["accept"] if a["force"] == force and as_of < a["until"]), None)
    original = spec["targets"][force]
    target = accepted["target"] if accepted else original
    points = path(spec, force, target, accepted=accepted is not None)
    value = row.value if row else None
    expected = expected_at(points, spec["shape"], row.as_at if row else as_of)
    if row and spec["reported"] == "per period":
        added = added_up(spec, force, valued, points)
        if added is not None:
            value, expected = added
    share = None
    if value is not None:
        share = performance(spec, force, value, expected, target)
    numbers = Numbers(value, expected, target, original, share)
    status = number_status(spec, force, row, as_of, numbers, said_nothing=said_nothing)
    return Cell(status, value if row else last.value if last else None, expected, share)


def first_rules(spec: Spec, force: str, row: Row | None, as_of: date, *, said_nothing: bool) -> str | None:
    """Exempt, not started, nothing reported."""
    if any(e["force"] == force and as_of < e["until"] for e in spec["exempt"]):
        return "exempt"
    if as_of < spec["starts"]:
        return "early"
    if row is None:
        if said_nothing:
            return "none"
        after = max(spec["starts"], spec["baseline_at"])
        first = after + DAY
        if period_start(first, spec) > spec["due"]:
            first = spec["due"]
        due_on = period_end(first, spec) + spec["due_after"] * DAY
        return "none" if as_of > due_on else "early"
    return None


def number_status(
    spec: Spec, force: str, row: Row | None, as_of: date, numbers: Numbers, *, said_nothing: bool
) -> str:
    """The first rule that applies."""
    found = first_rules(spec, force, row, as_of, said_nothing=said_nothing)
    if found:
        return found
    assert row is not None
    value, target, direction = numbers.value, numbers.target, spec["direction"]
    assert value is not None
    if direction == "maintain":
        if row.as_at >= spec["due"] and held(spec, value, numbers.original):
            return "complete"
    elif no_worse(direction, value, numbers.original):
        return "complete"
    elif too_early(spec, force, value, numbers.expected, target):
        return "early"
    if (as_of - row.as_at).days > spec["rag"]["stale_after"]:
        return "stale"
    reached = held(spec, value, target) if direction == "maintain" else no_worse(direction, value, target)
    overdue = as_of > period_end(spec["due"], spec) + spec["due_after"] * DAY
    if (row.as_at >= spec["due"] and not reached) or (row.as_at < spec["due"] < as_of and overdue):
        return "red"
    return colour(spec["rag"], numbers.share)


def too_early(spec: Spec, force: str, value: float, expected: float, target: float) -> bool:
    """Under a tenth of the whole way is expected, and nothing has gone backwards."""
    baseline = spec["baselines"][force]
    if same(target, baseline):
        return False
    way = (expected - baseline) / (target - baseline)
    return round(way - 0.1, 9) < 0 and no_worse(spec["direction"], value, baseline)


def colour(rag: Spec, share: float | None) -> str:
    """The three or four colours."""
    if share is None:
        return "red"
    for status, key in (("green", "green"), ("amber", "amber"), ("amber-red", "amber_red")):
        if rag[key] is not None and round(share - rag[key], 9) >= 0:
            return status
    return "red"


def milestone_status(spec: Spec, force: str, row: Row | None, as_of: date, *, said_nothing: bool) -> str:
    """Done, stale, past due, forecast late, due soon, on course."""
    found = first_rules(spec, force, row, as_of, said_nothing=said_nothing)
    if found:
        return found
    assert row is not None
    due = spec["due"]
    if row.state == "done":
        return "complete"
    if (as_of - row.as_at).days > spec["rag"]["stale_after"]:
        return "stale"
    if as_of > due:
        return "red"
    if row.forecast is not None and row.forecast > due:
        return "amber" if row.forecast <= due + 30 * DAY else "red"
    if row.state == "not started" and due - as_of <= 30 * DAY:
        return "amber"
    return "green"


# --- numbers -----------------------------------------------------------------------------------------


def same(a: float, b: float) -> bool:
    return round(a - b, 9) == 0


def no_worse(direction: str, actual: float, reference: float) -> bool:
    gap = round(actual - reference, 9)
    return gap <= 0 if direction == "decrease" else gap >= 0


def kept(spec: Spec, value: float, target: float) -> float:
    """1 − shortfall ÷ |target| of what is maintained."""
    short = {
        "at_least": max(target - value, 0),
        "at_most": max(value - target, 0),
        "within": abs(value - target),
    }[spec["bound"]]
    if same(target, 0):
        return 1.0 if same(short, 0) else 0.0
    return 1 - short / abs(target)


def held(spec: Spec, value: float, target: float) -> bool:
    if spec["bound"] == "within":
        return round(kept(spec, value, target) - float(spec["rag"]["green"]), 9) >= 0
    if spec["bound"] == "at_least":
        return round(target - value, 9) <= 0
    return round(value - target, 9) <= 0


def performance(spec: Spec, force: str, value: float, expected: float, target: float) -> float | None:
    """The share of the expected progress."""
    baseline: float = spec["baselines"][force]
    if spec["direction"] == "maintain":
        return kept(spec, value, target)
    if not same(expected, baseline):
        return (value - baseline) / (expected - baseline)
    if same(target, baseline):
        return 1.0 if no_worse(spec["direction"], value, target) else 0.0
    return None


def path(spec: Spec, force: str, target: float, *, accepted: bool) -> list[tuple[date, float]]:
    """Baseline, waypoints and target with their days."""
    start = target if spec["direction"] == "maintain" else spec["baselines"][force]
    points = [(spec["baseline_at"], start)]
    for waypoint in spec["waypoints"]:
        share = waypoint.get("share")
        value = waypoint["value"] if share is None else start + (target - start) * share
        if accepted:
            value = min(max(value, min(start, target)), max(start, target))
        points.append((waypoint["by"], value))
    return [*points, (spec["due"], target)]


def expected_at(points: list[tuple[date, float]], shape: str, day: date) -> float:
    """Straight lines by days, or steps."""
    if day <= points[0][0]:
        return points[0][1]
    for (left, a), (right, b) in pairwise(points):
        if left <= day < right:
            return a if shape == "step" else a + (b - a) * ((day - left).days / (right - left).days)
    return points[-1][1]


def added_up(
    spec: Spec, force: str, valued: list[Row], points: list[tuple[date, float]]
) -> tuple[float, float] | None:
    """Per-period values, and what was expected over the same days."""
    last: dict[date, Row] = {}
    for row in valued:
        if row.as_at > spec["baseline_at"]:
            last[period_end(row.as_at, spec)] = row
    if not last:
        return None
    value, expected = spec["baselines"][force], points[0][1]
    for row in last.values():
        before = max(period_start(row.as_at, spec) - DAY, spec["baseline_at"])
        value += row.value
        expected += expected_at(points, spec["shape"], row.as_at) - expected_at(points, spec["shape"], before)
    return value, expected


# --- the calendar ------------------------------------------------------------------------------------


def ends_period(day: date, spec: Spec) -> bool:
    """Whether a period of the financial year ends on a day."""
    after = day + DAY
    return after.day == 1 and (after.month - 4) % MONTHS[spec["reporting"]] == 0


def period_end(day: date, spec: Spec) -> date:
    while not ends_period(day, spec):
        day += DAY
    return day


def period_start(day: date, spec: Spec) -> date:
    while not ends_period(day - DAY, spec):
        day -= DAY
    return day


# --- plan versions -----------------------------------------------------------------------------------


def history_of(versions: list[Version], cid: str, force: str) -> list[tuple[int, Spec]]:
    """What a commitment was in each version that had it for a force, under any id; the last is today's."""
    ids = [cid, *versions[-1].commitments[cid]["replaces"]]
    found = []
    for number, version in enumerate(versions, start=1):
        for spec_id, spec in version.commitments.items():
            if spec_id in ids and force in spec["forces"]:
                found.append((number, spec))
    return found


def rebaselined_since(past: list[tuple[int, Spec]], force: str) -> int | None:
    """The first version that made it easier, if it still is easier than before that version."""
    now = past[-1][1]
    for (_, before), (number, after) in pairwise(past):
        if is_easier(before, after, force) and is_easier(before, now, force):
            return number
    return None


def is_easier(old: Spec, new: Spec, force: str) -> bool:
    """A later date or start, an easier target or baseline, less expected, more lenient thresholds."""
    if new["due"] > old["due"] or new["starts"] > old["starts"]:
        return True
    if new["kind"] == "milestone":
        return False
    if new["reported"] != old["reported"] or new["direction"] != old["direction"]:
        return True
    if new["bound"] != old["bound"] and new["bound"] != "within":
        return True
    a, b = old["targets"][force], new["targets"][force]
    baseline = new["baselines"][force]
    maintained = new["direction"] == "maintain"
    if maintained and new["bound"] == "within":
        a, b = abs(a - baseline), abs(b - baseline)
    falls = new["direction"] == "decrease" or (maintained and new["bound"] == "at_most")
    if b > a if falls else b < a:
        return True
    if not maintained:
        was = old["baselines"][force]
        if new["baseline_at"] > old["baseline_at"] or (baseline > was if falls else baseline < was):
            return True
        if (new["waypoints"], new["shape"]) != (old["waypoints"], old["shape"]):
            before = path(old, force, old["targets"][force], accepted=False)
            after = path(new, force, new["targets"][force], accepted=False)
            day = min(old["baseline_at"], new["baseline_at"])
            while day <= max(old["due"], new["due"]):
                gap = expected_at(after, new["shape"], day) - expected_at(before, old["shape"], day)
                if round(-gap if not falls else gap, 9) > 0:
                    return True
                day += DAY
    levels = ("green", "amber", "amber_red")
    lowest = [min(rag[key] for key in levels if rag[key] is not None) for rag in (old["rag"], new["rag"])]
    lower = [new["rag"][key] < old["rag"][key] for key in ("green", "amber")]
    return any(lower) or lowest[1] < lowest[0]


def comparable(first: Spec, now: Spec) -> bool:
    """Whether today's values can be judged as the commitment was first recorded."""
    return (first["kind"], first["reported"]) == (now["kind"], now["reported"])


def as_first_recorded(first: Spec, now: Spec) -> Spec:
    """Today's commitment, measured as it was first recorded; no shortfall was accepted then."""
    keys = (
        "direction",
        "bound",
        "starts",
        "due",
        "baseline_at",
        "baselines",
        "targets",
        "waypoints",
        "shape",
    )
    rag = {**first["rag"], "stale_after": now["rag"]["stale_after"]}
    return {**now, **{key: first[key] for key in keys}, "rag": rag, "accept": []}
