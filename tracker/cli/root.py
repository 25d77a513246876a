"""The command group, its options, and its commands, each loaded only when it is called."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click

from tracker import __version__
from tracker.cli.session import Session

#: Command → module that holds it; the help's order.
COMMANDS = {
    "demo": "tracker.cli.demo_command",
    "init": "tracker.cli.init_command",
    "check": "tracker.cli.check_command",
    "plan": "tracker.cli.plan_command",
    "update": "tracker.cli.update_command",
    "template": "tracker.cli.template_command",
    "import": "tracker.cli.import_command",
    "due": "tracker.cli.due_command",
    "status": "tracker.cli.status_command",
    "figures": "tracker.cli.figures_command",
    "compare": "tracker.cli.compare_command",
    "report": "tracker.cli.report_command",
    "history": "tracker.cli.history_command",
    "redact": "tracker.cli.redact_command",
    "verify": "tracker.cli.verify_command",
    "serve": "tracker.cli.serve_command",
    "backup": "tracker.cli.backup_command",
    "export": "tracker.cli.export_command",
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the help's order; none is imported."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, imported now; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = module.command
        return command


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--db",
    type=click.Path(path_type=Path, readable=False),
    help="The database [TRACKER_DB, else ./tracker.db].",
)
@click.option("--as", "user", help="Who works here [TRACKER_USER, else the system's user].")
@click.version_option(__version__, prog_name="tracker")
@click.pass_context
def tracker(ctx: click.Context, db: Path | None, user: str | None) -> None:
    """Track an action plan, force by force.

    Without a command it opens the board; without a terminal it prints the status.

    \b
    Example:
      tracker demo
    """
    ctx.obj = Session(
        db=db or Path(os.environ.get("TRACKER_DB") or "tracker.db"),
        user=user or os.environ.get("TRACKER_USER") or _system_user(),
    )
    if ctx.invoked_subcommand is None:
        ctx.obj.open_board_or_print()


def _system_user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
