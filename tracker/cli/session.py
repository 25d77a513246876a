"""What every command shares: the database it works on, who works, and how words become dates."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from tracker.domain.errors import FieldError
from tracker.domain.fields import date_in
from tracker.domain.when import Named, when_in
from tracker.domain.words import shown

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from tracker.domain.when import When
    from tracker.workspace import Workspace


@dataclass(frozen=True)
class Session:
    """The database and the person, as the options and the environment name them."""

    db: Path
    user: str

    def open(self) -> Workspace:
        """Open the database, and say on stderr what is to be known of it."""
        from tracker.workspace import Workspace

        return Workspace.open(self.db, self.user, tell=_say)

    def tell_of_place(self) -> None:
        """Say on stderr where the folder of a database that was just made is not a safe one."""
        from tracker.workspace.place import place_warning

        warning = place_warning(self.db)
        if warning:
            _say(warning)

    def open_board_or_print(self, *, is_demo: bool = False) -> None:
        """The board where a person can see it, else the status; of a demo with the tour, the first time."""
        with self.open() as workspace:
            if is_terminal():
                from tracker.tui.start import loaded_for_good

                with loaded_for_good():
                    from tracker.tui.app import TrackerApp
                    from tracker.tui.draft_files import DraftFiles
                    from tracker.tui.preference_file import PreferenceFile

                    app = TrackerApp(
                        workspace,
                        preference_file=PreferenceFile.of_this_person(),
                        draft_files=DraftFiles.of_this_person(self.db, self.user),
                        is_demo=is_demo,
                    )
                app.run()
            else:
                from tracker.cli.status_text import print_status

                print_status(workspace.board(), by="force")


def _say(sentence: str) -> None:
    click.echo(shown(sentence), err=True)


def is_terminal() -> bool:
    """Whether the board can be drawn and keys can be read."""
    has_terminal = sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()
    return has_terminal and os.environ.get("TERM") != "dumb"


def can_ask() -> bool:
    """Whether a person is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


class Day(click.ParamType["date"]):
    """A date option, written 2015-09-30."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a sentence with the accepted form."""
        try:
            return date_in(str(value))
        except FieldError as error:
            self.fail(str(error), param, ctx)


class Moment(click.ParamType["When"]):
    """A day in words: 2015-09-30, today, last-council, council:2015-07-16; which day it is, a plan says."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> When:
        """The day in words, or a sentence with the accepted forms."""
        try:
            return when_in(str(value))
        except FieldError as error:
            self.fail(str(error), param, ctx)


def day_of(workspace: Workspace, when: When | None) -> date | None:
    """The day that an option names, None where it was not given."""
    return workspace.day(when) if when else None


def instant_of(workspace: Workspace, when: When | None) -> datetime | None:
    """The last instant of the day that a ``--known-at`` names, be it a date or a council; None means now."""
    from tracker.workspace import end_of_day

    return end_of_day(workspace.day(when)) if when and when.word is not Named.NOW else None
