"""Whatever is sent to a server that really runs: an answer that tells nothing, and a server that goes on."""

from __future__ import annotations

import re
import signal
import socket
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.test_serve import served
from tests.hostile.contract import held
from tests.hostile.texts import HOSTILE

#: What the server says on its own side of such requests.
SAID = {"came in", "sent what is no request", "a wrong attempt", "too many wrong attempts"}
#: Seconds after which a server is taken to wait for more of a request.
PATIENCE = 0.25
TEXTS = [text.encode() for text in HOSTILE.values()]
ODD = [*TEXTS, b" ", b"\0", b"\r\n", b"\xff\xfe", b"%00", b"../", b"x" * 5_000, "é".encode() * 300]
PATHS = (
    b"/ /ws /enter /textual.js /page.css /tracker.db // * /% /../tracker.db /..%2ftracker.db "
    b"/%2e%2e/%2e%2e/etc/passwd http://evil.example/ //evil.example/ evil:80"
).split()
QUERIES = [
    *(b"", b"?width=9e9&height=-1", b"?width=%FF", b"?" + b"a=1&" * 1_000, b"?%", b"?&&==", b"?t%C3%B6ken=x"),
    b"?width=\xff",
]
METHODS = [*b"GET HEAD POST PUT DELETE OPTIONS TRACE CONNECT get".split(), b"G\0T"]
VERSIONS = [b"HTTP/1.0", b"HTTP/9.9", b"", b"\xff"]
NAMES = (
    b"Origin Cookie Referer Range If-Modified-Since If-None-Match Accept-Encoding Content-Length "
    b"Content-Type Transfer-Encoding Content-Encoding Expect Upgrade Connection Sec-WebSocket-Version "
    b"Sec-WebSocket-Key Sec-WebSocket-Extensions X-Forwarded-For"
).split()
VALUES = [
    *(b"127.0.0.1", b"127.0.0.1:%d", b"[::1", b"evil.example", b"a@b", b"http://127.0.0.1:%d", b"null"),
    *(
        b"tracker-%d=x",
        b"tracker-%d=%p",
        b"tracker-%d=%p",
        b"tracker-%d=" + b"9" * 99,
        b"bytes=0-",
        b"bytes=9-1,x",
        b"Thu, 99 Foo 2015",
        b'W/""',
    ),
    *(b"-1", b"9" * 30, b"chunked", b"gzip", b"100-continue", b"websocket", b"upgrade", b"13", b"x" * 9_000),
    b"permessage-deflate; server_max_window_bits=99",
]


def answered(port: int, request: bytes, patience: float = PATIENCE) -> bytes:
    """What comes back, until the connection is closed or the server waits for the rest of the request."""
    received = bytearray()
    with (
        socket.create_connection(("127.0.0.1", port), timeout=patience) as connection,
        suppress(ConnectionError, TimeoutError),
    ):
        connection.sendall(request)
        while piece := connection.recv(1 << 16):
            received += piece
            connection.settimeout(0.02)  # the rest is on its way already
    return bytes(received)


@st.composite
def requests(draw: st.DrawFn) -> bytes:
    """A request with something odd in it, or now and then bytes that are none."""
    if draw(st.integers(0, 19)) == 0:
        return draw(st.binary(max_size=200))
    odd = st.one_of(st.sampled_from(ODD), st.binary(max_size=20))
    in_path = st.one_of(st.just(b""), odd.map(lambda text: quote(text, safe="").encode()))
    target = draw(st.sampled_from(PATHS)) + draw(in_path) + draw(st.sampled_from(QUERIES))
    method = draw(st.sampled_from([b"GET"] * 6 + METHODS))
    version = draw(st.sampled_from([b"HTTP/1.1"] * 9 + VERSIONS))
    pair = st.tuples(
        st.sampled_from(NAMES), st.sampled_from([*VALUES, *(repr(text).encode() for text in TEXTS)])
    )
    pairs = [(b"Host", b"127.0.0.1:%d"), *draw(st.lists(pair, max_size=3))]
    head = b"".join(name + b": " + value + b"\r\n" for name, value in pairs[draw(st.integers(0, 19)) == 19 :])
    return method + b" " + target + b" " + version + b"\r\n" + head + b"\r\n"


def test_whatever_is_asked(small_db: Path) -> None:
    with served(small_db) as (process, said):
        found = re.search(r":(\d+)/\?token=(\S+)", said[0])
        assert found
        port, token = int(found[1]), found[2].encode()
        entered = answered(port, b"GET /?token=%b HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n" % token, 10)
        own = entered.partition(b"Set-Cookie: ")[2].partition(b"=")[2].partition(b";")[0]
        assert own
        place = bytes(small_db.parent)
        unsaid = (b"Traceback", token, own, place, b"site-packages", b"SQLite format", b"Set-Cookie")

        @settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
        @given(requests())
        def one(request: bytes) -> None:
            with held():
                answer = answered(port, request.replace(b"%d", found[1].encode()).replace(b"%p", own))
            assert not re.match(rb"HTTP/1\.[01] 5", answer), answer[:300]
            assert not [secret for secret in unsaid if secret in answer]

        one()
        assert answered(port, b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n", 10).startswith(b"HTTP/1.0 403")
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
        assert {line.partition("UTC  127.0.0.1  ")[2] for line in told.splitlines()} <= SAID
