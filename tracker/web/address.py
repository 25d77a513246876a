"""Where the tracker is served: what it listens on, who can reach it, and which pages may talk to it."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import SplitResult, urlsplit

from tracker.domain.errors import TrackerError
from tracker.domain.words import one_line


class AddressError(TrackerError):
    """The tracker cannot be served there; says why, and what would be right."""

    exit_code = 2


@dataclass(frozen=True)
class Address:
    """The host and port listened on; ``url`` is where people find it behind a reverse proxy."""

    host: str
    port: int
    url: str | None = None

    @property
    def is_public(self) -> bool:
        """Whether anybody but this machine can reach it; a name that may be anything counts as public."""
        behind = self._split.hostname if self._split else None
        return not _is_loopback(self.host) or (behind is not None and not _is_loopback(behind))

    @property
    def is_secure(self) -> bool:
        """Whether people reach it by HTTPS."""
        return self._split is not None and self._split.scheme == "https"

    @cached_property
    def _split(self) -> SplitResult | None:
        if self.url is None:
            return None
        try:
            found = urlsplit(self.url)
            is_whole = found.scheme in ("http", "https") and bool(found.hostname) and found.port != 0
        except ValueError:
            is_whole = False
        if (
            not is_whole
            or found.path not in ("", "/")
            or found.query
            or found.fragment
            or "@" in found.netloc
        ):
            raise AddressError(
                f"--url “{one_line(self.url)}” is not the address of a site: write it without a path, as in "
                "https://tracker.example.org"
            )
        return found

    def check(self) -> None:
        """Raise :class:`AddressError` where the URL is none."""
        _ = self._split

    # --- requests ------------------------------------------------------------------------------------------

    def allows_host(self, header: str) -> bool:
        """Whether a request's Host is a name of this place.

        A page elsewhere whose name was made to point here (DNS rebinding) asks under its own name.
        """
        try:
            name = urlsplit(f"//{header}").hostname
        except ValueError:
            return False
        if not name or "@" in header or "/" in header:
            return False
        if self._split is not None and name == self._split.hostname:
            return True
        if not self.is_public:
            return _is_loopback(name)
        return _is_number(name) or name in {"localhost", self.host.casefold(), *_own_names()}

    def origin(self, host: str) -> str:
        """The origin of the tracker's own pages, for a request with this Host."""
        return (
            f"{self._split.scheme}://{self._split.netloc}".lower()
            if self._split
            else f"http://{host}".lower()
        )

    def websocket(self, host: str) -> str:
        """Where a page opens its session: ``ws://127.0.0.1:8000/ws``."""
        return self.origin(host).replace("http", "ws", 1) + "/ws"

    def link(self) -> str:
        """What a person opens in the browser."""
        if self._split is not None:
            return self.origin("") + "/"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _is_loopback(name: str) -> bool:
    return name.casefold() == "localhost" or (_is_number(name) and ipaddress.ip_address(name).is_loopback)


def _own_names() -> set[str]:
    name = socket.gethostname().casefold()
    return {name, name.partition(".")[0]}
