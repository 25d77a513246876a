"""``tracker serve`` as it is called: what it refuses to open, and what it says where it does."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from aiohttp import ClientSession, CookieJar

from tests.conftest import Run

PASSWORD = "correct horse battery"


@pytest.mark.parametrize(
    "words", [("--host", "0.0.0.0"), ("--host", "::"), ("--url", "https://tracker.example.org")]
)
def test_others_may_come_in_only_where_that_is_said(run: Run, small_db: Path, words: tuple[str, ...]) -> None:
    done = run("serve", "--port", "0", *words, db=small_db, TRACKER_PASSWORD=PASSWORD)
    assert done.code == 2
    assert "Say that it is meant with --public" in done.err


@pytest.mark.parametrize("words", [(), ("--host", "0.0.0.0"), ("--url", "https://tracker.example.org")])
def test_and_only_with_a_password(run: Run, small_db: Path, words: tuple[str, ...]) -> None:
    done = run("serve", "--public", "--port", "0", *words, db=small_db)
    assert done.code == 2
    assert "--public needs a password" in done.err
    assert "--password-file" in done.err


def test_what_cannot_be_served_is_said_before_it_listens(run: Run, small_db: Path, tmp_path: Path) -> None:
    assert run("serve", "--url", "tracker", db=small_db).code == 2
    assert "take 12 or more" in run("serve", db=small_db, TRACKER_PASSWORD="short").err
    assert run("serve", "--password-file", tmp_path / "none", db=small_db).code == 2
    assert run("serve", db=tmp_path / "none.db").code == 3
    done = run("serve", "--host", "192.0.2.1", "--public", db=small_db, TRACKER_PASSWORD=PASSWORD)
    assert (done.code, "has no address 192.0.2.1" in done.err) == (2, True)
    assert (
        run("serve", "--host", "no such host", "--public", db=small_db, TRACKER_PASSWORD=PASSWORD).code == 2
    )


@contextmanager
def served(db: Path, *words: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The real command while it serves, and what it has said by then."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tracker", "--db", str(db), "serve", "--port", "0", *words],
        env={**kept, **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    said: list[str] = []
    try:
        while not said or not said[-1].startswith("Ctrl-C"):
            said.append(process.stderr.readline())
            assert said[-1], said
        yield process, said
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)


def test_on_this_machine_a_link_with_a_token_is_printed_that_opens_it(small_db: Path) -> None:
    with served(small_db) as (process, said):
        link = said[0].removeprefix("Open ").strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{43}", link)
        assert "keep it to yourself" in said[1]
        with pytest.raises(OSError, match="403"):
            urlopen(link.partition("?")[0], timeout=10)
        with pytest.raises(OSError, match="403"):  # the pass is not kept here, but the token was taken
            urlopen(link, timeout=10)
        assert process.stderr is not None
        assert "came in" in process.stderr.readline()
        assert link.partition("=")[2] not in Path(f"/proc/{process.pid}/cmdline").read_text()
    assert process.returncode == 0


def test_a_port_that_is_taken_is_named(run: Run, small_db: Path) -> None:
    with served(small_db) as (_, said):
        port = said[0].split(":")[2].partition("/")[0]
        done = run("serve", "--port", port, db=small_db)
    assert done.code == 2
    assert f"Port {port} of 127.0.0.1 is taken" in done.err


def test_a_password_is_not_printed_and_plain_http_is_warned_of(small_db: Path) -> None:
    with served(small_db, "--public", "--host", "0.0.0.0", TRACKER_PASSWORD=PASSWORD) as (_, said):
        assert said[0].startswith("Open http://0.0.0.0:")
        assert "This is plain HTTP" in said[1]
        assert PASSWORD not in "".join(said)


async def _in_session(site: str, look: Callable[[], None]) -> None:
    """Come in, open a session, and look while it is open."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as client:
        await client.post(f"{site}/enter", data={"secret": PASSWORD})
        async with client.ws_connect(f"{site}/ws", origin=site) as websocket:
            await websocket.receive()
            look()


def _children(parent: int) -> list[int]:
    return [
        int(stat.parent.name)
        for stat in Path("/proc").glob("[0-9]*/stat")
        if int(stat.read_text().rpartition(")")[2].split()[1]) == parent
    ]


def _is_running(number: int) -> bool:
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_a_session_knows_no_secret_and_ends_when_its_server_is_killed(small_db: Path) -> None:
    sessions: list[int] = []

    with served(small_db, TRACKER_PASSWORD=PASSWORD) as (process, said):

        def look() -> None:
            sessions.extend(_children(process.pid))
            for session in sessions:
                assert PASSWORD.encode() not in Path(f"/proc/{session}/environ").read_bytes()
                assert PASSWORD.encode() not in Path(f"/proc/{session}/cmdline").read_bytes()
            process.kill()

        asyncio.run(_in_session(said[0].removeprefix("Open ").strip().rstrip("/"), look))
    assert len(sessions) == 1
    for _ in range(200):
        if not _is_running(sessions[0]):
            return
        time.sleep(0.05)
    pytest.fail("The session is still there.")


def test_no_other_command_loads_the_server(small_db: Path) -> None:
    script = (
        "import sys\nfrom tracker.cli import main\nsys.argv = ['tracker', 'serve', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "--password-file" in done.stdout
    assert not loaded & {"aiohttp", "textual_serve", "jinja2", "textual"}
