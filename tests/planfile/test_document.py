"""docs/plan-file.md: its examples are read, and it mentions every key there is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tracker.data import register
from tracker.planfile import document
from tracker.planfile.reader import read_plan_text
from tracker.planfile.record import plan_from_record, plan_to_record

TEXT = (Path(__file__).parents[2] / "docs" / "plan-file.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
HEAD = """\
plan: fragment
title: A fragment
owner: A lead
starts: 2015-04-01
reporting: quarterly
strands: {prepare: Prepare, protect: Protect, pursue: Pursue}
commitments:
"""


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_read_and_survives_its_record(example: str) -> None:
    text = example if example.startswith("plan:") else HEAD + example
    plan = read_plan_text(text, "example.yaml", {}, register()).plan
    assert plan_from_record(plan_to_record(plan)) == plan


def test_every_key_is_mentioned() -> None:
    parts = [p for p in vars(document).values() if isinstance(p, type) and issubclass(p, BaseModel)]
    keys = {key for part in parts for key in part.model_fields}
    assert len(keys) > 40
    assert {key for key in keys if f"`{key}`" not in TEXT} == set()


def test_figures_of_the_examples() -> None:
    plan = read_plan_text(HEAD + EXAMPLES[-2], "example.yaml", {}, register()).plan
    assert plan.commitment("change-of-last-year").targets == {"kent": 180, "essex": 168}
    assert sum(plan.commitment("shared-total").targets.values()) == 6000
    assert set(plan.commitment("fewer-waiting").targets.values()) == {40}
    assert plan.commitment("rate-held").targets["kent"] == 30
    assert plan.forces[0].slug == "national"


def test_a_record_from_before_papers_were_described_still_loads() -> None:
    plan = read_plan_text(HEAD + EXAMPLES[-1], "example.yaml", {}, register()).plan
    data = json.loads(plan_to_record(plan))
    del data["asks"], data["paper"]
    assert plan_from_record(json.dumps(data)) == plan
