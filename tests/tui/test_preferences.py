"""Preferences: by key, file and environment; a bad file never stops the start, and nothing in it is lost."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.domain.status import Status
from tracker.tui.app import TrackerApp
from tracker.tui.ascii_signs import AsciiSigns
from tracker.tui.choices import Cells, Density, Drafts, Signs, Sort, Tour
from tracker.tui.preference_file import PreferenceFile, UnkeptError
from tracker.tui.preferences import CHOICES, Preferences, from_toml, with_environment
from tracker.tui.terminal import has_signs, look_of
from tracker.tui.themes import DARK, LOOKS, MONOCHROME, TERMINAL
from tracker.workspace import Workspace

names = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=12)
preferences = st.builds(
    Preferences,
    theme=st.sampled_from(CHOICES["theme"]),
    density=st.sampled_from(Density),
    signs=st.sampled_from(Signs),
    sort=st.sampled_from(Sort),
    cells=st.sampled_from(Cells),
    drafts=st.sampled_from(Drafts),
    tour=st.sampled_from(Tour),
    folded=st.lists(names, max_size=5).map(tuple),
)


@given(preferences)
def test_what_is_written_is_read_again(chosen: Preferences) -> None:
    assert from_toml(chosen.toml()) == (chosen, [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('theme = "drak"', "theme cannot be “drak”: did you mean dark. It is one of auto, dark, light"),
        ("density = 3", "density cannot be anything but a word. It is one of compact, comfortable."),
        ('thme = "dark"', "thme is not a preference: did you mean theme."),
        ('folded = "Wales"', "folded is a list of regions, as in [“Wales”, “London”]."),
        ("theme = dark", "it is not TOML: Invalid value (at line 1, column 9). A line of it reads"),
        ('theme = "[/red]\\u001b[0m"', "theme cannot be “[/red][0m”"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_is_taken(text: str, said: str) -> None:
    taken, problems = from_toml(text + '\nsort = "name"\n')
    assert said in problems[0]
    assert taken.theme == "auto"
    assert taken.sort is (Sort.REGION if "TOML" in problems[0] else Sort.NAME)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text('theme = "light"\nsort = "size"\n')
    taken, problems = PreferenceFile(
        path, {"TRACKER_THEME": "contrast", "TRACKER_FOLDED": "Wales, London"}
    ).read()
    assert (taken.theme, taken.sort, taken.folded) == ("contrast", Sort.SIZE, ("Wales", "London"))
    assert problems == []
    _, problems = with_environment(taken, {"TRACKER_SIGNS": "asci"})
    assert problems == [
        "TRACKER_SIGNS cannot be “asci”: did you mean ascii. It is one of auto, unicode, ascii."
    ]


def test_a_kept_preference_leaves_the_others_and_a_link_as_they_are(tmp_path: Path) -> None:
    kept, link = tmp_path / "dotfiles" / "p.toml", tmp_path / "new" / "preferences.toml"
    kept.parent.mkdir()
    kept.write_text('sort = "size"\n')
    link.parent.mkdir()
    link.symlink_to(kept)
    file = PreferenceFile(link, {})
    assert file.keep("theme", "light") == ""
    assert link.is_symlink()
    assert asdict(file.read()[0]) == asdict(Preferences(theme="light", sort=Sort.SIZE))
    assert list(kept.parent.iterdir()) == [kept], "no draft is left"
    assert kept.stat().st_mode & 0o077 == 0


def test_a_file_with_a_mistake_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text('theme = "drak"  # my own\n')
    with pytest.raises(UnkeptError, match="is not written over"):
        PreferenceFile(path, {}).keep("density", Density.COMFORTABLE)
    assert path.read_text() == 'theme = "drak"  # my own\n'


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda p: p.write_bytes(b"\xff\xfe"), lambda p: p.write_text("#" * 70_000)]
)
def test_anything_in_the_files_place_gets_a_sentence(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "p.toml")
    taken, problems = PreferenceFile(tmp_path / "p.toml", {}).read()
    assert taken == Preferences()
    assert str(tmp_path / "p.toml") in problems[0]


def test_the_environment_names_another_file(tmp_path: Path) -> None:
    file = PreferenceFile.of_this_person({"TRACKER_PREFERENCES": str(tmp_path / "mine.toml")})
    file.keep("theme", "light")
    assert tomllib.loads((tmp_path / "mine.toml").read_text())["theme"] == "light"


@pytest.mark.parametrize("colours", ["standard", "256", "truecolor"])
def test_the_look_suits_the_terminal(colours: str) -> None:
    assert look_of(colours) is (TERMINAL if colours == "standard" else DARK)
    assert look_of(None) is MONOCHROME


def test_signs_are_drawn_where_font_and_encoding_have_them() -> None:
    assert has_signs("xterm-256color", "UTF-8")
    assert has_signs("tmux-256color", "utf8")
    assert not has_signs("linux", "utf-8")
    assert not has_signs("vt100", "utf-8")
    assert not has_signs("xterm", "iso8859-1")


@given(st.text(max_size=20))
def test_ascii_signs_are_ascii_and_as_wide_as_before(text: str) -> None:
    from rich.cells import cell_len

    (found,) = AsciiSigns().apply([Segment(text)], Color(0, 0, 0))
    assert found.text.isascii()
    assert cell_len(found.text) == cell_len(text) or any(ord(c) < 32 or ord(c) == 127 for c in text)


def test_no_two_statuses_have_one_sign_and_letter_in_ascii() -> None:
    shown = [AsciiSigns().apply([Segment(s.sign + s.letter())], Color(0, 0, 0))[0].text for s in Status]
    assert len(set(shown)) == len(shown)


def kept_app(db: Path, path: Path) -> tuple[TrackerApp, Workspace]:
    workspace = Workspace.open(db, "lead", lambda: LOADED)
    return TrackerApp(workspace, preference_file=PreferenceFile(path, {})), workspace


async def test_keys_go_through_the_looks_and_keep_the_last(strength_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "preferences.toml"
    path.parent.mkdir()
    path.write_text('theme = "terminal"\n')
    app, workspace = kept_app(strength_db, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        seen = []
        for _ in LOOKS:
            await pilot.press("T")
            await settled(pilot)
            seen.append(app.theme)
        assert seen == list(LOOKS)
        await pilot.press("D", "S", "S")
        await settled(pilot)
    workspace.close()
    assert PreferenceFile(path, {}).read()[0] == Preferences("terminal", Density.COMFORTABLE, Signs.ASCII)


async def test_a_bad_file_is_a_notice_and_the_board_opens(strength_db: Path, tmp_path: Path) -> None:
    path = tmp_path / "preferences.toml"
    path.write_text("theme = [/red]")
    app, workspace = kept_app(strength_db, path)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        (notice,) = app._notifications
        assert str(path) in notice.message
        assert "not TOML" in notice.message
    workspace.close()
    assert path.read_text() == "theme = [/red]"
