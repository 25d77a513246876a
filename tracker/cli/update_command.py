"""``tracker update``: record one update, or withdraw one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from tracker.cli.output import badge
from tracker.cli.session import Day
from tracker.domain.errors import FieldError
from tracker.domain.fields import colour_in, marks_in, number_in, state_in
from tracker.domain.names import commitment_named, force_named
from tracker.domain.update import Draft
from tracker.domain.words import day_words, shown

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tracker.cli.session import Session

_T = TypeVar("_T")


@click.command(name="update", context_settings={"ignore_unknown_options": False})
@click.argument("force")
@click.argument("commitment")
@click.option(
    "--as-at", type=Day(), required=True, help="The date the value describes, usually a period's end."
)
@click.option("--value", help="The number, in the measure's unit.")
@click.option("--numerator", help="For a rate or a percentage: the part.")
@click.option("--denominator", help="For a rate or a percentage: the whole.")
@click.option("--state", help="For a milestone: not started, in progress or done.")
@click.option("--forecast", type=Day(), help="For a milestone: when it is expected to be done.")
@click.option("--mark", help="Marks: p provisional, e estimated, b break in series, x not available …")
@click.option("--note", help="A sentence for the reader of the board.")
@click.option("--cause", help="Where it is red: why.")
@click.option("--action", help="Where it is red: what is being done.")
@click.option("--back-on-track", type=Day(), help="Where it is red: the date it will be back on track.")
@click.option("--evidence", help="Where the figure can be checked.")
@click.option("--self", "own", help="The force's own colour: complete, green, amber, amber-red or red.")
@click.option("--withdraw", is_flag=True, help="Withdraw what was reported for this date.")
@click.pass_obj
def command(
    session: Session,
    force: str,
    commitment: str,
    as_at: date,
    value: str | None,
    numerator: str | None,
    denominator: str | None,
    state: str | None,
    forecast: date | None,
    mark: str | None,
    note: str | None,
    cause: str | None,
    action: str | None,
    back_on_track: date | None,
    evidence: str | None,
    own: str | None,
    withdraw: bool,
) -> None:
    """Record what FORCE says of COMMITMENT. Saying it again for the same date corrects it.

    \b
    Examples:
      tracker update kent offenders-pursued --as-at 2015-09-30 --value 142
      tracker update gwent caid-in-use --as-at 2015-09-30 --state "in progress" --forecast 2016-02-01
      tracker update kent offenders-pursued --as-at 2015-09-30 --withdraw --note "Counted twice"
    """
    with session.open() as workspace:
        plan, _, _ = workspace.plan()
        chosen_force, chosen_commitment = force_named(plan, force), commitment_named(plan, commitment)
        said = (value, numerator, denominator, state, forecast, mark, own, back_on_track)
        if withdraw and any(word is not None for word in said):
            raise click.UsageError(
                "--withdraw takes back what was said: it goes with --as-at and --note only."
            )
        draft = Draft(
            chosen_force.slug,
            chosen_commitment.id,
            as_at,
            value=_read("--value", value, number_in),
            numerator=_read("--numerator", numerator, number_in),
            denominator=_read("--denominator", denominator, number_in),
            state=_read("--state", state, state_in),
            forecast=forecast,
            marks=_read("--mark", mark, marks_in) or "",
            self_status=_read("--self", own, colour_in),
            back_on_track=back_on_track,
            note=note,
            cause=cause,
            action=action,
            evidence=evidence,
            withdrawal=withdraw,
        )
        done = workspace.record(draft)
    mark_now = badge(done.assessment.status, four_point=chosen_commitment.thresholds.four_point)
    click.echo(
        f"{'Withdrawn' if withdraw else 'Recorded'} as number {done.receipt.seq}, "
        f"hash {done.receipt.hash[:12]}, by {shown(session.user)}."
    )
    where = f"{shown(chosen_force.name)}, {chosen_commitment.id}, as of {day_words(as_at)}"
    click.echo(f"{where}: {mark_now.text.strip()}. {shown(done.assessment.reason)}")


def _read(option: str, text: str | None, parse: Callable[[str], _T]) -> _T | None:
    if text is None:
        return None
    try:
        return parse(text)
    except FieldError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from None
