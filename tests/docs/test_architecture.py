"""docs/architecture.md: its picture is that of the import contract, and it knows every part of the house."""

from __future__ import annotations

import re
import tomllib

from tests.docs.pages import ROOT, text_of

PAGE = text_of("docs/architecture.md")


def test_the_picture_has_the_layers_of_the_contract_in_their_order() -> None:
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract["type"] == "layers")
    picture = re.findall(r"```layers\n(.*?)```", PAGE, re.DOTALL)[0]
    rows = [names for line in picture.splitlines() if (names := re.findall(r"tracker\.\w+", line))]
    assert rows == [layer.split(" | ") for layer in layers]


def test_the_picture_is_straight() -> None:
    picture = re.findall(r"```layers\n(.*?)```", PAGE, re.DOTALL)[0]
    boxed = [line for line in picture.splitlines() if line[0] in "┌├│└"]
    assert len({len(line) for line in boxed}) == 1


def test_every_part_of_the_package_has_its_place_in_the_page() -> None:
    parts = {
        f"tracker/{each.name}{'/' if each.is_dir() else ''}"
        for each in (ROOT / "tracker").iterdir()
        if each.name not in {"__init__.py", "__pycache__"}
    }
    assert {part for part in parts if f"`{part}`" not in PAGE} == set()


def test_every_command_to_make_that_a_page_names_can_be_made() -> None:
    made = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", "docs/testing.md", "docs/benchmarks.md"):
        named = set(re.findall(r"`make ([a-z]+)", text_of(page)))
        assert named <= made, page
