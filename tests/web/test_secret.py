"""The secret that lets people in: where it may come from, and the pass that it gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.web.secret import PASS_SECONDS, Passes, Secret, SecretError, given_password


def test_without_a_password_a_token_is_made_that_nobody_guesses() -> None:
    first, second = Secret(), Secret()
    assert first.token is not None
    assert second.token is not None
    assert len(first.token) >= 43
    assert first.token != second.token
    assert first.is_said(first.token)
    assert not first.is_said(second.token)
    assert not first.is_said("")


def test_with_a_password_there_is_no_token() -> None:
    secret = Secret("grüne Wälder 1912")
    assert secret.token is None
    assert secret.is_said("grüne Wälder 1912")
    assert not secret.is_said("grüne Wälder 1913")
    assert not secret.is_said("\ud800")


def test_a_password_in_the_environment_is_taken_out_of_it() -> None:
    environ = {"TRACKER_PASSWORD": "correct horse battery", "HOME": "/root"}
    assert given_password(None, environ) == "correct horse battery"
    assert environ == {"HOME": "/root"}
    assert given_password(None, environ) is None


def test_a_password_in_a_file_comes_first_and_the_other_goes_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("from the file, long\nand a remark\n")
    file.chmod(0o600)
    environ = {"TRACKER_PASSWORD": "from the environment"}
    assert given_password(file, environ) == "from the file, long"
    assert environ == {}


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (b"long enough to be one", 0o644, "chmod 600"),
        (b"long enough to be one", 0o640, "chmod 600"),
        (b"short", 0o600, "take 12 or more"),
        (b"\n", 0o600, "holds no password"),
        (b"", 0o600, "holds no password"),
        (b"\xff\xfe", 0o600, "not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_a_secret_is_refused(
    content: bytes, mode: int, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_bytes(content)
    file.chmod(mode)
    with pytest.raises(SecretError, match=said):
        given_password(file, {})


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SecretError, match="cannot be read: No such file"):
        given_password(tmp_path / "none", {})
    with pytest.raises(SecretError, match="not a file"):
        given_password(tmp_path, {})


def test_a_pass_is_good_for_twelve_hours_and_for_its_server_alone() -> None:
    passes = Passes()
    given = passes.issue(1000.0)
    assert passes.is_good(given, 1000.0)
    assert passes.is_good(given, 1000.0 + PASS_SECONDS - 1)
    assert not passes.is_good(given, 1000.0 + PASS_SECONDS)
    assert not Passes().is_good(given, 1000.0)


@pytest.mark.parametrize("changed", ["", ".", "9", "99999999999.", "x.y", "\ud800.\ud800", "é.é"])
def test_what_is_no_pass_lets_nobody_in(changed: str) -> None:
    assert not Passes().is_good(changed, 0.0)


def test_the_hours_of_a_pass_cannot_be_written_over() -> None:
    passes = Passes()
    until, _, signature = passes.issue(0.0).partition(".")
    assert not passes.is_good(f"{int(until) + 1}.{signature}", 0.0)
