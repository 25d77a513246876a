"""The register: 43 forces, matched by any name they go by, and never guessed."""

from __future__ import annotations

import pytest

from tracker.data import register
from tracker.domain.force import Force, UnknownForceError


def test_it_holds_the_43_territorial_forces_with_their_published_sums() -> None:
    forces = register().forces
    assert len(forces) == 43
    assert sum(f.population for f in forces) == 56_075_912
    assert sum(f.officers for f in forces) == 127_381


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("kent", "kent"),
        ("E23000032", "kent"),
        ("Kent Police", "kent"),
        ("KENT  POLICE", "kent"),
        ("Avon & Somerset", "avon-and-somerset"),
        ("Avon and Somerset Police", "avon-and-somerset"),
        ("Avon and Somerset Constabulary", "avon-and-somerset"),
        ("London, City of", "city-of-london"),
        ("Metropolitan Police Service", "metropolitan"),
        ("GMP", "greater-manchester"),
        ("Dyfed Powys", "dyfed-powys"),
        ("Devon\u00a0&\u00a0Cornwall", "devon-and-cornwall"),
        ("\u200bNorfolk", "norfolk"),
        ("Durham Constabulary", "durham"),
    ],
)
def test_every_way_to_write_a_force(text: str, slug: str) -> None:
    assert register().match(text).slug == slug


def test_every_name_of_every_force_is_its_own() -> None:
    for force in register().forces:
        assert {register().match(name).slug for name in force.names()} == {force.slug}


def test_an_unknown_name_gets_the_nearest_suggestions() -> None:
    with pytest.raises(UnknownForceError, match="Did you mean northumbria") as caught:
        register().match("Northumbia")
    assert caught.value.suggestions[0] == "northumbria"


@pytest.mark.parametrize("text", ["", "   ", "Scotland Yard of Mars", "police"])
def test_what_is_no_force_is_never_guessed(text: str) -> None:
    with pytest.raises(UnknownForceError):
        register().match(text)


def test_an_unambiguous_start_is_enough_where_a_person_types() -> None:
    assert register().match_start("northumb").slug == "northumbria"
    with pytest.raises(UnknownForceError, match="could be"):
        register().match_start("north")


def test_a_plan_may_name_other_bodies() -> None:
    btp = Force("british-transport-police", "British Transport Police", "British Transport Police", "BTP",
                "National", "Great Britain")  # fmt: skip
    assert register().with_bodies([btp]).match("BTP") is btp


def test_bodies_without_an_abbreviation_are_not_what_an_empty_name_means() -> None:
    bodies = [Force(slug, slug, slug, "–", "National", "Great Britain") for slug in ("airports", "ports")]
    for name in ("", "–"):
        with pytest.raises(UnknownForceError) as caught:
            register().with_bodies(bodies).match(name)
        assert not caught.value.ambiguous


def test_a_name_longer_than_any_is_no_force_and_is_not_compared() -> None:
    with pytest.raises(UnknownForceError) as caught:
        register().match("kent" * 200)
    assert not caught.value.ambiguous
