"""Links between the pages, and the paths that they name, lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, code_spans, sections

#: Pages that name files of the project, each from the root.
NAMING = ("CONTRIBUTING.md", "docs/architecture.md", "docs/testing.md")
PATH = re.compile(
    r"(?:tracker|tests|docs|plans|fixtures|benchmarks|\.ci)/[\w./{},*-]*|[A-Z]+\.md|[\w-]+\.toml"
)


def links() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                yield page, target


@pytest.mark.parametrize(("page", "target"), sorted(set(links())), ids=lambda each: Path(each).name)
def test_a_link_leads_to_a_file_and_to_a_heading_of_it(page: Path, target: str) -> None:
    name, _, anchor = target.partition("#")
    file = (page.parent / name) if name else page
    assert file.exists(), f"{page.name}: {target}"
    if anchor:
        assert anchor in {each.anchor for each in sections(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", NAMING)
def test_every_path_that_a_page_names_is_there(name: str) -> None:
    page = (ROOT / name).read_text(encoding="utf-8")
    named = {span for span in code_spans(page) if PATH.fullmatch(span)}
    assert len(named) > 3
    assert {path for path in named if not there(path)} == set()


def there(path: str) -> bool:
    """Whether a path is there; braces stand for several of which each must be, a star for any."""
    if brace := re.search(r"\{(.*?)\}", path):
        return all(there(path.replace(brace[0], part, 1)) for part in brace[1].split(","))
    return any(ROOT.glob(path.rstrip("/")))
