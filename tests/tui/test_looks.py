"""The looks: text can be read in each, in every terminal, and colour is never alone."""

from __future__ import annotations

import pytest
from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from tracker.domain.status import Status
from tracker.tui.themes import CONTRAST, LOOKS, MONOCHROME, TERMINAL, Look

#: What terminals make of their sixteen colours: the values of xterm, and those of VGA and the Linux console.
XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff "
    "00ffff ffffff"
)
VGA = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff "
    "55ffff ffffff"
)
FULL_COLOUR = [look for look in LOOKS.values() if not look.is_terminals]


def luminance(colour: ColorTriplet) -> float:
    parts = (part / 255 for part in colour)
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: ColorTriplet, other: ColorTriplet) -> float:
    low, high = sorted((luminance(one) + 0.05, luminance(other) + 0.05))
    return high / low


@pytest.mark.parametrize("system", [ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])
@pytest.mark.parametrize("look", FULL_COLOUR, ids=lambda look: look.name)
def test_text_of_every_role_and_status_can_be_read_in_full_colour_and_in_256(
    look: Look, system: ColorSystem
) -> None:
    wanted = 7 if look is CONTRAST else 4.5
    for role, text, ground in look.pairs():
        found = contrast(*(Color.parse(c).downgrade(system).get_truecolor() for c in (text, ground)))
        assert found >= wanted, f"{role}: {text} on {ground} is {found:.2f}"


@pytest.mark.parametrize("palette", [XTERM, VGA], ids=["xterm", "vga"])
def test_statuses_can_be_read_in_the_terminals_own_colours(palette: str) -> None:
    own = [ColorTriplet(*bytes.fromhex(colour)) for colour in palette.split()]
    for status, ink in TERMINAL.inks.items():
        if ink.ground is not None:
            text, ground = (own[Color.parse(c).number or 0] for c in (ink.text, ink.ground))
            assert contrast(text, ground) >= 4.5, status


def test_monochrome_names_no_colour_at_all() -> None:
    for ink in MONOCHROME.inks.values():
        assert (ink.text, ink.ground) == ("default", None)


@pytest.mark.parametrize("look", LOOKS.values(), ids=lambda look: look.name)
def test_every_look_knows_every_status(look: Look) -> None:
    assert set(look.inks) == set(Status)


@pytest.mark.parametrize("look", FULL_COLOUR, ids=lambda look: look.name)
def test_no_two_statuses_with_a_claim_have_one_colour(look: Look) -> None:
    grounds = [ink.ground for ink in look.inks.values() if ink.ground]
    assert len(set(grounds)) == len(grounds) == 7
