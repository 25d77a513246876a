"""The server: lets in who knows the secret, gives each the page, and starts a session for it."""

from __future__ import annotations

import asyncio
import signal
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from aiohttp import WSCloseCode, web

from tracker.domain.words import plural
from tracker.web.address import AddressError
from tracker.web.attempts import Attempts, TooManyError
from tracker.web.faults import fault_log
from tracker.web.page import FILES, board_page, enter_page, headers, words_page
from tracker.web.secret import PASS_SECONDS, Passes
from tracker.web.terminal import LONGEST_MESSAGE, SECONDS_TO_END, MessageError, Size, Terminal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tracker.web.address import Address
    from tracker.web.secret import Secret

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

#: Sessions at once: each is a process of its own.
MOST_SESSIONS = 40
_LARGEST_FORM = 8 * 1024

_TOO_MANY = "Too many wrong attempts came from where you are: wait a minute."
_FULL = f"{plural(MOST_SESSIONS, 'session')} are open, and there is room for no more: try again later."
_NOT_HERE = "There is nothing at this address."
_STRANGE = "The tracker is not served under this address, or the request did not come from its own page."


class Server:
    """Serves the sessions that a command line starts; ``say`` is told who came and went, by address."""

    def __init__(
        self,
        address: Address,
        secret: Secret,
        command: str,
        *,
        say: Callable[[str], None],
        attempts: Attempts | None = None,
    ) -> None:
        self._address = address
        self._secret = secret
        self._command = command
        self._say = say
        self._attempts = attempts or Attempts()
        self._passes = Passes()
        self._open: set[web.WebSocketResponse] = set()

    def application(self) -> web.Application:
        """Everything that can be asked of it."""
        app = web.Application(middlewares=[self._guard], client_max_size=_LARGEST_FORM)
        app.router.add_get("/", self._board)
        app.router.add_post("/enter", self._enter)
        app.router.add_get("/ws", self._session)
        for path in FILES:
            app.router.add_get(path, self._file)
        app.on_shutdown.append(self._end)
        return app

    async def run(self, opened: Callable[[int], None]) -> None:
        """Serve until told to stop; ``opened`` is called with the port once it listens."""
        runner = web.AppRunner(
            self.application(),
            access_log=None,
            logger=fault_log(self._tell),
            shutdown_timeout=SECONDS_TO_END,
        )
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, self._address.host, self._address.port).start()
            except (OSError, UnicodeError) as error:
                raise AddressError(_unlistened(self._address, error)) from None
            opened(runner.addresses[0][1])
            await _told_to_stop()
        finally:
            await runner.cleanup()

    # --- who may ask ---------------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Refuse what comes under another name or from another page; put the headers on everything."""
        try:
            answer = await handler(request) if self._is_ours(request) else _page(words_page(_STRANGE), 403)
        except web.HTTPException as error:
            answer = _page(words_page(_NOT_HERE if error.status == 404 else f"{error.reason}."), error.status)
        if not answer.prepared:
            answer.headers.update(headers(self._address.websocket(request.host)))
        return answer

    def _is_ours(self, request: web.Request) -> bool:
        if not self._address.allows_host(request.host):
            return False
        origin = request.headers.get("Origin")
        if request.path == "/ws":
            return origin is not None and origin.lower() == self._address.origin(request.host)
        # Under no-referrer a browser says “null” of a form of the tracker's own page.
        return origin in (None, "null") or origin.lower() == self._address.origin(request.host)

    def _has_pass(self, request: web.Request) -> bool:
        return self._passes.is_good(request.cookies.get(self._cookie, ""), time.time())

    @property
    def _cookie(self) -> str:
        """Cookies of one host are shared by its ports, so the name holds ours."""
        return "__Host-tracker" if self._address.is_secure else f"tracker-{self._address.port}"

    # --- pages ---------------------------------------------------------------------------------------------

    async def _board(self, request: web.Request) -> web.StreamResponse:
        if self._secret.token is not None and "token" in request.query:  # a password stands in no address
            return await self._judge(request, request.query["token"])
        if not self._has_pass(request):
            return self._ask(403)
        if len(self._open) >= MOST_SESSIONS:
            return _page(words_page(_FULL), 503)
        return _page(board_page(self._address.websocket(request.host)))

    async def _enter(self, request: web.Request) -> web.StreamResponse:
        form = parse_qs((await request.read()).decode("utf-8", "replace"))
        return await self._judge(request, form.get("secret", [""])[0])

    async def _judge(self, request: web.Request, said: str) -> web.StreamResponse:
        caller = request.remote or "?"
        try:
            is_right = await self._attempts.judge(caller, lambda: self._secret.is_said(said.strip()))
        except TooManyError:
            self._tell(caller, "too many wrong attempts")
            return self._ask(429, _TOO_MANY)
        if not is_right:
            self._tell(caller, "a wrong attempt")
            return self._ask(403, f"That is not the {'token' if self._secret.token else 'password'}.")
        self._tell(caller, "came in")
        answer = web.Response(status=303, headers={"Location": "/"})
        answer.set_cookie(
            self._cookie,
            self._passes.issue(time.time()),
            max_age=PASS_SECONDS,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self._address.is_secure,
        )
        return answer

    def _ask(self, status: int, said: str = "") -> web.Response:
        return _page(enter_page(says_token=self._secret.token is not None, said=said), status)

    async def _file(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(FILES[request.path])

    # --- sessions ------------------------------------------------------------------------------------------

    async def _session(self, request: web.Request) -> web.StreamResponse:
        if not self._has_pass(request):
            return self._ask(403)
        if len(self._open) >= MOST_SESSIONS:
            return _page(words_page(_FULL), 503)
        size = Size.in_words(request.query.get("width", ""), request.query.get("height", ""))
        websocket = web.WebSocketResponse(heartbeat=15, max_msg_size=LONGEST_MESSAGE)
        self._open.add(websocket)
        try:
            await websocket.prepare(request)
            self._tell(request.remote or "?", f"opened a session; {len(self._open)} open")
            await self._join(websocket, size)
        finally:
            self._open.discard(websocket)
            self._tell(request.remote or "?", f"left; {len(self._open)} open")
        return websocket

    async def _join(self, websocket: web.WebSocketResponse, size: Size) -> None:
        terminal = Terminal(self._command, websocket)
        await terminal.start(size.width, size.height)
        try:
            await terminal.listen()
        except MessageError as error:
            await websocket.close(code=WSCloseCode.POLICY_VIOLATION, message=str(error).encode())
        finally:
            await terminal.stop()

    async def _end(self, _: web.Application) -> None:
        for websocket in set(self._open):
            await websocket.close(code=WSCloseCode.GOING_AWAY, message=b"The server is ending.")

    def _tell(self, caller: str, what: str) -> None:
        self._say(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC  {caller}  {what}")


def _page(text: str, status: int = 200) -> web.Response:
    return web.Response(text=text, content_type="text/html", status=status)


async def _told_to_stop() -> None:
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    await told.wait()


def _unlistened(address: Address, error: Exception) -> str:
    import errno

    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return (
            f"Port {address.port} of {address.host} is taken by another program: choose another with --port."
        )
    if code == errno.EACCES:
        return f"Port {address.port} is kept for the system: choose one above 1023 with --port."
    return f"This machine has no address {address.host} to listen on: --host takes one of its own."
