"""Forces, commitments and regions as people type them: never guessed, and the nearest named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.domain.cases import commitment, milestone
from tests.domain.test_plan_changes import plan
from tracker.data import register
from tracker.domain.errors import RefusedError
from tracker.domain.names import commitment_named, force_named, region_named
from tracker.domain.plan import Plan

PLAN = plan(
    replace(commitment(), replaces=("offenders-found",)),
    replace(milestone(), id="offences-recorded", title="Record offences"),
    forces=register().forces,
)


@pytest.mark.parametrize(
    "text", ["offenders-pursued", "Pursue  more OFFENDERS", "offenders-found", "offend", "pursue"]
)
def test_a_commitment_by_its_id_title_earlier_id_or_a_start(text: str) -> None:
    assert commitment_named(PLAN, text).id == "offenders-pursued"


@pytest.mark.parametrize("text", ["South East", "south  east", "WALES"])
def test_a_region_by_its_name_whatever_the_case(text: str) -> None:
    assert region_named(PLAN, text).casefold() == " ".join(text.casefold().split())


def test_a_region_by_an_unambiguous_start() -> None:
    assert region_named(PLAN, "wal") == "Wales"


@pytest.mark.parametrize(
    ("named", "text", "sentence"),
    [
        (commitment_named, "off", "“off” could be offences-recorded, offenders-pursued: say which."),
        (
            commitment_named,
            "offenders-persued",
            "is not a commitment of this plan. Did you mean “offenders-pursued”?",
        ),
        (commitment_named, "zzz", "“zzz” is not a commitment of this plan."),
        (commitment_named, "", "“” is not a commitment of this plan."),
        (region_named, "south", "“south” could be South East, South West: say which."),
        (region_named, "Whales", "“Whales” is not a region of this plan. Did you mean “Wales”?"),
        (region_named, "zzz", "“zzz” is not a region of this plan. The regions are South West, "),
        (force_named, "Mars", "Mars"),
    ],
)
def test_what_is_none_or_several_is_refused_in_a_sentence(
    named: Callable[[Plan, str], object], text: str, sentence: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        named(PLAN, text)
    assert sentence in str(refused.value)


def test_a_plan_knows_what_it_has_and_nothing_else() -> None:
    assert PLAN.force("kent").name == "Kent"
    for missing in (PLAN.force, PLAN.commitment):
        with pytest.raises(KeyError):
            missing("mars")
