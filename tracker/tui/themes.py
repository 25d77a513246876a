"""The looks: for each one table of colours, a role or a status a row; text on any of them can be read.

Text and ground of every pair differ by a contrast of at least 4.5 to 1 (WCAG 2.2, success criterion 1.4.3);
in the high-contrast look by 7 to 1. Colour never stands alone: letter and sign always go with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.style import Style

from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS, INK

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.theme import Theme


@dataclass(frozen=True)
class Ink:
    """How one status is written: the colour of the text, that of the ground, and what sets it off besides."""

    text: str
    ground: str | None = None
    weight: str = ""

    @property
    def style(self) -> Style:
        """The same for a segment."""
        return Style.parse(f"{self.weight} {self.text}" + (f" on {self.ground}" if self.ground else ""))


@dataclass(frozen=True)
class Roles:
    """The colours of everything but the statuses: three grounds, the deepest first, and what is written on
    each of them; ``picked_text`` on ``picked`` is the line or the button one stands on."""

    background: str
    surface: str
    raised: str
    text: str
    muted: str
    accent: str
    good: str
    warning: str
    error: str
    picked: str
    picked_text: str


@dataclass(frozen=True)
class Look:
    """A look: its name in preferences, its name on the screen, its colours.

    ``is_terminals`` says that the colours are names of the terminal's own sixteen, whatever they look like.
    """

    name: str
    title: str
    is_dark: bool
    roles: Roles
    inks: Mapping[Status, Ink]
    is_terminals: bool = False

    @property
    def styles(self) -> dict[Status, Style]:
        """The style of every status."""
        return {status: ink.style for status, ink in self.inks.items()}

    def pairs(self) -> Iterator[tuple[str, str, str]]:
        """Every role and status with the colour of its text and of the ground beneath it."""
        r = self.roles
        for ground in (r.background, r.surface, r.raised):
            for role in ("text", "muted", "accent", "good", "warning", "error"):
                yield role, getattr(r, role), ground
        yield "picked", r.picked_text, r.picked
        for status, ink in self.inks.items():
            grounds = (ink.ground,) if ink.ground else (r.background, r.surface, r.raised)
            yield from ((status.value, ink.text, ground) for ground in grounds)

    def theme(self) -> Theme:
        """The look as Textual takes it."""
        from textual.theme import Theme

        r = self.roles
        names = _THEME_NAMES_16 if self.is_terminals else _THEME_NAMES
        return Theme(
            name=self.name,
            primary=_css(r.accent),
            secondary=_css(r.accent),
            accent=_css(r.accent),
            success=_css(r.good),
            warning=_css(r.warning),
            error=_css(r.error),
            foreground=_css(r.text),
            background=_css(r.background),
            surface=_css(r.surface),
            panel=_css(r.raised),
            boost=_css(r.raised),
            dark=self.is_dark,
            ansi=self.is_terminals,
            variables={variable: _css(getattr(r, role)) for variable, role in names.items()},
        )


#: What Textual would otherwise mix from two colours, at a contrast nobody has looked at.
_THEME_NAMES = {
    "text-muted": "muted",
    "text-disabled": "muted",
    "foreground-muted": "muted",
    "foreground-disabled": "muted",
    "text-primary": "accent",
    "text-secondary": "accent",
    "text-accent": "accent",
    "text-success": "good",
    "text-warning": "warning",
    "text-error": "error",
    "panel-lighten-1": "raised",
    "block-cursor-foreground": "picked_text",
    "block-cursor-background": "picked",
    "block-cursor-blurred-foreground": "text",
    "block-cursor-blurred-background": "raised",
    "block-hover-background": "raised",
    "border": "accent",
    "border-blurred": "muted",
    "footer-background": "raised",
    "footer-foreground": "text",
    "footer-description-foreground": "text",
    "footer-key-foreground": "accent",
    "button-foreground": "text",
    "button-color-foreground": "picked_text",
    "input-cursor-background": "text",
    "input-cursor-foreground": "background",
    "input-selection-background": "picked",
    "input-selection-foreground": "picked_text",
    "screen-selection-background": "picked",
    "screen-selection-foreground": "picked_text",
    "scrollbar": "muted",
    "scrollbar-hover": "text",
    "scrollbar-active": "accent",
    "scrollbar-background": "surface",
    "scrollbar-background-hover": "surface",
    "scrollbar-background-active": "surface",
    "scrollbar-corner-color": "surface",
}
#: The terminal's own colours have one ground, on which the cursor of a field is reversed.
_THEME_NAMES_16 = {
    name: role for name, role in _THEME_NAMES.items() if not name.startswith(("input-cursor", "panel"))
} | {"ansi-background": "background", "ansi-foreground": "text"}


def _css(colour: str) -> str:
    """A colour as Textual writes it: the terminal's own have a prefix there."""
    return colour if colour.startswith("#") else f"ansi_{colour}"


def _inks(quiet: str, text: str, **grounds: str | tuple[str, str]) -> dict[Status, Ink]:
    """The inks of a look: one text for every ground but those that bring their own; quiet is the text of
    the statuses that make no claim and so have no ground."""
    inks = {}
    for status in Status:
        ground = grounds.get(status.name.lower())
        weight = "bold" if status is Status.RED else ""
        if ground is None:
            inks[status] = Ink(quiet)
        elif isinstance(ground, str):
            inks[status] = Ink(text, ground, weight)
        else:
            inks[status] = Ink(*ground, weight)
    return inks


DARK = Look(
    "dark",
    "dark",
    is_dark=True,
    roles=Roles(
        background="#11161d",
        surface="#171e27",
        raised="#212b37",
        text="#e6ebf2",
        muted="#a7b3c2",
        accent="#86bdf0",
        good="#6fcf97",
        warning="#f2c14e",
        error="#ff8f86",
        picked="#86bdf0",
        picked_text="#0b0f14",
    ),
    inks=_inks(
        "#a7b3c2",
        "#0b0f14",
        complete="#6cb4ee",
        green="#52bd86",
        amber="#f2c84b",
        amber_red="#f0934a",
        red="#f26d63",
        stale="#98a3b1",
        none="#cdd4dd",
    ),
)
LIGHT = Look(
    "light",
    "light",
    is_dark=False,
    roles=Roles(
        background="#fcfbf8",
        surface="#f3f1eb",
        raised="#e6e3da",
        text="#1a1f26",
        muted="#4d5560",
        accent="#0b4f8f",
        good="#14603a",
        warning="#5f3b00",
        error="#a31515",
        picked="#0b4f8f",
        picked_text="#ffffff",
    ),
    inks=_inks(
        "#4d5560",
        "#ffffff",
        complete="#1f5fa8",
        green="#1c7547",
        amber=("#1a1f26", "#ffc843"),
        amber_red=("#1a1f26", "#f29a45"),
        red="#b3261e",
        stale="#5f6876",
        none=("#1a1f26", "#ccd1d8"),
    ),
)
CONTRAST = Look(
    "contrast",
    "high contrast",
    is_dark=True,
    roles=Roles(
        background="#000000",
        surface="#000000",
        raised="#1c1c1c",
        text="#ffffff",
        muted="#e4e4e4",
        accent="#87d7ff",
        good="#5fff87",
        warning="#ffff5f",
        error="#ffafaf",
        picked="#ffffff",
        picked_text="#000000",
    ),
    inks=_inks(
        "#e4e4e4",
        "#000000",
        complete="#5fd7ff",
        green="#00d75f",
        amber="#ffff00",
        amber_red="#ffaf00",
        red=("#ffffff", "#af0000"),
        stale="#bcbcbc",
        none="#ffffff",
    ),
)
OKABE_ITO = Look(
    "okabe-ito",
    "colour-blind-safe",
    is_dark=True,
    roles=Roles(
        background="#161616",
        surface="#1d1d1d",
        raised="#2b2b2b",
        text="#eeeeee",
        muted="#b4b4b4",
        accent="#56b4e9",
        good="#2ec4a0",
        warning="#f0e442",
        error="#f5a06b",
        picked="#56b4e9",
        picked_text="#000000",
    ),
    inks=_inks("#b4b4b4", INK, **{status.name.lower(): colour for status, colour in COLOURS.items()}),
)
_OWN = Roles(
    background="default",
    surface="default",
    raised="default",
    text="default",
    muted="default",
    accent="default",
    good="default",
    warning="default",
    error="default",
    picked="white",
    picked_text="black",
)
MONOCHROME = Look(
    "monochrome",
    "monochrome",
    is_dark=True,
    roles=_OWN,
    inks={
        status: Ink("default", weight=weight)
        for status, weight in {
            Status.EXEMPT: "",
            Status.EARLY: "",
            Status.NONE: "underline",
            Status.COMPLETE: "",
            Status.STALE: "underline",
            Status.RED: "bold reverse",
            Status.AMBER_RED: "reverse",
            Status.AMBER: "bold underline",
            Status.GREEN: "",
        }.items()
    },
    is_terminals=True,
)
TERMINAL = Look(
    "terminal",
    "the terminal's own 16 colours",
    is_dark=True,
    roles=_OWN,
    inks=_inks(
        "default",
        "black",
        complete="bright_cyan",
        green="green",
        amber="bright_yellow",
        amber_red="bright_red",
        red=("bright_white", "red"),
        stale="white",
        none="bright_white",
    ),
    is_terminals=True,
)

#: By name, in the order in which a key goes through them.
LOOKS: dict[str, Look] = {
    look.name: look for look in (DARK, LIGHT, CONTRAST, OKABE_ITO, MONOCHROME, TERMINAL)
}
