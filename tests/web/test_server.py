"""What the server gives to whom: asked as a browser asks, and as somebody asks who should not."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientResponse, ClientWebSocketResponse, FormData, WSMsgType, WSServerHandshakeError
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from tracker.web import server as serving
from tracker.web import terminal
from tracker.web.address import Address
from tracker.web.attempts import Attempts
from tracker.web.page import FILES
from tracker.web.secret import Secret
from tracker.web.server import Server
from tracker.web.terminal import LONGEST_MESSAGE, Size, command_line

#: A session that draws nothing and ends when it is told: that is 21 bytes.
PATIENT = "head -c 21 > /dev/null"
PASSWORD = "correct horse battery staple"
Client = TestClient[Request, Application]


async def at_once(_: float) -> None:
    """Nobody waits in these tests."""


@asynccontextmanager
async def served(
    command: str = "exit 1",
    password: str | None = PASSWORD,
    url: str | None = None,
    said: list[str] | None = None,
) -> AsyncIterator[tuple[Client, Secret]]:
    """A server that starts a command for each session, and somebody who asks it."""
    secret = Secret(password)
    lines = [] if said is None else said
    address = Address("127.0.0.1", 8000, url)
    server = Server(address, secret, command, say=lines.append, attempts=Attempts(at_once))
    async with TestClient(TestServer(server.application())) as client:
        yield client, secret


async def enter(client: Client, words: str = PASSWORD, **headers: str) -> ClientResponse:
    return await client.post("/enter", data={"secret": words}, headers=headers, allow_redirects=False)


def own_origin(client: Client) -> str:
    return f"http://{client.host}:{client.port}"


async def session(client: Client, origin: str | None = None) -> ClientWebSocketResponse:
    return await client.ws_connect("/ws?width=90&height=30", headers={"Origin": origin or own_origin(client)})


async def test_without_the_password_there_is_a_question_and_nothing_else() -> None:
    async with served() as (client, _):
        answer = await client.get("/")
        assert answer.status == 403
        text = await answer.text()
        assert 'name="secret"' in text
        assert "data-session" not in text
        with pytest.raises(WSServerHandshakeError) as refused:
            await session(client)
        assert refused.value.status == 403


async def test_the_password_gives_a_pass_that_scripts_and_other_sites_cannot_use() -> None:
    async with served() as (client, _):
        answer = await enter(client)
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        cookie = answer.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"} <= set(cookie.split("; "))
        assert "Secure" not in cookie
        assert PASSWORD not in cookie
        page = await (await client.get("/")).text()
        assert f'data-session-websocket-url="ws://{client.host}:{client.port}/ws"' in page


async def test_behind_a_proxy_with_tls_the_pass_is_for_tls_alone() -> None:
    async with served(url="https://tracker.example.org") as (client, _):
        answer = await enter(client, Origin="https://tracker.example.org")
        assert answer.headers["Set-Cookie"].startswith("__Host-tracker=")
        assert "Secure" in answer.headers["Set-Cookie"]
        assert "wss://tracker.example.org/ws" in answer.headers["Content-Security-Policy"]


async def test_the_link_with_the_token_lets_in_and_takes_the_token_out_of_the_address() -> None:
    async with served(password=None) as (client, secret):
        answer = await client.get(f"/?token={secret.token}", allow_redirects=False)
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        assert (await client.get("/")).status == 200
        client.session.cookie_jar.clear()
        assert (await client.get("/?token=wrong", allow_redirects=False)).status == 403


async def test_a_password_in_the_address_lets_nobody_in() -> None:
    async with served() as (client, _):
        answer = await client.get("/", params={"token": PASSWORD}, allow_redirects=False)
        assert answer.status == 403


@pytest.mark.parametrize("words", ["", "wrong", PASSWORD[:-1], PASSWORD + "x", "\x00", "é" * 500])
async def test_wrong_words_let_nobody_in(words: str) -> None:
    said: list[str] = []
    async with served(said=said) as (client, _):
        answer = await enter(client, words)
        assert answer.status == 403
        assert "Set-Cookie" not in answer.headers
        assert "That is not the password." in await answer.text()
    assert [line.partition("UTC  ")[2] for line in said] == ["127.0.0.1  a wrong attempt"]


async def test_a_file_in_the_place_of_the_password_and_a_flood_are_refused() -> None:
    async with served() as (client, _):
        assert (await enter(client, "x" * 100_000)).status == 413
        form = FormData()
        form.add_field("secret", PASSWORD, filename="secret.txt")
        assert (await client.post("/enter", data=form)).status == 403
        assert (await client.post("/enter", json={"secret": PASSWORD})).status == 403
        for kind in ("multipart/form-data", "application/x-www-form-urlencoded; charset=none", "x"):
            answer = await client.post("/enter", data=b"\xff&&&=%", headers={"Content-Type": kind})
            assert answer.status in (400, 403), kind


@pytest.mark.parametrize("path", ["/", "/textual.js", "/enter", "/ws", "/none"])
async def test_a_request_under_another_name_gets_nothing(path: str) -> None:
    """A page elsewhere can make its own name point to this machine, and ask under it."""
    async with served() as (client, _):
        await enter(client)
        answer = await client.get(path, headers={"Host": "evil.example:8000"})
        assert answer.status == 403
        assert "not served under this address" in await answer.text()


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://127.0.0.1:9", "http://127.0.0.1", "null", "https://{own}", ""]
)
async def test_no_page_elsewhere_opens_a_session_even_with_a_pass(origin: str) -> None:
    async with served() as (client, _):
        await enter(client)
        own = f"{client.host}:{client.port}"
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect("/ws", headers={"Origin": origin.format(own=own)})
        assert refused.value.status == 403
        with pytest.raises(WSServerHandshakeError):
            await client.ws_connect("/ws")  # no browser leaves the origin out


async def test_a_form_on_another_page_is_refused_and_ones_own_says_null() -> None:
    async with served() as (client, _):
        assert (await enter(client, Origin="http://evil.example")).status == 403
        assert (await enter(client, Origin="null")).status == 303
        assert (await enter(client, Origin=own_origin(client))).status == 303


@pytest.mark.parametrize("path", ["/", "/enter", "/ws", "/none", "/textual.js", "/page.css"])
async def test_every_answer_carries_the_headers_that_keep_it_apart(path: str) -> None:
    async with served() as (client, _):
        answer = await client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Server"] == "tracker"
        assert "Traceback" not in await answer.text()


@pytest.mark.parametrize(
    "path",
    ["/static/", "/static/js/textual.js", "/..%2f..%2fpyproject.toml", "/pages/base.html", "/download/x"],
)
async def test_no_folder_and_no_other_file_is_given_out(path: str) -> None:
    async with served() as (client, _):
        await enter(client)
        assert (await client.get(path)).status == 404
    assert {file.suffix for file in FILES.values()} == {".js", ".css", ".ttf"}


async def test_no_page_and_no_file_names_another_host() -> None:
    async with served() as (client, _):
        await enter(client)
        for path in ("/", "/page.css", "/page.js", "/xterm.css"):
            text = await (await client.get(path)).text()
            assert not re.findall(r"""(?:href|src|url\(|@import)[\s="'(]*(?:\w+:)?//""", text), path


async def test_a_session_that_cannot_start_is_closed_and_not_left_open() -> None:
    said: list[str] = []
    async with served(said=said) as (client, _):
        await enter(client)
        websocket = await session(client)
        assert (await websocket.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
        await websocket.close()
    assert said[-1].endswith("left; 0 open")


@pytest.mark.parametrize(
    "message",
    [
        "",
        "x",
        "{}",
        "[]",
        "[1]",
        '["stdin"]',
        '["stdin", 1]',
        '["none"]',
        '["resize", {"width": "9", "height": 9}]',
        "[" * 9000,
    ],
)
async def test_a_message_that_no_page_sends_ends_the_session(message: str) -> None:
    async with served(PATIENT) as (client, _):
        await enter(client)
        websocket = await session(client)
        await websocket.send_str(message)
        assert (await websocket.receive()).type is WSMsgType.CLOSE
        assert websocket.close_code == 1008


async def test_a_message_that_is_too_long_ends_the_session() -> None:
    async with served(PATIENT) as (client, _):
        await enter(client)
        websocket = await session(client)
        await websocket.send_str(json.dumps(["stdin", "x" * LONGEST_MESSAGE]))
        assert (await websocket.receive()).type is WSMsgType.CLOSE
        assert websocket.close_code == 1009


async def test_no_more_sessions_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_SESSIONS", 1)
    async with served(PATIENT) as (client, _):
        await enter(client)
        first = await session(client)
        answer = await client.get("/")
        assert answer.status == 503
        assert "no more" in await answer.text()
        with pytest.raises(WSServerHandshakeError):
            await session(client)
        await first.close()
        for _ in range(100):
            if (await client.get("/")).status == 200:
                break
            await asyncio.sleep(0.05)
        else:
            pytest.fail("The session that was closed still counts.")


@asynccontextmanager
async def served_stubborn(started: Path) -> AsyncIterator[tuple[ClientWebSocketResponse, int]]:
    """A session that does not end when it is told, once it has written the number of its process."""
    async with served(f"echo $$ > {started}; exec tail -f /dev/null") as (client, _):
        await enter(client)
        websocket = await session(client)
        while not started.exists() or not started.read_text():
            await asyncio.sleep(0.02)
        yield websocket, int(started.read_text())


async def test_a_session_that_does_not_end_when_it_is_told_is_killed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(terminal, "SECONDS_TO_END", 0.2)
    async with served_stubborn(tmp_path / "pid") as (websocket, pid):
        await websocket.close()
        for _ in range(100):
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            await asyncio.sleep(0.05)
    pytest.fail("It is still there.")


def processes(pid: int) -> list[asyncio.subprocess.Process]:
    """What the server knows of a process."""
    known = [each for each in gc.get_objects() if isinstance(each, asyncio.subprocess.Process)]
    return [each for each in known if each.pid == pid]


async def test_a_session_that_is_killed_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where the server ends meanwhile too: else its process is still running, as far as anybody knows."""
    monkeypatch.setattr(terminal, "SECONDS_TO_END", 0.1)
    async with served_stubborn(tmp_path / "pid") as (websocket, pid):
        while not (known := processes(pid)):
            await asyncio.sleep(0.02)
        tasks = asyncio.all_tasks()
        handlers = [task for task in tasks if "RequestHandler.start" in repr(task.get_coro())]
        for handler in handlers:
            handler.cancel()
        await asyncio.wait([*handlers, asyncio.ensure_future(websocket.receive())])
        assert [process.returncode for process in known] == [-signal.SIGKILL]


async def drawn_until(websocket: ClientWebSocketResponse, words: str) -> str:
    """What a session draws until these words have come."""
    seen = ""
    async with asyncio.timeout(20):
        while words not in seen:
            message = await websocket.receive()
            assert message.type is WSMsgType.BINARY, (message.type, seen[-500:])
            seen += message.data.decode()
    return seen


async def test_each_has_a_session_of_their_own_drawn_as_a_browser_can(
    small_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    async with served(command_line(small_db, read_only=False)) as (client, _):
        await enter(client)
        first, second = await session(client), await session(client)
        for websocket in (first, second):
            assert "38;2;" in await drawn_until(websocket, "Who are you?")  # in colours, whatever ours are
        await first.send_str('["focus"]')
        await first.send_str(json.dumps(["stdin", "Ann"]))
        await drawn_until(first, "Ann: Enter takes it")
        await first.send_str(json.dumps(["stdin", "\r"]))
        await drawn_until(first, " Problem")
        await first.send_str(json.dumps(["stdin", "\x11"]))  # Ctrl-Q
        async with asyncio.timeout(20):
            async for _ in first:
                pass
        assert first.closed
        assert not second.closed
        await second.close()


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [((100, 40), (100, 40)), ((0, -5), (20, 5)), ((10**9, 10**9), (500, 200))],
)
def test_a_terminal_is_no_larger_than_can_be_drawn(asked: tuple[int, int], drawn: tuple[int, int]) -> None:
    assert Size.of(*asked) == Size(*drawn)


@pytest.mark.parametrize("words", [("", ""), ("x", "9"), ("9" * 5000, "9"), ("-1", "9"), ("٣²", "9")])
def test_a_size_that_is_none_is_an_ordinary_terminal(words: tuple[str, str]) -> None:
    assert Size.in_words(*words) == Size(80, 24)


def test_the_command_of_a_session_is_one_word_for_each_word(tmp_path: Path) -> None:
    line = command_line(tmp_path / "a b; rm -rf $HOME.db", read_only=True)
    assert line.startswith("exec ")
    assert line.endswith(" --read-only")
    assert f"'{tmp_path}/a b; rm -rf $HOME.db'" in line
