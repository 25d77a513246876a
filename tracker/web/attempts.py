"""Attempts to say the secret: each wrong one makes the next of the same caller wait longer."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

#: The wait after a first wrong attempt, and the longest, in seconds.
FIRST_WAIT, LONGEST_WAIT = 0.5, 8.0
#: So many attempts of one caller may wait for their turn.
MOST_WAITING = 5
#: So many callers are remembered.
_MOST_CALLERS = 10_000


class TooManyError(Exception):
    """So many attempts of one caller are waiting already that this one is not looked at."""


@dataclass
class _Caller:
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    wrong: int = 0
    waiting: int = 0


class Attempts:
    """One attempt of a caller after the other; those of others do not wait for them."""

    def __init__(self, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep) -> None:
        self._sleep = sleep
        self._callers: dict[str, _Caller] = {}

    async def judge(self, address: str, is_right: Callable[[], bool]) -> bool:
        """Whether an attempt is right, said late where it is not; :class:`TooManyError`."""
        caller = self._caller(_network(address))
        if caller.waiting >= MOST_WAITING:
            raise TooManyError
        caller.waiting += 1
        try:
            async with caller.turn:
                if is_right():
                    caller.wrong = 0
                    return True
                caller.wrong += 1
                await self._sleep(min(FIRST_WAIT * 2 ** (caller.wrong - 1), LONGEST_WAIT))
                return False
        finally:
            caller.waiting -= 1

    def _caller(self, network: str) -> _Caller:
        if network not in self._callers and len(self._callers) >= _MOST_CALLERS:
            self._callers = {name: caller for name, caller in self._callers.items() if caller.waiting}
        return self._callers.setdefault(network, _Caller())


def _network(address: str) -> str:
    """An IPv4 address, or the network that one subscriber of IPv6 has to himself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else address
