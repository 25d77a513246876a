"""Random stories of a plan: versions, updates, corrections, withdrawals and back-loaded rows in any order.

A story is plain data. :func:`told` makes a database of it, and tests/reference.py judges it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.reference import Row, Spec, Version
from tracker.domain.update import Draft, State
from tracker.store import Store
from tracker.workspace import Workspace

FORCES = ("kent", "essex")
BEGIN = datetime(2015, 4, 1, 12, tzinfo=UTC)
AS_AT = [date(2015, m, d) for m, d in ((3, 31), (4, 20), (6, 30), (8, 15), (9, 30), (12, 31))]
AS_AT += [date(2016, 1, 31), date(2016, 3, 31), date(2016, 6, 30)]


@dataclass(frozen=True)
class Event:
    """What happened at a moment: a row was recorded, or a plan version."""

    moment: datetime
    row: Row | None = None
    published: date | None = None
    version: Version | None = None


@dataclass(frozen=True)
class Story:
    """Events in their order; the first is the first version."""

    events: list[Event]

    @property
    def versions(self) -> list[Version]:
        """The plan versions."""
        return [event.version for event in self.events if event.version]

    @property
    def rows(self) -> list[Row]:
        """The rows of the ledger."""
        return [event.row for event in self.events if event.row]


# --- plans -------------------------------------------------------------------------------------------

thresholds = st.sampled_from([(0.95, 0.8, None), (0.9, 0.7, 0.5), (0.95, 0.8, 0.6), (0.95, 0.8, 0.3)])
waypoints = st.sampled_from(
    [
        [],
        [],
        [{"by": date(2015, 9, 30), "share": 0.3}],
        [{"by": date(2015, 6, 30), "value": 60.0}, {"by": date(2015, 9, 30), "share": 0.8}],
    ]
)
dues = st.sampled_from([date(2015, 12, 31), date(2016, 3, 31), date(2016, 3, 31), date(2016, 6, 30)])
figures = st.sampled_from([0.0, 0.0, 40.0, 100.0, 120.0, 160.0])


@st.composite
def commitments(draw: st.DrawFn, kind: str) -> Spec:
    """A commitment of a kind that a plan file could hold."""
    green, amber, amber_red = draw(thresholds)
    spec: Spec = {
        "kind": "milestone" if kind == "milestone" else "count",
        "direction": "increase" if kind == "milestone" else kind,
        "bound": draw(st.sampled_from(["at_least", "at_most", "within"]))
        if kind == "maintain"
        else "at_least",
        "reported": draw(st.sampled_from(["to date", "to date", "per period"])),
        "starts": draw(st.sampled_from([date(2015, 4, 1), date(2015, 4, 1), date(2015, 7, 1)])),
        "baseline_at": draw(st.sampled_from([date(2015, 3, 31), date(2015, 4, 30)])),
        "baselines": {force: draw(figures) for force in FORCES},
        "targets": {force: draw(figures) for force in FORCES},
        "due": draw(dues),
        "waypoints": draw(waypoints),
        "shape": draw(st.sampled_from(["linear", "linear", "step"])),
        "rag": {
            "green": green,
            "amber": amber,
            "amber_red": amber_red,
            "stale_after": draw(st.sampled_from([60, 135, 400])),
        },
        "reporting": draw(st.sampled_from(["quarterly", "monthly", "half-yearly"])),
        "due_after": draw(st.sampled_from([0, 21])),
        "accept": [],
        "exempt": [],
        "forces": list(FORCES),
        "replaces": [],
    }
    return mended(spec)


def mended(spec: Spec) -> Spec:
    """The same with whatever a plan file could not say put right."""
    if spec["kind"] == "milestone":
        return {**spec, "baseline_at": spec["starts"], "waypoints": [], "accept": [], "reported": "to date"}
    low, high = (min, max) if spec["direction"] == "increase" else (max, min)
    if spec["direction"] != "maintain":
        pairs = {f: (spec["baselines"][f], spec["targets"][f]) for f in FORCES}
        spec["baselines"] = {f: low(pair) for f, pair in pairs.items()}
        spec["targets"] = {f: high(pair) for f, pair in pairs.items()}
    spec["waypoints"] = [w for w in spec["waypoints"] if spec["direction"] != "maintain" and fits(spec, w)]
    spec["accept"] = [a for a in spec["accept"] if easier(spec, a)]
    return spec


def fits(spec: Spec, waypoint: dict[str, Any]) -> bool:
    """Whether a waypoint lies on the way of every force."""
    if "share" in waypoint:
        return True
    ways = [sorted((spec["baselines"][f], spec["targets"][f])) for f in spec["forces"]]
    return all(low <= waypoint["value"] <= high for low, high in ways)


def easier(spec: Spec, accepted: dict[str, Any]) -> bool:
    """Whether an accepted target is one."""
    if accepted["force"] not in spec["forces"]:
        return False
    target = spec["targets"][accepted["force"]]
    falls = spec["direction"] == "decrease" or spec["bound"] == "at_most"
    return bool(accepted["target"] > target if falls else accepted["target"] < target)


@st.composite
def changed(draw: st.DrawFn, commitment: Spec) -> Spec:
    """A commitment after one change or a few."""
    spec = copy.deepcopy(commitment)
    force = draw(st.sampled_from(spec["forces"]))
    until = draw(st.sampled_from(AS_AT[4:]))
    fresh = draw(commitments("milestone" if spec["kind"] == "milestone" else spec["direction"]))
    one_force = ["baselines", "targets", "targets"]
    whole = [
        "due",
        "due",
        "waypoints",
        "shape",
        "rag",
        "starts",
        "baseline_at",
        "bound",
        "reporting",
        "reported",
    ]
    for key in draw(
        st.lists(st.sampled_from([*one_force, *whole, "accept", "exempt", "forces"]), min_size=1, max_size=3)
    ):
        if key in one_force:
            spec[key][force] = fresh[key][force]
        elif key == "accept":
            spec["accept"] = [{"force": force, "target": draw(figures), "until": until}]
        elif key == "exempt":
            spec["exempt"] = [] if spec["exempt"] else [{"force": force, "until": until}]
        elif key == "forces":
            spec["forces"] = draw(st.sampled_from([["kent"], ["essex"], list(FORCES)]))
            spec["exempt"] = [e for e in spec["exempt"] if e["force"] in spec["forces"]]
        else:
            spec[key] = fresh[key]
    return mended(spec)


@st.composite
def next_plans(draw: st.DrawFn, plan: dict[str, Spec], number: int) -> dict[str, Spec]:
    """A plan after a version that changes, renames or takes out some of its commitments."""
    after: dict[str, Spec] = {}
    for cid, spec in plan.items():
        what = draw(st.sampled_from(["same", "changed", "changed", "renamed", "changed and renamed", "out"]))
        if what == "out" and len(plan) > 1:
            continue
        new = draw(changed(spec)) if "changed" in what else copy.deepcopy(spec)
        if "renamed" in what:
            new["replaces"] = [cid, *spec["replaces"]]
            after[f"{cid.partition('-v')[0]}-v{number}"] = new
        else:
            after[cid] = new
    return after or plan


# --- ledgers -----------------------------------------------------------------------------------------

numbers = st.sampled_from([-20, 0, 40, 80, 95, 100, 120, 160, 200]).map(float)
shares = st.sampled_from([0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0])


@st.composite
def contents(draw: st.DrawFn, spec: Spec, force: str) -> dict[str, Any]:
    """What a force may report: any number, a share of its way or its level, nothing, or a withdrawal."""
    what = draw(st.sampled_from(["share", "share", "share", "number", "withdrawal", "mark"]))
    if what == "withdrawal":
        return {"withdrawal": True}
    if what == "mark":
        return {"marks": "x"}
    if what == "number":
        return {"value": draw(numbers)}
    start = 0.0 if spec["direction"] == "maintain" else spec["baselines"][force]
    return {"value": round(start + (spec["targets"][force] - start) * draw(shares), 2)}


states = st.one_of(
    st.builds(
        lambda state, forecast: {"state": state, "forecast": forecast},
        st.sampled_from(["not started", "in progress", "in progress", "done"]),
        st.none() | st.sampled_from([date(2016, 1, 20), date(2016, 4, 15), date(2016, 9, 1)]),
    ),
    st.just({"withdrawal": True}),
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A plan of two commitments, and what happened to it."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=2, max_size=2))
    plan = {f"c{n}": draw(commitments(kind)) for n, kind in enumerate(kinds)}
    moment = BEGIN
    events = [Event(moment, version=Version(moment, plan))]
    for number in range(1, draw(st.sampled_from([4, 8, 12, 16, 20]))):
        moment += timedelta(days=draw(st.sampled_from([0, 1, 10, 30, 60])), hours=1)
        if draw(st.sampled_from([False, False, False, True])):
            after = draw(next_plans(plan, number))
            if plan_file(Version(moment, after)) != plan_file(Version(moment, plan)):
                plan = after
                events.append(Event(moment, version=Version(moment, plan)))
            continue
        cid = draw(st.sampled_from(list(plan)))
        as_at = draw(st.sampled_from(AS_AT))
        days = draw(st.none() | st.integers(0, 200))
        published = None if days is None else as_at + timedelta(days=days)
        known = datetime.combine(published, datetime.min.time(), UTC) if published else moment
        force = draw(st.sampled_from(plan[cid]["forces"]))
        content = draw(states if plan[cid]["kind"] == "milestone" else contents(plan[cid], force))
        row = Row(number, force, cid, as_at, known, **content)
        events.append(Event(moment, row, published))
    return Story(events)


KINDS = ["increase", "increase", "decrease", "maintain", "milestone"]
#: Days looked from, and days known at, over the life of the plan and beyond both of its ends.
DAYS = [BEGIN.date() + timedelta(days=n) for n in (-10, 40, *range(80, 540, 17))]
KNOWN = [BEGIN + timedelta(days=n) for n in (-20, 0, *range(40, 540, 23))]
looks = st.lists(
    st.tuples(st.sampled_from(DAYS), st.none() | st.none() | st.sampled_from(KNOWN)), min_size=4, max_size=4
)


# --- telling -----------------------------------------------------------------------------------------


def told(story: Story, folder: Path) -> Path:
    """A database in which everything happened, in its order."""
    path, plan = folder / "story.db", folder / "plan.yaml"
    first = story.events[0]
    assert first.version
    plan.write_text(plan_file(first.version), encoding="utf-8")
    Workspace.create(path, plan, "tester", lambda: first.moment).close()
    for event in story.events[1:]:
        if event.version:
            plan.write_text(plan_file(event.version), encoding="utf-8")
            with Workspace.open(path, "tester", lambda now=event.moment: now) as workspace:  # type: ignore[misc]
                recorded, _ = workspace.apply_plan(plan, "a change of the story")
                assert recorded is not None
        elif event.row:
            with Store.open(path) as store:
                store.append([draft_of(event)], author="tester", now=lambda now=event.moment: now)  # type: ignore[misc]
    return path


def draft_of(event: Event) -> Draft:
    """The row as the tracker takes it."""
    row = event.row
    assert row is not None
    draft = Draft(row.force, row.commitment, row.as_at, row.value, marks=row.marks, withdrawal=row.withdrawal)
    state = State(row.state) if row.state else None
    return replace(draft, state=state, forecast=row.forecast, published_on=event.published)


def plan_file(version: Version) -> str:
    """The plan as a person would have written it, in YAML's flow style."""
    lines = [
        *("plan: story", "title: A story", "owner: nobody", "starts: 2015-04-01", "reporting: quarterly"),
        *("forces: [kent, essex]", "strands: {s: A strand}", "commitments:"),
    ]
    for cid, spec in version.commitments.items():
        lines.append(f"  - {{{', '.join(f'{key}: {yaml(value)}' for key, value in entry(cid, spec))}}}")
    return "\n".join(lines) + "\n"


def entry(cid: str, spec: Spec) -> Iterator[tuple[str, Any]]:
    """The keys of a commitment in a plan file."""
    is_milestone = spec["kind"] == "milestone"
    yield from {
        "id": cid,
        "title": "A commitment",
        "strand": "s",
        "lead": "nobody",
        "source": "a story",
    }.items()
    measure = {"kind": spec["kind"]}
    if not is_milestone:
        measure |= {"direction": spec["direction"], "reported": spec["reported"], "unit": "things"}
        if spec["direction"] == "maintain":
            measure["bound"] = spec["bound"]
        mine = {force: spec["baselines"][force] for force in spec["forces"]}
        yield "baseline", {"as_at": spec["baseline_at"], "value": mine}
    yield "measure", measure
    goal = {} if is_milestone else {"value": {force: spec["targets"][force] for force in spec["forces"]}}
    yield "target", {"by": spec["due"], **goal}
    for key in ("starts", "reporting", "due_after", "shape"):
        yield key, spec[key]
    yield "rag", {key: value for key, value in spec["rag"].items() if value is not None}
    yield "forces", spec["forces"]
    yield "trajectory", spec["waypoints"]
    yield "replaces", spec["replaces"]
    yield "exempt", [{**e, "reason": "a reason"} for e in spec["exempt"]]
    yield "accept", [{**a, "reason": "a reason", "agreed_by": "nobody"} for a in spec["accept"]]


def yaml(value: object) -> str:
    """A value in YAML's flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(yaml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value)
