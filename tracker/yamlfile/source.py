"""Reading YAML safely: bounded in size, depth and expansion, no tags, no duplicate keys, places kept.

YAML 1.2, so that ``no`` is the word no. What comes out is plain data (maps, lists, text, numbers, dates)
and the line and column of every key and value.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from tracker.domain.fields import quoted

if TYPE_CHECKING:
    from ruamel.yaml.error import StreamMark

    from tracker.yamlfile.problems import Place, Report

LARGEST_FILE = 1024 * 1024
MOST_NODES = 40_000
MOST_ALIASED = 20_000
DEEPEST = 12
_TOO_MUCH = (
    "The file expands to too much: use fewer aliases (“*name”) and entries, and CSV files for figures by "
    "force."
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIRECTIVE = re.compile(r"^%[A-Za-z].*$", re.MULTILINE)
_PREFIX = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_PREFIX + name for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")}


def decode(content: bytes, report: Report) -> str:
    """The text of a file; the report says why it is none."""
    if len(content) > LARGEST_FILE:
        report.add((), f"The file has {len(content):,} bytes; at most {LARGEST_FILE:,}.")
        report.raise_any()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        report.where[()] = (line, column)
        report.add((), f"The file is not UTF-8 text (byte {error.start + 1:,}): save it as UTF-8.")
    report.raise_any()
    return ""


def read_yaml(text: str, report: Report) -> Any:
    """The document as plain data; ``report.where`` gets the place of every key and value."""
    directive = _DIRECTIVE.search(text)
    if directive:
        report.where[()] = (text.count("\n", 0, directive.start()) + 1, 1)
        report.add((), f"Files here are YAML 1.2 without directives: leave “{quoted(directive[0])}” out.")
        report.raise_any()
    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.Composer = _BoundedComposer
        nodes = list(yaml.compose_all(text))
    except _TooMuchError as error:
        report.where[()] = (error.mark.line + 1, error.mark.column + 1)
        report.add((), _TOO_MUCH)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark is not None:
            report.where[()] = (mark.line + 1, mark.column + 1)
        report.add((), f"This is not YAML: {error.problem or error.context}.")
    except (YAMLError, ValueError, OverflowError) as error:
        report.add((), f"This is not YAML: {quoted(str(error))}.")
    except RecursionError:
        report.add((), f"The file is nested too deeply; at most {DEEPEST} levels.")
    report.raise_any()
    if not nodes or nodes[0] is None:
        report.add((), "The file is empty.")
    elif len(nodes) > 1:
        report.where[()] = _mark(nodes[1])
        report.add((), "The file holds several documents (“---”): keep one.")
    report.raise_any()
    return _Walker(report).walk(nodes[0], (), 0)


class _TooMuchError(Exception):
    """There is more in the file than is read; ``mark`` is where."""

    def __init__(self, mark: StreamMark) -> None:
        super().__init__()
        self.mark = mark


class _BoundedComposer(Composer):
    """Makes nodes of a text, and stops where there are too many: ten thousand take half a second."""

    def __init__(self, loader: Any) -> None:
        super().__init__(loader)
        self.warn_double_anchors = False  # YAML allows it: the latest one counts
        self._made = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One node, counted before it is made."""
        self._made += 1
        if self._made > MOST_NODES:
            raise _TooMuchError(self.parser.peek_event().start_mark)
        return super().compose_node(parent, index)


class _Stop(Exception):  # noqa: N818 - a way out of the walk, not an error of its own
    """Enough has been seen."""


class _Walker:
    """Turns the node graph into data, counting what aliases expand to."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._nodes = 0
        self._aliased = 0
        self._seen: set[int] = set()

    def walk(self, node: Node, place: Place, depth: int) -> Any:
        if depth == 0:
            try:
                return self._value(node, place, depth)
            except _Stop:
                self._report.raise_any()
        return self._value(node, place, depth)

    def _value(self, node: Node, place: Place, depth: int) -> Any:
        self._report.where.setdefault(place, _mark(node))
        self._count(node, place, depth)
        if node.tag not in _PLAIN_TAGS:
            self._report.add(place, f"Tags such as “{quoted(str(node.tag))}” are not used here.")
            return None
        if isinstance(node, MappingNode):
            return self._map(node, place, depth)
        if isinstance(node, SequenceNode):
            return [self._value(item, (*place, i), depth + 1) for i, item in enumerate(node.value)]
        return self._scalar(node, place)

    def _count(self, node: Node, place: Place, depth: int) -> None:
        self._nodes += 1
        self._aliased += id(node) in self._seen
        self._seen.add(id(node))
        if depth > DEEPEST:
            self._report.add(place, f"This is nested too deeply; at most {DEEPEST} levels.")
            raise _Stop
        if self._nodes > MOST_NODES or self._aliased > MOST_ALIASED:
            self._report.add(place, _TOO_MUCH)
            raise _Stop

    def _map(self, node: MappingNode, place: Place, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                self._report.where[*place, "?"] = _mark(key)
                self._report.add((*place, "?"), "A key is a word, not a list or a map.")
                continue
            name = str(key.value)
            inner = (*place, name)
            if name in made:
                self._report.where[*inner, "again"] = _mark(key)
                message = f"The key “{quoted(name)}” stands twice, first on line {first[name]}: keep one."
                self._report.add((*inner, "again"), message)
                continue
            self._report.where[inner] = _mark(key)
            first[name] = _mark(key)[0]
            made[name] = self._value(value, inner, depth + 1)
        return made

    def _scalar(self, node: Node, place: Place) -> Any:
        kind, text = str(node.tag).removeprefix(_PREFIX), str(node.value)
        if kind == "null":
            return None
        if kind == "bool":
            return text.casefold() == "true"
        if kind == "timestamp" and _DATE.fullmatch(text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                self._report.add(place, f"“{text}” is not a day of the calendar.")
                return None
        if kind in ("int", "float"):
            return _number(text)
        return text


def _number(text: str) -> int | float | str:
    """An ordinary decimal number; anything else (1_000, 0x1F, .inf) stays the text it is."""
    if re.fullmatch(r"[+-]?\d{1,18}", text):
        return int(text)
    if re.fullmatch(r"[+-]?(\d{1,18}\.\d*|\.\d+)", text):
        return float(text)
    return text


def _mark(node: Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
