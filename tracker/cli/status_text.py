"""The board as text: by force, by commitment, by region, or one force's or one commitment's cells."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from tracker.cli.output import Text, badge, drawable, painted, table, terminal_width, wrapped
from tracker.domain.rebaselining_words import board_words, original_words, rebaselined_words
from tracker.domain.status import Status
from tracker.domain.widths import fitted, width_of
from tracker.domain.words import day_words, number, one_line, percent, plural, quantity, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.domain.board import Board, Cell
    from tracker.domain.force import Force
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment, CommitmentId
    from tracker.domain.statistics.figures import Figure

_CELL = 6


def print_status(
    board: Board, by: str, force: Force | None = None, commitment: Commitment | None = None
) -> None:
    """Print the heading and the table that was asked for."""
    click.echo("\n".join(heading(board)))
    click.echo()
    if not board.plan.commitments:
        click.echo("This plan has no commitments yet: add some to the plan file, then “tracker plan apply”.")
    elif force or commitment:
        click.echo(_cells(board, force, commitment))
    elif by == "commitment":
        click.echo(_by_commitment(board))
    elif by == "region":
        click.echo(_by_region(board))
    else:
        click.echo("\n".join(_by_force(board)))


def print_figures(board: Board, figures: Mapping[CommitmentId, Sequence[Figure]]) -> None:
    """Below the table: what all forces would come to where some are missing, and where it is going."""
    said = {
        cid: [f for f in found if f.key == "estimate" or (f.key == "forecast" and f.is_given)]
        for cid, found in figures.items()
    }
    for cid, found in said.items():
        if found and len(said) > 1:
            click.echo(f"\n{shown(board.plan.commitment(cid).title)}")
        for figure in found:
            click.echo(wrapped(f"{figure.name}: {figure.sentence}", "" if len(said) == 1 else "  "))


def heading(board: Board) -> Iterator[str]:
    """What is shown, as of when, known when, under which plan version, and the plan's roll-up."""
    plan = board.plan
    yield f"{shown(plan.title)}  [{shown(plan.marking)}]"
    if plan.illustrative:
        yield "ILLUSTRATIVE DATA: the updates of this plan are made up and are not real returns."
    known = "now" if board.known_at is None else f"at {day_words(board.known_at.date())}"
    version = f"plan version {board.plan_version}"
    if board.before_first_version:
        version += " (the plan was not yet recorded then: its first version stands in)"
    ended = ", the plan's last due date" if plan.commitments and board.as_of == plan.ends else ""
    yield f"As of {day_words(board.as_of)}{ended} · known {known} · {version}"
    if words := board_words(board):
        how = "" if board.as_first_recorded else " --original judges them as it was."
        yield from textwrap.wrap(drawable(words + how), terminal_width(), break_on_hyphens=False)
    overall = board.overall
    yield f"{overall.status.value.upper()}: {overall.reason}"


def _by_force(board: Board) -> Iterator[str]:
    """Forces down, grouped by region; commitments across in blocks that fit the terminal."""
    columns = board.plan.commitments
    names = max(max(width_of(f.name), width_of(f.region) - 2) for f in board.plan.forces) + 1
    room = max((terminal_width() - names - _CELL - 2) // _CELL, 1)
    for start in range(0, len(columns), room):
        block = columns[start : start + room]
        numbers = "".join(fitted(f" {start + i + 1}", _CELL) for i in range(len(block)))
        yield fitted("Force", names + 2) + fitted("All", _CELL) + numbers.rstrip()
        region = None
        for force in board.plan.forces:
            if force.region != region:
                region = force.region
                rollup = board.by_region[region]
                yield _line(region, names + 2, [badge(rollup.status), Text("  " + rollup.reason)])
            cells = [_letters(board, force, commitment) for commitment in block]
            yield _line("  " + force.name, names + 2, [badge(board.by_force[force.slug].status), *cells])
        yield ""
    yield from (f"{i:>3}  {shown(c.title)}" for i, c in enumerate(columns, 1))
    yield ""
    yield legend(board)


def _line(name: str, width: int, cells: Sequence[Text]) -> str:
    drawn = (painted(fitted(c.text, max(_CELL, width_of(c.text))), c.status) for c in cells)
    return (fitted(one_line(name), width) + "".join(drawn)).rstrip()


def _letters(board: Board, force: Force, commitment: Commitment) -> Text:
    cell = board.cell(force.slug, commitment.id)
    if cell is None:
        return Text("")
    mark = badge(cell.assessment.status, four_point=commitment.thresholds.four_point)
    flag = "!" if cell.assessment.flagged else ""
    past = drawable("†") if (force.slug, commitment.id) in board.rebaselined else ""
    return Text(mark.text + flag + past, mark.status)


def legend(board: Board) -> str:
    """Every sign and letter that the board can show, with its meaning."""
    statuses = [s for s in Status if board.plan.four_point or s is not Status.AMBER_RED]
    parts = [f"{badge(s, four_point=board.plan.four_point).text.strip()} {s.meaning}" for s in statuses]
    parts.append("! the force says better than the rule computes")
    if board.rebaselined:
        parts.append(drawable("† re-baselined: made easier since it was first recorded"))
    lines = [""]
    for part in parts:
        if width_of(lines[-1]) + width_of(part) + 2 > terminal_width():
            lines.append("")
        lines[-1] += (", " if lines[-1] else "") + part
    return "\n".join(lines)


def _by_commitment(board: Board) -> str:
    rows: list[list[str | Text]] = []
    for commitment in board.plan.commitments:
        rollup, figure = board.by_commitment[commitment.id], board.national[commitment.id]
        rows.append(
            [
                commitment.id,
                badge(rollup.status, four_point=commitment.thresholds.four_point),
                _figure(figure.value, commitment),
                _figure(figure.expected, commitment),
                percent(figure.performance) if figure.performance is not None else "",
                coverage_words(figure),
                rollup.reason,
            ]
        )
    head = ["Commitment", "Now", "Value", "Expected", "Perf.", "Coverage", "Forces"]
    return table(head, rows, right=frozenset({2, 3, 4}))


def _figure(value: float | None, commitment: Commitment) -> str:
    if value is None:
        return ""
    return number(value) if commitment.is_milestone else quantity(value, commitment.measure.kind)


def coverage_words(figure: NationalFigure) -> str:
    """Coverage by number and by size: "38 of 43 (91% by size)"."""
    coverage = figure.coverage
    if coverage.expected == 1:
        return "reported" if coverage.reported else "not reported"
    share = percent(coverage.by_size)
    return f"{coverage.reported} of {coverage.expected} ({share} by size)"


def _by_region(board: Board) -> str:
    rows: list[list[str | Text]] = [
        [region, badge(rollup.status), plural(_size(board, region), "force"), rollup.reason]
        for region, rollup in board.by_region.items()
    ]
    return table(["Region", "Status", "Forces", "Cells"], rows)


def _size(board: Board, region: str) -> int:
    return sum(force.region == region for force in board.plan.forces)


def chosen(board: Board, force: Force | None, commitment: Commitment | None) -> list[Cell]:
    """The cells of one force, one commitment, both, or all."""
    return [
        cell
        for cell in board.cells.values()
        if (force is None or cell.force == force.slug)
        and (commitment is None or cell.commitment == commitment.id)
    ]


def _cells(board: Board, force: Force | None, commitment: Commitment | None) -> str:
    rows: list[list[str | Text]] = []
    for cell in chosen(board, force, commitment):
        promise = board.plan.commitment(cell.commitment)
        a = cell.assessment
        name = promise.id if force and not commitment else board.forces[cell.force].name
        value = _figure(a.value, promise)
        if a.update is not None and a.update.draft.state is not None:
            value = a.update.draft.state.value
        marks = "".join(f"[{mark}]" for mark in a.update.marks) if a.update else ""
        flag = " ! says better" if a.flagged else ""
        past = board.rebaselined.get((cell.force, cell.commitment))
        if past is not None:
            then = original_words(past, board.originals.get((cell.force, cell.commitment)))
            flag += drawable(f" † {rebaselined_words(past)}; {then}.")
        mark = badge(a.status, four_point=promise.thresholds.four_point)
        rows.append([name, mark, f"{value} {marks}".strip(), _figure(a.expected, promise), a.reason + flag])
    if not rows:
        return "The commitment does not apply to this force."
    first = "Commitment" if force and not commitment else "Force"
    lines = [table([first, "Status", "Value", "Expected", "Reason"], rows, right=frozenset({2, 3}))]
    if commitment is not None and force is None:
        figure = board.national[commitment.id]
        value, goal = _figure(figure.value, commitment) or "none", _figure(figure.expected, commitment)
        against = f" of {goal} expected of them" if goal else ""
        lines += ["", f"National: {value}{against} ({figure.basis.value}); forces: {coverage_words(figure)}."]
    return "\n".join(lines)
