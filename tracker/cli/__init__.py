"""The ``tracker`` command: parse words, call the workspace, print. Data to stdout, messages to stderr."""

from __future__ import annotations

import io
import os
import sys


def main() -> None:
    """Run the command; every error a person can cause is a sentence and an exit code, never a traceback."""
    try:
        code = _run()
    except OSError as error:
        code = _output_failed(error)
    sys.exit(code)


def _run() -> int:
    import click

    from tracker.cli.root import tracker
    from tracker.domain.errors import TrackerError
    from tracker.domain.words import shown

    try:
        code = tracker.main(standalone_mode=False, prog_name="tracker")
    except click.exceptions.Abort:
        click.echo("Stopped; nothing was left half-written.", err=True)
        code = 130
    except click.ClickException as error:
        said = io.StringIO()
        error.show(said)
        click.echo(shown(said.getvalue()), nl=False, err=True)
        code = error.exit_code
    except TrackerError as error:
        for problem in error.problems:
            click.echo(shown(problem), err=True)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (as with "| head"): not an error, and not a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    return code or 0


def _output_failed(error: OSError) -> int:
    """Standard output or error is a file on a disk that is full: say so where that can still be read."""
    from contextlib import suppress

    from tracker.newfiles import DISK_ERRORS

    if error.errno not in DISK_ERRORS:
        raise error
    with suppress(OSError):
        sys.stderr.write(
            f"What the command prints could not be written: {error.strerror}. "
            "What it was to do may be done: “tracker history” says what was recorded.\n"
        )
        sys.stderr.flush()
    for stream in (sys.stdout, sys.stderr):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    return 3
