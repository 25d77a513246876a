"""``tracker redact``: take words out of the ledger that it must not hold."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from tracker.cli.output import terminal_width
from tracker.cli.session import can_ask
from tracker.domain.errors import TrackerError
from tracker.domain.personal_data import personal_data_in
from tracker.domain.update import TEXT_FIELDS
from tracker.domain.words import day_words, one_line, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.cli.session import Session
    from tracker.workspace import ToRedact


@click.command(name="redact")
@click.argument("number", type=click.IntRange(min=1))
@click.option(
    "--field",
    "fields",
    type=click.Choice(TEXT_FIELDS),
    multiple=True,
    help="The text to take out; can be given again. Not needed where the entry has one text alone.",
)
@click.option("--reason", required=True, help="Why; kept for good, so without the words themselves.")
@click.option("--yes", is_flag=True, help="Do not ask first. Needed where there is no terminal to ask at.")
@click.pass_obj
def command(session: Session, number: int, fields: tuple[str, ...], reason: str, yes: bool) -> None:
    """Take a text of the update with this ledger NUMBER out of the database for good.

    The file it came in goes with it, where that was kept. Their hashes stay, so that the chain verifies, and
    the history says who took what out, when and why.

    \b
    Example:
      tracker redact 12 --field note --reason "Named a member of staff"
    """
    with session.open() as workspace:
        found = workspace.to_redact(number, fields, reason)
        if found.texts:
            for sentence in _warnings(found, reason):
                click.echo(textwrap.fill(sentence, max(terminal_width(), 60)), err=True)
            if not yes:
                _ask()
        done = workspace.redact(number, fields, reason)
    for entry in done.entries:
        click.echo(f"Redacted as ledger number {entry.seq}, hash {entry.hash[:12]}: the {entry.name}.")
    if not done.entries:
        for earlier in done.done.before:
            click.echo(f"Nothing is left to redact: {one_line(earlier.words)}.")
    if not done.wiped:
        raise _NotWipedError(
            f"{session.db} could not be written anew, so the old words may still stand in unused parts of "
            "it: others have it open, or the disk is full. Close what has it open, and give the command "
            "again."
        )


#: So many other places of the same words are named; the rest are counted.
_MOST_NAMED = 5


class _NotWipedError(TrackerError):
    """The words are out of the ledger, but their bytes may still be in the file."""

    exit_code = 3


def _ask() -> None:
    if not can_ask():
        raise click.UsageError(
            "A redaction cannot be undone: give --yes where there is no terminal to ask at."
        )
    if not click.confirm("This cannot be undone. Redact it?", err=True):
        raise click.exceptions.Abort


def _warnings(found: ToRedact, reason: str) -> Iterator[str]:
    update, draft = found.update, found.update.draft
    texts = " and ".join(
        f"its {field} ({plural(len(text), 'character')})" for field, text in found.texts.items()
    )
    yield (
        f"Ledger number {update.seq}: {draft.force}, {draft.commitment}, as at {day_words(draft.as_at)}, "
        f"recorded on {day_words(update.recorded_at.date())} by {one_line(update.author)}."
    )
    yield f"To be taken out for good: {texts}."
    for name, sha256, size in found.files:
        yield (
            f"The kept file {one_line(name)} ({size:,} bytes, SHA-256 {sha256[:12]}) goes too: it may hold "
            "the same words. Its hash stays; the file itself can no longer be given back."
        )
    for sha256 in found.reports:
        yield f"The words are replaced in the issued report {sha256[:12]} as well."
    if found.elsewhere:
        named = ", ".join(f"{number} ({field})" for number, field in found.elsewhere[:_MOST_NAMED])
        more = len(found.elsewhere) - _MOST_NAMED
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"The same words also stand in ledger number {named}{rest}: they stay there."
    for kind in personal_data_in(reason):
        yield f"The reason seems to hold {kind}. It is kept for good and shown in the history."
    yield "Backups, exports, and papers that are out of the house are not changed by this."
