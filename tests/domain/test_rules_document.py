"""The worked examples of docs/rules.md, run word for word."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain.cases import commitment, milestone, update
from tracker.domain.assess import assess
from tracker.domain.plan import Acceptance, Bound, Commitment, Direction, Thresholds, Waypoint
from tracker.domain.reading import Reading
from tracker.domain.update import State

DOCUMENT = (Path(__file__).parents[2] / "docs" / "rules.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```worked\n(.*?)```", DOCUMENT, re.DOTALL)
NUMBER, DAY = r"([\d.]+)", r"(\d{4}-\d{2}-\d{2})"


def promised(line: str) -> Commitment:
    if found := re.fullmatch(rf"milestone by {DAY}", line):
        return replace(milestone(), due=date.fromisoformat(found[1]))
    if found := re.fullmatch(rf"hold (at least|at most|within) {NUMBER} from {DAY} until {DAY}", line):
        level, start, due = float(found[2]), date.fromisoformat(found[3]), date.fromisoformat(found[4])
        bound = Bound(found[1].replace(" ", "_"))
        made = commitment(level, level, direction=Direction.MAINTAIN, bound=bound)
        return replace(made, starts=start, baseline_at=start, due=due)
    pattern = (
        rf"(increase|decrease) from {NUMBER} on {DAY} to {NUMBER} by {DAY}(?:, through {NUMBER} by {DAY})?"
    )
    found = re.fullmatch(pattern, line)
    assert found, line
    points = (Waypoint(date.fromisoformat(found[7]), value=float(found[6])),) if found[6] else ()
    start, due = date.fromisoformat(found[3]), date.fromisoformat(found[5])
    made = commitment(float(found[2]), float(found[4]), direction=Direction(found[1]), waypoints=points)
    return replace(made, starts=start, baseline_at=start, due=due)


def with_terms(promise: Commitment, line: str) -> Commitment:
    if found := re.fullmatch(rf"thresholds green {NUMBER}, amber {NUMBER}, amber-red {NUMBER}", line):
        return replace(promise, thresholds=Thresholds(*map(float, found.groups())))
    found = re.fullmatch(rf"accepted {NUMBER} until {DAY}", line)
    assert found, line
    agreed = Acceptance("kent", float(found[1]), date.fromisoformat(found[2]), "agreed", "the lead")
    return replace(promise, accept=(agreed,))


def reported(line: str) -> Reading:
    found = re.fullmatch(rf"reported (.+?) as at {DAY}(?:, forecast {DAY})?", line)
    assert found, line
    day = date.fromisoformat(found[2])
    if found[1] in set(State):
        forecast = date.fromisoformat(found[3]) if found[3] else None
        return Reading(update(day, state=State(found[1]), forecast=forecast))
    return Reading(update(day, float(found[1])))


def test_the_document_has_examples() -> None:
    assert len(EXAMPLES) >= 10


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_worked_example_is_what_the_rules_compute(example: str) -> None:
    first, *terms, said, as_of, answer = example.strip().splitlines()
    promise = promised(first)
    for term in terms:
        promise = with_terms(promise, term)
    cell = assess(promise, "kent", reported(said), date.fromisoformat(as_of.removeprefix("as of ")))
    assert f"{cell.status.value}: {cell.reason}" == answer
