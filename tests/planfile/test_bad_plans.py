"""Bad plan files: every error at once, by line and column, with a sentence that says what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tracker.data import register
from tracker.planfile.reader import read_plan, read_plan_text
from tracker.yamlfile.problems import YamlFileError

GOOD = """\
plan: good
title: A good plan
owner: A lead
starts: 2015-04-01
forces: [kent, essex]
reporting: quarterly
councils: [2015-07-16]
strands: {pursue: Pursue}
commitments:
  - id: first
    title: The first
    strand: pursue
    lead: A lead
    source: a test
    measure: {kind: count, unit: things, direction: increase}
    baseline: {as_at: 2015-04-01, value: 0}
    target: {by: 2016-03-31, value: 100}
    trajectory: [{by: 2015-09-30, share: 0.4}]
"""
ACCEPTED = """\
    accept: [{force: kent, target: 500, until: 2015-12-31, reason: x, agreed_by: y}]
    trajectory"""
EXEMPT = "    exempt: [{force: gwent, until: 2015-12-31, reason: x}]\n    trajectory"
SECOND = GOOD.partition("commitments:\n")[2]


def problems(text: str) -> list[str]:
    with pytest.raises(YamlFileError) as caught:
        read_plan_text(text, "p.yaml", {}, register())
    return list(caught.value.problems)


def test_the_good_plan_is_good() -> None:
    assert len(read_plan_text(GOOD, "p.yaml", {}, register()).plan.commitments) == 1


@pytest.mark.parametrize(
    ("old", "new", "place", "part"),
    [
        ("title: A good plan\n", "", "1:1", "The key “title” is missing"),
        ("owner:", "ownr:", "3:1", "There is no key “ownr” here. Did you mean “owner”?"),
        ("unit: things", "unti: things", "15:28", "Did you mean “unit”?"),
        ("owner: A lead\n", "owner: A lead\nasks: Decide\n", "4:1", "A list is expected"),
        ("owner: A lead\n", "owner: A lead\npaper: {comitee: C}\n", "4:9", "Did you mean “committee”?"),
        ("owner: A lead\n", "owner: A lead\npaper: {agenda_item: 4.10}\n", "4:9", 'in quotes, "4.2"'),
        ("owner: A lead\n", "owner: A lead\nowner: B\n", "4:1", "stands twice, first on line 3"),
        ("id: first", "id: First One", "10:5", "lower case letters, digits and hyphens"),
        ("forces: [kent, essex]", "forces: [kemt]", "5:10", "Did you mean kent?"),
        ("forces: [kent, essex]", "forces: no", "5:1", "Write “all”, or a list"),
        ("starts: 2015-04-01", "starts: on", "4:1", "“on” is not a date"),
        ("starts: 2015-04-01", "starts: 01/04/2015", "4:1", "write 2016-03-31, year first"),
        ("starts: 2015-04-01", "starts: 2015-02-30", "4:1", "not a day of the calendar"),
        ("starts: 2015-04-01", "starts: 1015-04-01", "4:1", "outside the years"),
        ("reporting: quarterly", "reporting: quaterly", "6:1", "Did you mean “quarterly”?"),
        ("[2015-07-16]", "[soon]", "7:12", "“soon” is not a date"),
        ("strand: pursue", "strand: persue", "12:5", "the strands are pursue"),
        ("direction: increase", "direction: up", "15:42", "not one of increase, decrease, maintain"),
        ("value: 0}", "value: '0'}", "16:35", "without quotes"),
        ("value: 100}", "value: '6,000'}", "17:30", "without separators, 6000"),
        ("value: 100}", "value: .inf}", "17:30", "not a number"),
        ("value: 100}", "value: .nan}", "17:30", "not a number"),
        ("value: 100}", "value: {kent: 5}}", "17:30", "no number for essex"),
        ("value: 100}", "value: {kent: 5, essex: 6, Kent Police: 7}}", "17:57", "more than once"),
        ("value: 100}", "value: -5}", "17:5", "is below its baseline"),
        ("value: 100}", "value: 100, change: 5}", "17:5", "one of value, change and total"),
        ("value: 100}", "change: lots}", "17:30", "write “+20%”"),
        ("value: 100}", "total: 10}", "17:5", "Say how the total is shared"),
        ("value: 100}", "total: 10.5, shared_by: officers}", "17:30", "whole"),
        (", value: 100}", "}", "17:5", "The target has no number"),
        ("by: 2016-03-31", "by: 2015-03-31", "17:14", "must be after the baseline's"),
        ("share: 0.4", "share: 40%", "18:35", "write the share as a number, 0.4"),
        ("share: 0.4", "share: 40", "18:35", "for 40% write 0.4"),
        ("share: 0.4", "value: 140", "18:35", "outside the way of"),
        ("share: 0.4", "share: 0.4, value: 4", "18:18", "a value or a share"),
        ("{by: 2015-09-30,", "{by: 2016-09-30,", "18:19", "must lie between"),
        ("strands:", "rag: {green: 0.7}\nstrands:", "8:1", "must not be above green"),
        ("strands:", "illustrative: yes\nstrands:", "8:1", "neither true nor false"),
        ("strands:", "due_after: three weeks\nstrands:", "8:1", "write “21 days”"),
        ("title: A good plan", "title: [a, b]", "2:1", "Words are expected"),
        ("commitments:\n", "commitments: none\nother:\n", "9:1", "A list is expected"),
        ("    trajectory", EXEMPT, "18:15", "does not apply to gwent"),
        ("    trajectory", ACCEPTED, "18:5", "easier than the target"),
        ("plan: good", "plan: !!python/object:os.system good", "1:1", "Tags such as"),
        ("plan: good", "plan: good\n---\na: b", "3:1", "several documents"),
        ("plan: good", "plan: [", "", "not YAML"),
        ("title: A good plan", 'title: "\\U99999999"', "", "not YAML"),
        ("plan: good", "%YAML 1.1\n---\nplan: good", "1:1", "without directives"),
        ("    trajectory", EXEMPT.replace("gwent", "South East"), "18:15", "is not a force"),
        ("    trajectory", ACCEPTED.replace("kent", "Wales"), "18:15", "A region cannot be named here"),
    ],
)  # fmt: skip
def test_one_thing_wrong(old: str, new: str, place: str, part: str) -> None:
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    matching = [problem for problem in found if part in problem]
    assert matching, found
    assert matching[0].startswith(f"p.yaml:{place}"), matching


def test_a_used_id_is_named_with_its_line() -> None:
    (problem,) = problems(GOOD + SECOND)
    assert problem == "p.yaml:19:5: The id “first” is used already, on line 10: choose another."


def test_what_a_file_may_not_say_of_earlier_ids_is_said_by_line_and_column() -> None:
    replacing = GOOD.replace("id: first", "id: first\n    replaces: [first, Old, old, second]")
    text = replacing + SECOND.replace("id: first", "id: second\n    replaces: old")
    assert problems(text.replace("Old, ", "")) == [
        "p.yaml:11:16: “first” cannot replace itself: name the id it went by before.",
        "p.yaml:11:28: “second” is a commitment of this plan: what is replaced is in the plan no longer.",
        "p.yaml:21:5: “old” is replaced by “first” already: one alone can go on from it.",
    ]
    assert any("p.yaml:11:23: “Old” is not an id" in problem for problem in problems(text))


def test_all_errors_of_a_file_come_at_once() -> None:
    text = GOOD.replace("strand: pursue", "strand: persue").replace("value: 100", "value: ten")
    text += SECOND.replace("id: first", "id: second").replace("kind: count", "kind: cuont")
    found = problems(text)
    assert len(found) == 3
    assert found == sorted(found, key=lambda p: int(p.split(":")[1]))


def test_a_mistake_at_the_top_does_not_hide_those_below() -> None:
    text = GOOD.replace("owner: A lead\n", "ownr: A lead\n").replace("strand: pursue", "strand: persue")
    found = problems(text.replace("[2015-07-16]", "[soon]"))
    assert [problem.split(": ")[0] for problem in found] == [
        "p.yaml:1:1",
        "p.yaml:3:1",
        "p.yaml:7:12",
        "p.yaml:12:5",
    ]


def test_a_milestone_has_no_number() -> None:
    text = GOOD.replace("kind: count, unit: things, direction: increase", "kind: milestone")
    assert len(problems(text)) == 3


@pytest.mark.parametrize(
    "text", ["", "   \n", "# only a comment\n", "- a\n- b\n", "just words", "42", "null"]
)
def test_what_is_no_plan_at_all(text: str) -> None:
    assert problems(text)


def test_a_billion_laughs_are_not_told(tmp_path: Path) -> None:
    laughs = "a0: &a0 [ha, ha]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10)
    )
    (problem,) = problems(laughs)
    assert "expands to too much" in problem


def test_a_few_aliases_are_fine() -> None:
    text = GOOD.replace("lead: A lead\n    source", "lead: &who A lead\n    source") + SECOND.replace(
        "id: first", "id: second"
    ).replace("lead: A lead", "lead: *who")
    assert len(read_plan_text(text, "p.yaml", {}, register()).plan.commitments) == 2


def test_files_that_cannot_be_plans(tmp_path: Path) -> None:
    large, latin, deep = tmp_path / "large.yaml", tmp_path / "latin.yaml", tmp_path / "deep.yaml"
    large.write_text("# padding\n" * 1_100_000)
    latin.write_bytes(GOOD.encode().replace(b"good plan", b"caf\xe9"))
    deep.write_text("[" * 5_000)
    for path, part in (
        (large, "at most 1,048,576"),
        (latin, "latin.yaml:2:13: The file is not UTF-8"),
        (deep, "nested too deeply"),
        (tmp_path / "nothing.yaml", "cannot be read"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(YamlFileError, match=part):
            read_plan(path, register())


def test_a_column_of_a_file_with_its_errors_by_line(tmp_path: Path) -> None:
    plan, figures = tmp_path / "p.yaml", tmp_path / "t.csv"
    plan.write_text(GOOD.replace("value: 100", "value: {file: t.csv, column: goal}"))
    figures.write_text('force,goal\nKent Police,"1,000"\nEsex,5\nessex,7\n')
    with pytest.raises(YamlFileError) as caught:
        read_plan(plan, register())
    text = str(caught.value)
    assert "t.csv:2: “1,000”: write the number without separators, 1000." in text
    assert "t.csv:3: “Esex” is not a force" in text
    figures.write_text(f"force,goal\nKent Police,{'9' * 400}\nessex,7\n")
    with pytest.raises(YamlFileError, match=r"t\.csv:2: .* is too large to be a number"):
        read_plan(plan, register())
    figures.write_text("force,goal\nKent Police,1000\nessex,7\n")
    read = read_plan(plan, register())
    assert read.plan.commitment("first").targets == {"kent": 1000, "essex": 7}
    assert read_plan_text(read.source_text, "p.yaml", read.files, register()).record == read.record


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "a/../../b.csv", "C:b.csv", "a\\b.csv"])
def test_a_file_elsewhere_is_not_read(tmp_path: Path, name: str) -> None:
    plan = tmp_path / "p.yaml"
    plan.write_text(GOOD.replace("value: 100", f"value: {{file: '{name}', column: x}}"))
    with pytest.raises(YamlFileError, match="must be a file beside the plan"):
        read_plan(plan, register())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("force,x\nkent,1\nessex,2\n")
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "t.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "p.yaml").write_text(GOOD.replace("value: 100", "value: {file: t.csv, column: x}"))
    with pytest.raises(YamlFileError, match="leads out of the plan's folder"):
        read_plan(folder / "p.yaml", register())


def test_targets_that_do_not_add_up_are_noted() -> None:
    text = GOOD.replace("value: 100}", "value: 100, national: 260}")
    (note,) = read_plan_text(text, "p.yaml", {}, register()).notes
    assert "add up to 200, which is 60 below the stated national target of 260" in note


words = st.sampled_from(
    sorted({*GOOD.split(), "&a", "*a", "!!", "{", "}", "[", "]", "- ", "null", "1e9", "\t", "\x00"})
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.lists(words, max_size=4))
@example(0, 0, ["&a", "[", "&a", "\t"])
def test_whatever_is_done_to_a_plan_only_sentences_come(start: int, length: int, put: list[str]) -> None:
    text = GOOD[:start] + " ".join(put) + GOOD[start + length :]
    try:
        read_plan_text(text, "p.yaml", {}, register())
    except YamlFileError as error:
        assert all(problem.startswith("p.yaml:") for problem in error.problems)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_gets_sentences(text: str) -> None:
    with pytest.raises(YamlFileError):
        read_plan_text(text, "p.yaml", {}, register())
