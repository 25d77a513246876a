"""Whatever a person wrote comes out of the Markdown as the text it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tracker.domain.words import one_line
from tracker.reports.markdown_text import escaped, escaped_line

HOSTILE = [
    "# A heading",
    "- a list\n1. another",
    "+ a third",
    "3) a fourth",
    "> a quotation",
    "*stars* and _lines_ and `code` and ~~gone~~",
    "[a link](javascript:alert(1)) ![a picture](x.png)",
    "<script>alert(1)</script> <b>bold</b>",
    "a | table | of | cells",
    "&lt;entity&gt; &amp; &#35;",
    "http://example.org and www.example.org and someone@example.org",
    "back\\slash and trailing\\",
    "{{ template }} {% block %} ${money} $x^2$",
    '=HYPERLINK("x")',
    "---",
    "===",
    "    indented as code",
    "\u202eright to left",
    "a" * 10_000,
]


def read(markdown: str) -> tuple[str, set[str]]:
    """What a reader sees of Markdown: its text, and the kinds of markup in it."""
    tokens = MarkdownIt("gfm-like", {"html": True}).disable("linkify").parse(markdown)
    inline = [child for token in tokens for child in token.children or ()]
    kinds = {token.type for token in tokens} | {child.type for child in inline}
    return "".join(child.content for child in inline), kinds


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_reads_as_it_was_written(text: str) -> None:
    shown = one_line(text)
    seen, kinds = read(escaped_line(shown))
    assert seen.split() == shown.split()
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text"}


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=40))
def test_any_text_reads_as_it_was_written(text: str) -> None:
    seen, kinds = read(escaped_line(text))
    assert seen.split() == text.split()
    assert kinds <= {"paragraph_open", "paragraph_close", "inline", "text"}


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=40))
def test_any_text_stays_in_its_cell_of_a_table(text: str) -> None:
    seen, kinds = read(f"| head | second |\n| --- | --- |\n| x{escaped(text)} | y |")
    assert seen.split() == f"headsecondx{text}y".split() or seen.replace(" ", "") == (
        f"headsecondx{text}y".replace(" ", "")
    )
    assert not kinds & {
        "html_inline",
        "link_open",
        "code_inline",
        "strong_open",
        "em_open",
        "s_open",
        "image",
    }


def test_addresses_are_not_made_links() -> None:
    made = escaped("see http://example.org, www.example.org, a@example.org")
    assert made == "see http\\://example.org, www\\.example.org, a\\@example.org"
