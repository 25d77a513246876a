"""One person's session: ``python -m tracker.web.session DATABASE [--read-only]``, started by the server."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: What a browser draws, whatever the terminal of the server can.
_ENVIRONMENT = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
#: What a person set for a terminal of their own, or for themselves.
_NOT_FOR_BROWSERS = ("NO_COLOR", "TRACKER_USER", "TRACKER_PASSWORD", "TRACKER_PREFERENCES", "LC_ALL")


def main(words: list[str]) -> None:
    """Open the database and run the application until the browser leaves."""
    os.environ.update(_ENVIRONMENT)
    for name in _NOT_FOR_BROWSERS:
        os.environ.pop(name, None)
    from tracker.tui.start import loaded_for_good
    from tracker.workspace import TrackerError, Workspace

    try:
        workspace = Workspace.open(Path(words[0]), "", read_only="--read-only" in words[1:])
    except TrackerError as error:
        sys.exit(str(error))
    with workspace:
        with loaded_for_good():
            from tracker.tui.in_browser import BrowserApp

            app = BrowserApp(workspace, server=os.getppid())
        app.run()


if __name__ == "__main__":
    main(sys.argv[1:])
