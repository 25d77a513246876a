"""What is delivered with the tracker: licences that are allowed, and a bill that is the same each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from supply.bill import bill
from supply.licences import refused, table
from supply.locked import locked

ROOT = Path(__file__).parents[2]


def test_every_licence_is_allowed_and_listed() -> None:
    assert refused(locked()) == []
    assert table() in (ROOT / "docs" / "licences.md").read_text("utf-8"), "make licences"


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "MIT AND GPL-2.0-only", "", "ask us"])
def test_any_other_licence_is_refused(licence: str) -> None:
    (problem,) = refused([replace(locked()[0], licence=licence)])
    assert f"“{licence}” is not on the list" in problem


def test_of_two_to_choose_from_one_is_enough() -> None:
    assert refused([replace(locked()[0], licence="GPL-3.0-only OR MIT")]) == []


def test_the_bill_names_all_that_is_locked_by_hash_and_no_host() -> None:
    found = json.loads(bill())
    assert bill() == bill()
    assert len(found["components"]) == len(locked()) > 30
    assert {"textual", "pydantic", "sqlite-utils"} <= {each["name"] for each in found["components"]}
    assert all(each["externalReferences"][0]["hashes"] for each in found["components"])
    assert bill().count("://") == 1  # the schema's name
