"""Faults to put into a source text: what somebody could have written instead, one change at a time."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
}
OTHER_NAME = {"min": "max", "max": "min", "any": "all", "all": "any"}
#: Parts that say something to a reader or to a type checker, and decide nothing.
SILENT = {"annotation", "returns", "decorator_list"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: its line, what stands there, what stands there instead, and the whole source with it."""

    line: int
    was: str
    now: str
    source: str


def faults_of(source: str) -> Iterator[Fault]:
    """Every fault of a source text, in the order of the text."""
    count = len(_sites(ast.parse(source)))
    for at in range(count):
        tree = ast.parse(source)
        node, change = _sites(tree)[at]
        was = _said(node)
        change()
        yield Fault(_line(node), was, _said(node), ast.unparse(tree))


Site = tuple[ast.AST, Callable[[], None]]


def _said(node: ast.AST) -> str:
    return ast.unparse(node).strip().splitlines()[0]


def _line(node: ast.AST) -> int:
    placed = node.target if isinstance(node, ast.comprehension) else node
    return placed.lineno if isinstance(placed, ast.expr | ast.stmt) else 0


def _sites(tree: ast.AST) -> list[Site]:
    return [site for node in _telling(tree) for site in _changes(node)]


def _telling(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that decide something, parents first."""
    yield node
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    for name, value in ast.iter_fields(node):
        if name in SILENT:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _telling(child)


def _changes(node: ast.AST) -> Iterator[Site]:
    match node:
        case ast.Compare():
            for at, sign in enumerate(node.ops):
                yield node, _put(node.ops, at, OTHER[type(sign)]())
        case ast.BoolOp() | ast.BinOp() | ast.AugAssign() if type(node.op) in OTHER:
            yield node, _set(node, "op", OTHER[type(node.op)]())
        case ast.If() | ast.While() | ast.IfExp() if ast.unparse(node.test) != "TYPE_CHECKING":
            yield node, _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
        case ast.comprehension():
            for at, test in enumerate(node.ifs):
                yield node, _put(node.ifs, at, ast.UnaryOp(ast.Not(), test))
        case ast.Return(value=ast.expr()) if not isinstance(node.value, ast.Constant):
            yield node, _set(node, "value", ast.Constant(None))
        case ast.Constant(value=bool()):
            yield node, _set(node, "value", not node.value)
        case ast.Constant(value=int() | float() as number):
            yield node, _set(node, "value", number + 1)
        case ast.Name(id="min" | "max" | "any" | "all"):
            yield node, _set(node, "id", OTHER_NAME[node.id])
        case ast.UnaryOp(op=ast.USub()):
            yield node, _set(node, "op", ast.UAdd())


def _put(where: list[ast.cmpop] | list[ast.expr], at: int, what: ast.AST) -> Callable[[], None]:
    return lambda: where.__setitem__(at, what)  # type: ignore[call-overload]


def _set(node: ast.AST, name: str, value: object) -> Callable[[], None]:
    return lambda: setattr(node, name, value)
