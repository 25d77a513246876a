"""Who records: a name on one line that can be read."""

from __future__ import annotations

import pytest

from tracker.domain.errors import FieldError
from tracker.domain.fields import person_in


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ann Smith", "Ann Smith"),
        ("  Ann   Smith\t", "Ann Smith"),
        ("Sia\u0302n", "Siân"),
        ("[/red] O'Brien", "[/red] O'Brien"),
        ("x" * 80, "x" * 80),
    ],
)
def test_a_name_is_kept_as_it_is_said(typed: str, name: str) -> None:
    assert person_in(typed) == name


@pytest.mark.parametrize(
    "typed", ["", " ", "12345", "—", "x" * 81, "Ann\u202e", "An\u200bn", "A\x1b[2Jnn", "Ann\x00"]
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(FieldError):
        person_in(typed)
