"""Wrong attempts: the waits grow, one caller does not hold up another, and a crowd is turned away."""

from __future__ import annotations

import asyncio

import pytest

from tracker.web.attempts import MOST_WAITING, Attempts, TooManyError


class Clock:
    """Sleeps that are written down instead; with ``held`` they last until it is let go."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await self.go_on.wait()


async def test_each_wrong_attempt_waits_longer_than_the_one_before() -> None:
    clock = Clock()
    attempts = Attempts(clock.sleep)
    for _ in range(7):
        assert not await attempts.judge("10.0.0.1", lambda: False)
    assert clock.slept == [0.5, 1, 2, 4, 8, 8, 8]


async def test_a_right_one_does_not_wait_and_begins_anew() -> None:
    clock = Clock()
    attempts = Attempts(clock.sleep)
    await attempts.judge("10.0.0.1", lambda: False)
    await attempts.judge("10.0.0.1", lambda: False)
    assert await attempts.judge("10.0.0.1", lambda: True)
    await attempts.judge("10.0.0.1", lambda: False)
    assert clock.slept == [0.5, 1, 0.5]


async def test_attempts_of_one_caller_come_one_after_the_other_and_not_many_may_wait() -> None:
    clock = Clock()
    clock.go_on.clear()
    attempts = Attempts(clock.sleep)
    asked = [asyncio.create_task(attempts.judge("10.0.0.1", lambda: False)) for _ in range(MOST_WAITING)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert clock.slept == [0.5]
    with pytest.raises(TooManyError):
        await attempts.judge("10.0.0.1", lambda: True)
    assert await attempts.judge("10.0.0.2", lambda: True)
    clock.go_on.set()
    assert await asyncio.gather(*asked) == [False] * MOST_WAITING
    assert clock.slept == [0.5, 1, 2, 4, 8]


async def test_one_network_of_ipv6_is_one_caller() -> None:
    clock = Clock()
    attempts = Attempts(clock.sleep)
    for last in range(3):
        await attempts.judge(f"2001:db8:0:1::{last}", lambda: False)
    await attempts.judge("2001:db8:0:2::1", lambda: False)
    assert clock.slept == [0.5, 1, 2, 0.5]
