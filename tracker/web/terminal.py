"""One browser's terminal: what is typed goes to a process of its own, what that draws comes back."""

from __future__ import annotations

import asyncio
import json
import shlex
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import WSMsgType
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

if TYPE_CHECKING:
    from pathlib import Path

    from aiohttp.web import WebSocketResponse

#: Longest message of a browser, in bytes: a long paste.
LONGEST_MESSAGE = 64 * 1024
#: How long a session has to end once its browser has gone.
SECONDS_TO_END = 5.0
#: Smallest and largest terminal that is drawn, columns and rows.
_SMALLEST, _LARGEST = (20, 5), (500, 200)


class MessageError(ValueError):
    """A browser sent what no page of the tracker sends."""


@dataclass(frozen=True)
class Size:
    """Columns and rows of a terminal, within what can be drawn."""

    width: int
    height: int

    @classmethod
    def of(cls, width: object, height: object) -> Size:
        """A size as a browser tells it; :class:`MessageError` where it is none."""
        if type(width) is not int or type(height) is not int:
            raise MessageError("A size is two whole numbers.")
        bounded = [
            min(max(asked, least), most)
            for asked, least, most in zip((width, height), _SMALLEST, _LARGEST, strict=True)
        ]
        return cls(*bounded)

    @classmethod
    def in_words(cls, width: str, height: str) -> Size:
        """A size as an address holds it; 80 × 24 where it is none."""
        is_size = all(len(words) < 6 and words.isdecimal() for words in (width, height))
        return cls.of(int(width), int(height)) if is_size else cls(80, 24)


def command_line(database: Path, *, read_only: bool) -> str:
    """What starts a session, for the shell; nothing in it comes from a browser."""
    words = [sys.executable, "-X", "utf8", "-m", "tracker.web.session", str(database.absolute())]
    return "exec " + shlex.join([*words, "--read-only"] if read_only else words)


class Terminal(AppService):
    """A session in a process of its own, joined to a browser's websocket."""

    def __init__(self, command: str, websocket: WebSocketResponse) -> None:
        super().__init__(
            command,
            write_bytes=websocket.send_bytes,
            write_str=websocket.send_str,
            close=self._close,
            download_manager=DownloadManager(),
        )
        self._websocket = websocket

    async def _close(self) -> None:
        await self._websocket.close()

    async def run(self) -> None:
        """Show what the session draws, until it ends; then the browser is told."""
        try:
            await super().run()
        finally:
            await self._websocket.close()

    async def stop(self) -> None:
        """End the session; one that does not do so when it is told is killed."""
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(SECONDS_TO_END):
                    await super().stop()
                    if self._process is not None:
                        await self._process.wait()
        finally:
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()

    async def on_meta(self, data: bytes) -> None:
        """A session ends itself, and asks for nothing else of the browser."""
        if json.loads(data).get("type") == "exit":
            await super().on_meta(data)

    async def listen(self) -> None:
        """Take what the browser sends until it goes; :class:`MessageError` where it is nonsense."""
        async for message in self._websocket:
            if message.type is WSMsgType.TEXT:
                await self._take(message.data)
            elif message.type is WSMsgType.BINARY:
                raise MessageError("Messages are text.")

    async def _take(self, text: str) -> None:
        try:
            kind, *rest = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            raise MessageError("A message is a list that begins with what it is.") from None
        match kind, rest:
            case "stdin", [str(typed)]:
                await self.send_bytes(typed.encode("utf-8", "replace"))
            case "resize", [{"width": width, "height": height}]:
                size = Size.of(width, height)
                await self.set_terminal_size(size.width, size.height)
            case "ping", [str(said)]:
                await self._websocket.send_json(["pong", said[:40]])
            case "blur", []:
                await self.blur()
            case "focus", []:
                await self.focus()
            case _:
                raise MessageError("There is no such message.")
