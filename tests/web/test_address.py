"""Where the tracker is served, and which requests are its own."""

from __future__ import annotations

import socket

import pytest

from tracker.web.address import Address, AddressError

HERE = Address("127.0.0.1", 8000)
BEHIND = Address("127.0.0.1", 8000, "https://Tracker.example.org")


@pytest.mark.parametrize(
    ("host", "is_public"),
    [
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("::1", False),
        ("localhost", False),
        ("0.0.0.0", True),
        ("::", True),
        ("192.168.1.5", True),
        ("::ffff:127.0.0.1", True),
        ("127.1", True),
        ("localhost.example.org", True),
        ("", True),
    ],
)
def test_what_is_not_surely_this_machine_alone_is_public(host: str, is_public: bool) -> None:  # noqa: FBT001
    assert Address(host, 8000).is_public is is_public


def test_a_reverse_proxy_makes_it_public_though_it_listens_here() -> None:
    assert BEHIND.is_public
    assert BEHIND.is_secure
    assert not Address("127.0.0.1", 8000, "http://localhost:9000").is_public


@pytest.mark.parametrize("header", ["127.0.0.1:8000", "localhost:9000", "LOCALHOST", "[::1]:8000"])
def test_the_names_of_this_machine_are_allowed_on_any_port_as_a_tunnel_has_it(header: str) -> None:
    assert HERE.allows_host(header)


@pytest.mark.parametrize(
    "header",
    ["", "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "x@127.0.0.1", "[::1", "10.0.0.1"],
)
def test_a_name_that_was_made_to_point_here_is_not(header: str) -> None:
    assert not HERE.allows_host(header)


def test_in_public_numbers_and_own_names_are_allowed_and_no_other() -> None:
    public = Address("0.0.0.0", 8000)
    assert public.allows_host("192.168.1.5:8000")
    assert public.allows_host(socket.gethostname())
    assert not public.allows_host("evil.example:8000")
    assert BEHIND.allows_host("tracker.example.org")
    assert BEHIND.allows_host("127.0.0.1:8000")
    assert not BEHIND.allows_host("evil.example")


def test_the_origin_is_the_host_asked_for_or_the_proxys() -> None:
    assert HERE.origin("localhost:9000") == "http://localhost:9000"
    assert HERE.websocket("localhost:9000") == "ws://localhost:9000/ws"
    assert BEHIND.origin("127.0.0.1:8000") == "https://tracker.example.org"
    assert BEHIND.websocket("127.0.0.1:8000") == "wss://tracker.example.org/ws"
    assert BEHIND.link() == "https://tracker.example.org/"
    assert Address("::1", 8000).link() == "http://[::1]:8000/"


@pytest.mark.parametrize(
    "url",
    [
        "tracker.example.org",
        "ftp://x.org",
        "https://",
        "https://x.org/board",
        "https://x.org?a",
        "https://u@x.org",
        "https://x.org:port",
    ],
)
def test_an_url_that_is_no_site_is_refused(url: str) -> None:
    with pytest.raises(AddressError, match="write it without a path"):
        Address("127.0.0.1", 8000, url).check()
