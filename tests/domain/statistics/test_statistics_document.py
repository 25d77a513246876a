"""docs/statistics.md: its examples are run, and it has every method with its source."""

from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module
from pathlib import Path

from tracker.domain import statistics
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.methods import METHODS

DOCUMENT = (Path(__file__).parents[3] / "docs" / "statistics.md").read_text(encoding="utf-8")
FOUND = {
    module.name: method
    for module in pkgutil.iter_modules(statistics.__path__)
    if (method := getattr(import_module(f"{statistics.__name__}.{module.name}"), "METHOD", None))
}


def test_every_worked_example_is_what_the_functions_give() -> None:
    examples = doctest.DocTestParser().get_doctest(DOCUMENT, {}, "statistics.md", "docs/statistics.md", 0)
    said: list[str] = []
    failed, tried = doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    assert failed == 0, "".join(said)
    assert tried > 40


def test_every_method_is_in_the_document_and_in_the_list_for_the_annex() -> None:
    assert all(f"`{name}.py`" in DOCUMENT for name in FOUND)
    assert set(METHODS) == set(FOUND.values())


def test_every_method_says_in_a_sentence_each_what_it_means_and_what_it_does_not() -> None:
    for method in METHODS:
        assert isinstance(method, Method)
        for sentence in (method.means, method.does_not_mean):
            assert sentence.endswith(".")
            assert sentence.count(". ") == 0
