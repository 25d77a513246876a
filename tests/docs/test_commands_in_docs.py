"""docs/commands.md names every command and every option; a page that shows a command shows a real one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.docs.pages import PAGES, code_spans, text_of, words_of_commands
from tracker.cli.root import COMMANDS, tracker
from tracker.reports.formats import FORMATS


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those below ``plan`` too."""
    for name in COMMANDS:
        command = tracker.get_command(click.Context(tracker), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {below}", each) for below, each in command.commands.items())
        else:
            yield name, command


ALL = dict(commands())
PAGE = text_of("docs/commands.md")


def named_with(name: str) -> str:
    """What the page says beside a command: the code of its rows in the table, its section, and what holds
    of every command."""
    rows = [
        row for row in PAGE.splitlines() if row.startswith("| `tracker") and re.search(rf"\b{name}\b", row)
    ]
    return "\n".join(rows)


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_every_option_is_in_the_page_of_commands(name: str) -> None:
    said = named_with(name)
    assert said, f"no row of docs/commands.md has “tracker {name}”"
    options = {option for each in ALL[name].params if isinstance(each, click.Option) for option in each.opts}
    everywhere = PAGE.partition("## Output")[2].partition("| exit code")[0]
    missing = {each for each in options if not re.search(rf"{each}\b", said + everywhere)}
    assert missing == set()


def test_the_options_before_a_command_and_the_variables_are_in_the_page() -> None:
    for option in (option for each in tracker.params for option in each.opts):
        assert option in PAGE


@pytest.mark.parametrize("name", ["", *ALL])
def test_the_help_of_every_command_has_an_example(name: str) -> None:
    command = ALL[name] if name else tracker
    assert command.help is not None
    examples = command.help.partition("Example")[2]
    assert f"tracker {name}".strip() in " ".join(examples.split()) or f" {name} " in examples


@pytest.mark.parametrize("name", ALL)
def test_every_option_says_what_it_is_for(name: str) -> None:
    silent = [
        option.opts
        for option in ALL[name].params
        if isinstance(option, click.Option) and not option.help and not isinstance(option.type, click.Choice)
    ]
    assert silent == []


def test_every_format_of_a_report_is_named() -> None:
    assert [name for name in FORMATS if name not in named_with("report")] == []


def shown_commands() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if page.name == "CHANGELOG.md":
            continue
        text = page.read_text(encoding="utf-8")
        for typed in words_of_commands(text):
            yield page.name, typed
        for span in code_spans(text):
            if span.startswith("tracker ") and not re.search(r"[…\[\]|]|[A-Z]{2,}| PLAN| A B\b", span):
                yield page.name, span


@pytest.mark.parametrize(("page", "typed"), sorted(set(shown_commands())))
def test_a_command_that_a_page_shows_can_be_read(page: str, typed: str, tmp_path: Path) -> None:
    words = shlex.split(re.split(r" [|>] | && ", typed)[0], comments=True)[1:]
    while words and words[0] in {"--db", "--as"}:
        words = words[2:]
    if not words or words[0].startswith("--"):
        return
    name = " ".join(words[:2]) if words[0] == "plan" and len(words) > 1 else words[0]
    if name in {"plan", *ALL} and len(words) == len(name.split()):
        return  # a command that is spoken of
    command = ALL[name]
    try:
        command.make_context(name, words[len(name.split()) :], obj=None)
    except click.UsageError as error:
        # A file that only the reader has is no fault of the page.
        assert "does not exist" in error.message, f"{page}: {typed}: {error.message}"
