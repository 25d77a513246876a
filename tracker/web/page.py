"""The pages a browser is given, and the headers that go with everything: nothing comes from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import textual_serve
from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATIC = Path(textual_serve.__file__).parent / "static"
_OURS = Path(__file__).parent / "pages"
#: Every file that is given out, by its path: Textual's own, and two of ours.
FILES: Mapping[str, Path] = {
    "/textual.js": _STATIC / "js" / "textual.js",
    "/xterm.css": _STATIC / "css" / "xterm.css",
    "/roboto-mono.ttf": _STATIC / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    "/page.css": _OURS / "page.css",
    "/page.js": _OURS / "page.js",
}

_PAGES = Environment(
    loader=PackageLoader("tracker.web", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def board_page(websocket: str) -> str:
    """The page of a session, which it opens at this address."""
    return _PAGES.get_template("board.html").render(websocket=websocket)


def enter_page(*, says_token: bool, said: str = "") -> str:
    """The page that asks for the secret; ``said`` is what was wrong with the one before."""
    return _PAGES.get_template("enter.html").render(says_token=says_token, said=said)


def words_page(said: str) -> str:
    """A page that says why there is nothing else."""
    return _PAGES.get_template("words.html").render(said=said)


def headers(websocket: str) -> dict[str, str]:
    """What every answer carries.

    The page draws with the styles that the terminal in it sets itself (``unsafe-inline``); scripts come from
    here alone, and the one address it may talk to is its session's.
    """
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
        f"img-src 'self' data:; connect-src {websocket}; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
        "Server": "tracker",
    }
