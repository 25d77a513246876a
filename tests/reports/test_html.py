"""The HTML report: one file, nothing from elsewhere, every text as text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.reports.cases import report
from tests.reports.charts.cases import HOSTILE
from tracker.data import register
from tracker.domain.words import shown
from tracker.reports.formats import FORMATS

_VOID = {"meta", "link", "img", "br", "input", "rect", "line", "circle", "path"}


class Page(HTMLParser):
    """A page read back: its tags with their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.tags if name == tag]

    @property
    def words(self) -> str:
        """What is read, the style left out."""
        return " ".join(text for tag, text in self.texts if tag != "style")

    @property
    def style(self) -> str:
        """The style sheet."""
        return "".join(text for tag, text in self.texts if tag == "style")


@pytest.fixture(scope="module")
def text() -> str:
    return FORMATS["html"].render(report()).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(page: Page, text: str) -> None:
    assert {tag for tag, _ in page.tags} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "form",
        "base",
    } == set()
    places = [value for _, attributes in page.tags for name, value in attributes.items() if name == "href"]
    assert places
    assert all(place.startswith("#") for place in places)
    assert "@import" not in page.style
    assert "url(" not in page.style
    assert not re.search(r'\s(?:on\w+|style)="', text)


def test_the_policy_allows_this_style_and_nothing_else(page: Page) -> None:
    (policy,) = (meta["content"] for meta in page.all("meta") if meta.get("http-equiv"))
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_table_has_a_caption_and_heads_with_a_scope(page: Page, text: str) -> None:
    tables = re.findall(r"<table.*?</table>", text, re.DOTALL)
    assert tables
    assert all("<caption" in table or "<details>" in text.partition(table)[0][-60:] for table in tables)
    assert all(head.get("scope") in {"col", "row", "rowgroup"} for head in page.all("th"))


def test_what_scrolls_can_be_reached_by_keyboard_and_has_a_name(page: Page) -> None:
    ids = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    scrolled = [each for each in page.all("div") if each.get("class") == "scrolled"]
    assert scrolled
    assert all(each["tabindex"] == "0" and each["aria-labelledby"] in ids for each in scrolled)


def test_ids_are_unique_and_links_lead_somewhere(page: Page) -> None:
    ids = Counter(attributes["id"] for _, attributes in page.tags if "id" in attributes)
    assert max(ids.values()) == 1
    assert {link["href"][1:] for link in page.all("a")} <= set(ids)


def test_headings_go_down_step_by_step(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_picture_has_its_description_or_is_ornament(page: Page) -> None:
    assert all(svg.get("aria-label") or svg.get("aria-hidden") == "true" for svg in page.all("svg"))
    assert sum(svg.get("role") == "img" for svg in page.all("svg")) == 2


def test_marks_are_read_out_in_words(page: Page) -> None:
    assert "red: off track" in page.words
    assert "the force says better" in page.words


def test_every_force_and_the_marking_are_there(page: Page) -> None:
    assert all(force.name in page.words for force in register().forces)
    assert page.words.count("OFFICIAL") >= 3


def test_hostile_words_come_out_as_words_and_change_nothing() -> None:
    calm = Page(FORMATS["html"].render(report()).decode())
    hostile = Page(FORMATS["html"].render(report(HOSTILE)).decode())
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in calm.tags]
    assert shown(HOSTILE) in hostile.words
    assert "\u202e" not in hostile.words
    assert hostile.style == calm.style


def test_a_hostile_marking_stays_within_its_string_on_printed_pages() -> None:
    page = Page(
        FORMATS["html"].render(replace(report(), marking='OFFICIAL"} body{display:none} </style>\\')).decode()
    )
    assert (
        'content:"OFFICIAL\\22 \\7d  body\\7b display\\3a none\\7d  \\3c \\2f style\\3e \\5c "' in page.style
    )


def test_ten_thousand_characters_and_words_from_right_to_left_are_kept() -> None:
    note = "שלום עולם " + "word " * 2000
    page = Page(FORMATS["html"].render(report(note)).decode())
    assert note in page.words
    said = [dd for dd in page.all("dd") if dd.get("dir") == "auto"]
    assert said


def test_the_same_report_gives_the_same_bytes() -> None:
    assert FORMATS["html"].render(report()) == FORMATS["html"].render(report())
