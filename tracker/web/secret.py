"""The secret that lets people in, and the pass that a browser keeps once it has said it."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import stat
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

#: The variable that holds a password. It is taken out of the environment before anything else is started.
VARIABLE = "TRACKER_PASSWORD"
#: Shortest password.
SHORTEST = 12
#: A larger file holds no password.
_MOST_BYTES = 4096
#: How long a browser need not say the secret again, in seconds.
PASS_SECONDS = 12 * 3600


class SecretError(TrackerError):
    """There is no secret that could be used; says why."""

    exit_code = 2


class Secret:
    """A password that was given, or (None) a token of 256 random bits that is made now."""

    def __init__(self, password: str | None = None) -> None:
        self.token = None if password else secrets.token_urlsafe(32)
        self._digest = _digest(password or self.token or "")

    def is_said(self, words: str) -> bool:
        """Whether these words are it; takes as long for any words."""
        return hmac.compare_digest(_digest(words), self._digest)


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


class Passes:
    """What a browser is given that has said the secret: good for some hours, and for this server alone."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def issue(self, now: float) -> str:
        """A pass from an instant on, in seconds."""
        until = str(int(now) + PASS_SECONDS)
        return f"{until}.{self._sign(until)}"

    def is_good(self, given: str, now: float) -> bool:
        """Whether a pass was given out here and has not run out."""
        until, _, signature = given.partition(".")
        is_ours = hmac.compare_digest(signature.encode("utf-8", "replace"), self._sign(until).encode())
        return is_ours and int(until) > now

    def _sign(self, until: str) -> str:
        return hmac.new(self._key, until.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def given_password(file: Path | None, environ: MutableMapping[str, str] = os.environ) -> str | None:
    """The password in a file, else in the environment, which it is taken out of; None where there is none."""
    set_ = environ.pop(VARIABLE, None)
    password = _in_file(file) if file is not None else (set_ or "").strip()
    if not password:
        return None
    if len(password) < SHORTEST:
        raise SecretError(
            f"The password has {len(password)} characters, and could be guessed: take {SHORTEST} or more."
        )
    return password


def _in_file(file: Path) -> str:
    try:
        mode = file.stat().st_mode
        if not stat.S_ISREG(mode):
            raise SecretError(f"{file} is not a file: write the password into one.")
        if mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SecretError(
                f"Others on this machine can open {file}: make it yours alone, chmod 600 {file}"
            )
        with file.open("rb") as opened:
            lines = opened.read(_MOST_BYTES).decode("utf-8").splitlines()
    except OSError as error:
        raise SecretError(f"{file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SecretError(f"{file} is not UTF-8 text: write the password on its first line.") from None
    if not lines or not lines[0].strip():
        raise SecretError(f"{file} holds no password: write it on the first line.")
    return lines[0].strip()
