"""No word of a plan, a return or an export decides where a file is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import SMALL_PLAN, Run
from tests.hostile.commands import say
from tests.hostile.contract import listing
from tests.hostile.texts import HOSTILE

PATHS = [
    *(
        "../up",
        "/up",
        "..",
        ".",
        "a/b",
        "a\\b",
        "C:up",
        "~",
        "con ",
        "a\0b",
        "-a",
        "a.b",
        "A",
        "é",
        "x" * 300,
    ),
    *HOSTILE.values(),
]


@pytest.mark.parametrize("key", ["plan", "commitment", "body"])
def test_what_becomes_a_file_name_holds_small_letters_digits_and_hyphens_alone(
    tmp_path: Path, key: str
) -> None:
    plan = tmp_path / "small.yaml"
    for path in PATHS:
        said = json.dumps(path)
        plan.write_text(
            {
                "plan": SMALL_PLAN.replace("plan: small", f"plan: {said}"),
                "commitment": SMALL_PLAN.replace("id: caid-in-use", f"id: {said}"),
                "body": f"{SMALL_PLAN}bodies: [{{slug: {said}, name: A body, region: Wales}}]\n",
            }[key]
        )
        before = listing(tmp_path)
        said_of = say(tmp_path, "--db", "new.db", "init", plan.name)
        assert (said_of.code, "is not an id" in said_of.err) == (1, True), (path, said_of.err)
        assert listing(tmp_path) == before


def test_a_return_s_name_places_what_was_refused_beside_it(run: Run, small_db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "returns"
    folder.mkdir()
    names = [f"{text.replace('/', '_')[:60]}.csv" for text in HOSTILE.values()]
    for number, name in enumerate(names):
        rows = f"kent,offenders-pursued,2015-09-30,{number}\n../up,x,2015-09-30,1\n"
        (folder / name).write_text(f"force,commitment,as_at,value\n{rows}")
    before = set(listing(tmp_path))
    assert run("import", "--partial", folder, db=small_db).code == 1
    new = set(listing(tmp_path)) - before
    assert {Path(name).parent for name in new} == {Path("returns")}
    assert {Path(name).name for name in new} == {
        name.removesuffix(".csv") + ".refused.csv"
        for name in names
        if not name.startswith(".")  # a hidden file is none of the returns
    }
