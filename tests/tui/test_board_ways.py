"""Ways of looking at the board: fold, sort, filter, exceptions, jump, density; and it never lies in short."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.widgets import Static

from tests.conftest import SMALL_PLAN
from tests.tui.conftest import settled
from tests.tui.test_board import grid_lines, panel
from tracker.domain.movement import Kind
from tracker.domain.rollup import roll_up
from tracker.domain.status import Status
from tracker.domain.when import Look
from tracker.tui.app import TrackerApp
from tracker.tui.badge import badge, counts_words
from tracker.tui.choices import Density, Sort
from tracker.tui.preferences import Preferences
from tracker.tui.screens.force import ForceScreen
from tracker.tui.widgets.distinct import distinct
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.narrowing import is_exception, jump
from tracker.tui.widgets.sheet import edged
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]
Demo = Callable[[str], Path]


def keys_shown(app: TrackerApp) -> str:
    return app.screen.query_one(KeyBar).render_line(0).text


def heading(app: TrackerApp) -> str:
    return str(app.screen.query_one("#heading", Static).render())


async def test_a_region_folds_to_a_line_and_is_remembered(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(120, 34)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        await pilot.press("up")
        await settled(pilot)
        assert "Fold" in keys_shown(app)
        assert "Update" not in keys_shown(app), "there is no cell to update on a heading"
        assert "East Midlands" in panel(app)
        assert app.board.by_region["East Midlands"].reason in panel(app)
        await pilot.press("space")
        await settled(pilot)
        assert "derbyshire" not in grid.forces
        assert any(line.startswith("▸ East Midlands") for line in grid_lines(app))
        assert list(app.preferences.folded) == ["East Midlands"]
        await pilot.press("enter")
        await settled(pilot)
        assert "derbyshire" in grid.forces
        assert not app.preferences.folded


async def test_forces_are_sorted_by_region_name_size_status_and_movement(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        forces = app.board.forces
        for sort in (Sort.NAME, Sort.SIZE, Sort.STATUS, Sort.MOVEMENT, Sort.REGION):
            await pilot.press("s")
            await settled(pilot)
            assert app.preferences.sort is sort
            shown = grid.forces
            assert sorted(shown) == sorted(forces)
            if sort is Sort.NAME:
                assert shown == sorted(shown, key=lambda slug: forces[slug].name)
            if sort is Sort.SIZE:
                assert [shown[0], shown[-1]] == ["metropolitan", "city-of-london"]
            if sort is Sort.STATUS:
                reds = [app.board.by_force[slug].status is Status.RED for slug in shown]
                assert reds == sorted(reds, reverse=True)
            assert (sort is Sort.REGION) == ("Sorted by" not in heading(app))


async def test_the_worst_movers_since_the_council_come_first(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    app.preferences = Preferences(sort=Sort.MOVEMENT)
    async with app.run_test(size=(140, 60)) as pilot:
        await settled(pilot)
        council = max(day for day in app.board.plan.councils if day < app.board.as_of)
        found = app.workspace.compare(Look(council, end_of_day(council)), Look(app.board.as_of))
        grid = app.screen.query_one(Grid)

        def moved(force: str, kind: Kind) -> int:
            return sum(move.force == force and move.kind is kind for move in found.moves)

        net = [moved(force, Kind.IMPROVED) - moved(force, Kind.WORSENED) for force in grid.forces]
        assert net == sorted(net)
        assert len(set(net)) > 1
        assert grid.cell_at_cursor() == (grid.forces[0], "offenders-pursued"), "the worst is under the cursor"
        first = next(line for line in grid_lines(app) if f"↓{moved(grid.forces[0], Kind.WORSENED)}" in line)
        assert app.board.forces[grid.forces[0]].name[:8] in first, "its row says why it is first"
        assert "Sorted by movement since the council of" in heading(app)


async def test_by_movement_where_no_council_was_held_is_by_name_and_says_so(
    open_app: Open, small_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.prefer("sort", Sort.MOVEMENT)
        await settled(pilot)
        assert app.screen.query_one(Grid).forces == ["essex", "gwent", "kent"]
        assert "Sorted by name: no council was held before this day" in heading(app)


async def test_the_next_problem_is_found_in_a_folded_region_too(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        await pilot.press("n")
        await settled(pilot)
        found = grid.cell_at_cursor()
        assert found is not None
        regions = tuple(app.board.by_region)
        app.prefer("folded", regions)
        grid.put_cursor("derbyshire")
        await settled(pilot)
        assert grid.cell_at_cursor() is None, "the cursor stands on the region"
        await pilot.press("home", "up", "n")
        await settled(pilot)
        assert grid.cell_at_cursor() == found
        region = app.board.forces[found[0]].region
        assert app.preferences.folded == tuple(r for r in regions if r != region), "the others stay folded"
        assert any(f"{region} is unfolded." in note.message for note in app._notifications)


async def test_where_nothing_is_in_trouble_the_key_says_so(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.look_from(app.standpoint.on(app.board.plan.starts))
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert any("No cell that is shown is red" in note.message for note in app._notifications)


@pytest.mark.parametrize(
    ("words", "forces", "commitments"),
    [
        ("wal", {"north-wales", "south-wales", "dyfed-powys", "gwent"}, None),
        ("north wales", {"north-wales"}, None),
        ("GMP", {"greater-manchester"}, None),
        ("caid", None, {"caid-in-use"}),
        ("zzz", set(), None),
    ],
)
async def test_the_filter_narrows_with_every_letter(
    open_app: Open, demo_db: Demo, words: str, forces: set[str] | None, commitments: set[str] | None
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        everything = set(grid.forces), {c.id for c in grid.commitments}
        await pilot.press("slash", *words)
        await settled(pilot)
        found = set(grid.forces), {c.id for c in grid.commitments}
        if forces is not None:
            assert found[0] == forces
        if commitments is not None:
            assert commitments <= found[1] < everything[1]
        assert "Nothing matches" in heading(app) or found[0]
        await pilot.press("enter")
        await settled(pilot)
        assert app.focused is grid
        assert (set(grid.forces), {c.id for c in grid.commitments}) == found, "Enter keeps it"
        await pilot.press("escape")
        await settled(pilot)
        assert (set(grid.forces), {c.id for c in grid.commitments}) == everything


async def test_exceptions_only_shows_every_exception_and_no_force_without_one(
    open_app: Open, demo_db: Demo
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "x")
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        exceptions = {key for key, cell in app.board.cells.items() if is_exception(cell)}
        assert set(grid.forces) == {force for force, _ in exceptions}
        assert {c.id for c in grid.commitments} == {commitment for _, commitment in exceptions}
        await pilot.press("x")
        assert len(grid.forces) == len(app.board.plan.forces)


async def test_jump_goes_with_first_letters_and_back_with_escape(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        await pilot.press("f", "k", "e")
        await settled(pilot)
        assert grid.cell_at_cursor() == ("kent", "officer-strength")
        await pilot.press("escape")
        assert grid.cell_at_cursor() == ("derbyshire", "officer-strength")
        await pilot.press("apostrophe", "s", "o", "u", "t", "h", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, ForceScreen)


async def test_letters_mean_a_name_then_a_short_name_then_any_word(open_app: Open, strength_db: Path) -> None:
    board = open_app(strength_db).board
    for letters, slug in (("met", "metropolitan"), ("powys", "dyfed-powys"), ("NYK", "north-yorkshire")):
        assert jump(board, letters) == slug
    assert jump(board, "q") is None


async def test_two_lines_a_force_where_comfortable(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(120, 34)) as pilot:
        await settled(pilot)
        await pilot.press("D")
        await settled(pilot)
        assert app.preferences.density is Density.COMFORTABLE
        lines = grid_lines(app)
        at = next(i for i, line in enumerate(lines) if "Derbyshire" in line)
        assert "% of " in lines[at + 1]
        await pilot.press("end")
        assert any("West Yorkshire" in line for line in grid_lines(app)), "the last row can be seen"


async def test_counts_stand_beside_every_row_and_below_every_column(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(260, 62)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        lines, board = grid_lines(app), app.board
        kent = next(line for line in lines if line.startswith("  Kent"))
        assert counts_words(board.by_force["kent"].counts, four_point=True)[:8] in kent
        counts = next(line for line in lines if line.startswith("  how many"))
        for commitment in board.plan.commitments:
            four_point = commitment.thresholds.four_point
            words = counts_words(board.by_commitment[commitment.id].counts, four_point=four_point)
            assert words[:10] in counts


def test_counts_are_all_the_counts() -> None:
    statuses = [Status.RED, Status.GREEN, Status.RED, Status.EARLY, Status.STALE]
    from tracker.domain.plan import RollupThresholds

    assert counts_words(roll_up(statuses, RollupThresholds()).counts) == "R2 ?1 G1 ·1"


@given(st.lists(st.text("ab …1", max_size=10), max_size=12), st.integers(5, 16))
def test_no_two_headings_look_the_same_and_all_fit(titles: list[str], width: int) -> None:
    found = distinct(tuple(titles), width)
    assert len(set(found)) == len(titles)
    assert all(cell_len(text) <= width for text in found)


def test_what_titles_share_gives_way_first() -> None:
    titles = ("Pursue more offenders", "Pursue more victims", "Protect")
    assert distinct(titles, 9) == ("…offende…", "…victims", "Protect")


async def test_welsh_and_wide_names_line_up(open_app: Open, tmp_path: Path) -> None:
    plan = tmp_path / "wide.yaml"
    names = {"mon": "Ynys Môn", "hen": "警察庁"}
    listed = ", ".join(f"{{slug: {slug}, name: {name}, region: Cymru}}" for slug, name in names.items())
    bodies = f"bodies: [{listed}]\n"
    text = SMALL_PLAN.replace("forces: [kent, essex, gwent]\n", bodies + "forces: [kent, mon, hen]\n")
    plan.write_text(text, encoding="utf-8")
    Workspace.create(tmp_path / "wide.db", plan, "me").close()
    app = open_app(tmp_path / "wide.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert {cell_len(line) for line in grid_lines(app)} == {app.screen.query_one(Grid).size.width}
        await pilot.press("slash", *"ynys mon")
        await settled(pilot)
        assert app.screen.query_one(Grid).forces == ["mon"]


async def test_what_is_not_judged_yet_is_said_and_comes_by_itself(open_app: Open, tmp_path: Path) -> None:
    from benchmarks.plans import ledger

    app = open_app(ledger(tmp_path / "many.db", commitments=60, updates=43 * 60))
    pending = app.board
    async with app.run_test(size=(80, 24)) as pilot:
        assert not pending.is_whole
        grid = app.screen.query_one(Grid)
        grid.show(pending)
        assert "…" in grid.sheet.line(0, 0, None).text, "a roll-up of some cells is not claimed for all"
        await settled(pilot)
        assert app.board.is_whole
        assert grid.board is app.board
        assert "60 early" in panel(app) or app.board.overall.reason in heading(app)


@given(st.sampled_from(list(Status)), st.booleans(), st.integers(6, 24))
def test_the_cursor_hides_no_letter(status: Status, four_point: bool, width: int) -> None:  # noqa: FBT001
    words = badge(status, four_point=four_point)
    found = edged(words, width)
    assert words in found
    assert cell_len(found) == width
