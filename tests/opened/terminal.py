"""A real terminal of 80 by 24: the command in a pane of a tmux server of its own."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

#: Until then what is waited for has to be on the screen, in seconds; a busy machine is slow.
DEADLINE = 60.0
_BETWEEN_LOOKS = 0.05


class Terminal:
    """Keys go in as from a keyboard, and the screen is read as a person reads it."""

    def __init__(self, socket: Path, home: Path) -> None:
        self._socket = socket
        self._home = home

    def run(self, *words: str | Path, **environment: str) -> None:
        """Start the real command; when it ends the screen says with which code."""
        kept = {"PATH": os.environ["PATH"], "HOME": str(self._home), "LANG": "C.UTF-8", **environment}
        settings = [f"{name}={value}" for name, value in kept.items()]
        command = shlex.join(["env", "-i", *settings, sys.executable, "-m", "tracker", *map(str, words)])
        size = ("-x", "80", "-y", "24")
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, f"{command}; echo left with $?; exec cat")

    def press(self, *keys: str) -> None:
        """Press keys, as tmux names them."""
        self._tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def screen(self, *, colours: bool = False) -> str:
        """What is on the screen; with ``colours`` the escape sequences too."""
        return self._tmux("capture-pane", "-p", *(["-e"] if colours else []))

    def wait_for(self, *texts: str) -> str:
        """The screen, as soon as all of the texts are on it."""
        until = time.monotonic() + DEADLINE
        while True:
            seen = self.screen()
            if all(text in seen for text in texts):
                return seen
            assert time.monotonic() < until, f"not all of {texts} came:\n{seen}"
            time.sleep(_BETWEEN_LOOKS)

    def close(self) -> None:
        """End the server."""
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], capture_output=True)

    def _tmux(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), *words], capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
