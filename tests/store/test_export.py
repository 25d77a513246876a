"""The whole ledger as plain files, and the same ledger made from them: the same head, or a refusal."""

from __future__ import annotations

import csv
import hashlib
import random
import shutil
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.cases import at, draft, intake, issued_report, record, version, without_triggers
from tracker.domain.errors import RefusedError, TrackerError
from tracker.domain.update import TEXT_FIELDS, Draft, Source, State
from tracker.store import DamagedError, ExportError, Store, StoreError
from tracker.workspace import Workspace

NOTES = (
    "=HYPERLINK(\"http://x\",\"y\")", "+1", "-1", "@SUM(A1)", "\tx", "'quoted'", "''", "'", "a,b\r\nc\n\"d\"",
    "＝1", " ", "\r", "\n", "null", "é 漢 \U0001f600 [/red]", "x" * 200_000, "\x1b[31m", "a\x00b",
)  # fmt: skip


def exported(store: Store, folder: Path) -> Path:
    store.export(folder, now=at(2020, 6, 1), tracker="0.1.0")
    return folder


def everything(store: Store) -> list[object]:
    """All that can be asked of a ledger."""
    kept = [store.kept_file(taken.source.sha256) for taken in store.imports()]
    return [store.entries(), store.imports(), kept, store.issued_reports(), store.counts(), store.head()]


def full(store: Store) -> None:
    """At least one row in every table."""
    content = b"force,commitment,as_at,value,note\n"
    source = Source("=kent.csv", hashlib.sha256(content).hexdigest())
    rows = [draft("2019-09-30", 1.5, note=note, source_ref="line 2") for note in NOTES]
    store.take_in(rows, intake(source, content), author="+Ann", now=at(2020, 1, 1))
    other = Source("gone.csv", hashlib.sha256(b"gone").hexdigest())
    store.take_in(
        [draft("2019-06-30", 1, note="a")], intake(other, b"gone"), author="Ann", now=at(2020, 1, 2)
    )
    store.redact(store.head()[0], reason="-why", author="Bob", now=at(2020, 1, 3))
    names = {"targets.csv": "a\r\n", "./targets.csv": "b", "../x": "c", "plan.yaml": "", "a/b": "é"}
    store.add_version(version("=2", files=names), author="Ann", now=at(2020, 1, 4))
    store.keep_report(issued_report(store))


@pytest.fixture
def folder(store: Store, tmp_path: Path) -> Path:
    full(store)
    return exported(store, tmp_path / "export")


def test_hostile_words_come_back_exactly(store: Store, folder: Path, tmp_path: Path) -> None:
    with Store.create_from_export(tmp_path / "again.db", folder) as again:
        assert everything(again) == everything(store)
        notes = [again.texts(number)["note"] for number in range(2, 2 + len(NOTES))]
        assert notes == list(NOTES)
        assert again.verify(store.head()[1]).head_found_at == store.head()[0]


def test_no_cell_is_a_formula(folder: Path) -> None:
    csv.field_size_limit(2**31 - 1)
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)
                assert not any(cell.startswith("-") and not _is_number(cell) for cell in row)


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


def test_an_export_of_what_was_made_from_one_is_the_same(folder: Path, tmp_path: Path) -> None:
    with Store.create_from_export(tmp_path / "again.db", folder) as again:
        second = exported(again, tmp_path / "second")
    files = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert {path.relative_to(second) for path in second.rglob("*") if path.is_file()} == files
    assert all((folder / name).read_bytes() == (second / name).read_bytes() for name in files)


def test_an_export_is_its_owners_alone_and_never_over_another(store: Store, folder: Path) -> None:
    assert {stat.S_IMODE(p.stat().st_mode) for p in folder.rglob("*") if p.is_file()} == {0o600}
    with pytest.raises(RefusedError, match=r"exist in .* already and nothing is overwritten"):
        exported(store, folder)
    assert not list(folder.rglob(".*"))


def test_a_redacted_file_is_not_in_it(folder: Path) -> None:
    assert [p.name for p in (folder / "kept-files").iterdir()] == [
        hashlib.sha256(b"force,commitment,as_at,value,note\n").hexdigest()
    ]


def test_a_ledger_that_does_not_hold_is_not_exported(store: Store, path: Path, tmp_path: Path) -> None:
    record(store, draft("2019-09-30", 1))
    with without_triggers(path) as conn:
        conn.execute("UPDATE updates SET value = 2")
    with pytest.raises(DamagedError, match="Nothing was exported"):
        exported(store, tmp_path / "export")
    assert not (tmp_path / "export").exists()


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_every_missing_file_is_named(folder: Path, tmp_path: Path) -> None:
    for name in names(folder):
        held = (folder / name).read_bytes()
        (folder / name).unlink()
        with pytest.raises(ExportError, match=f"{name}") as refused:
            Store.create_from_export(tmp_path / "again.db", folder)
        assert str(folder) in str(refused.value)
        (folder / name).write_bytes(held)
    assert not (tmp_path / "again.db").exists()


def test_any_changed_bit_of_any_file_is_refused_and_the_file_named(folder: Path, tmp_path: Path) -> None:
    chance = random.Random(7)
    for name in names(folder) * 3:
        path = folder / name
        held = path.read_bytes()
        if not held:
            continue
        bit = chance.randrange(len(held) * 8)
        flipped = bytearray(held)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        with pytest.raises(ExportError) as refused:
            Store.create_from_export(tmp_path / "again.db", folder)
        assert name in str(refused.value)
        path.write_bytes(held)
    Store.create_from_export(tmp_path / "again.db", folder).close()


def summed(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file, and the list of sums with it, as somebody who means harm would."""
    path, sums = folder / name, folder / "SHA256SUMS"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode()))
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    sums.write_text(sums.read_text().replace(before, after))


@pytest.mark.parametrize(
    ("name", "old", "new", "sentence"),
    [
        (
            "updates.csv",
            ",2019-06-30,1.0,",
            ",2019-06-30,2.0,",
            "Ledger number 20: its content does not match",
        ),
        (
            "updates.csv",
            "2019-06-30",
            "30/06/2019",
            "updates.csv, line 20: as_at is a date",
        ),
        (
            "updates.csv",
            ",2019-06-30,1.0,",
            ",2019-06-30,one,",
            "updates.csv, line 20, value: could",
        ),
        ("updates.csv", "seq,force", "force,seq", "updates.csv, line 1: the columns should be seq,force"),
        ("texts.csv", "null", "none", "its note does not match its hash"),
        ("redactions.csv", "'-why", "because", "Ledger number 21: its content does not match its hash"),
        ("imports.csv", "'+Ann", "Bob", "Import 1, of the file “=kent.csv”: its content does not match"),
        ("plan-1/record.json", "uplift", "other", "Ledger number 1: its content does not match its hash"),
        ("plan-2/plan.yaml", "uplift", "other", "Ledger number 23: its content does not match its hash"),
        (
            "plan-files.csv",
            "plan-1/targets.csv",
            "../other",
            "line 2: ../other leads out of",
        ),
        ("issued-reports.csv", "Ann", "Bob", "what is said of it does not match its hash"),
        ("export.yaml", "entries: 23", "entries: 24", "export.yaml says that the ledger ends at number 24"),
        ("export.yaml", "export: 1", "export: 2", "this tracker reads exports of form 1, not 2"),
    ],
)
def test_changes_that_the_sums_do_not_tell_are_told_by_the_chain(
    folder: Path, tmp_path: Path, name: str, old: str, new: str, sentence: str
) -> None:
    summed(folder, name, old, new)
    with pytest.raises(ExportError) as refused:
        Store.create_from_export(tmp_path / "again.db", folder)
    assert sentence in str(refused.value)
    assert not list(tmp_path.glob("*again*"))


def test_a_folder_that_is_no_export_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is no export of a tracker: there is no SHA256SUMS in it"):
        Store.create_from_export(tmp_path / "again.db", tmp_path)


def test_a_database_that_is_there_is_not_overwritten(store: Store, path: Path, folder: Path) -> None:
    with pytest.raises(StoreError, match="exists already and is not overwritten"):
        Store.create_from_export(path, folder)


texts = st.none() | st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(NOTES[:15])
drafts = st.builds(
    Draft,
    st.sampled_from(["kent", "=essex"]),
    st.just("officers"),
    st.integers(-4, 4).map(lambda n: date(2019, 1, 1) + timedelta(days=n)),
    st.none() | st.floats(-1e300, 1e300, allow_nan=False),
    state=st.none() | st.sampled_from(list(State)),
    marks=st.sampled_from(["", "p", "bp"]),
    published_on=st.none() | st.just(date(2019, 1, 2)),
    source_ref=texts,
    **dict.fromkeys(TEXT_FIELDS, texts),
)
steps = st.lists(
    st.tuples(st.sampled_from(["update", "import", "version", "redact", "report"]), drafts), max_size=12
)


@settings(deadline=None, max_examples=40)
@given(steps)
def test_random_ledgers_come_back_with_the_same_head(written: list[tuple[str, Draft]]) -> None:
    with TemporaryDirectory() as name:
        base = Path(name)
        with Store.create(base / "t.db", version(), "Ann", at(2019, 1, 1)) as store:
            for number, (step, drafted) in enumerate(written, start=1):
                _take(store, step, drafted, datetime(2019, 1, 1, number, tzinfo=UTC))
            exported(store, base / "export")
            with Store.create_from_export(base / "again.db", base / "export") as again:
                assert everything(again) == everything(store)
                assert again.verify().ok


def _take(store: Store, step: str, drafted: Draft, moment: datetime) -> None:
    if step == "version":
        store.add_version(version(drafted.note or "r"), author="Ann", now=lambda: moment)
    elif step == "report":
        store.keep_report(issued_report(store, f'["{moment}"]'))
    elif step == "redact":
        last = store.head()[0]
        try:
            found = store.to_redact(last, [f for f in TEXT_FIELDS if f in store.texts(last)])
        except StoreError:
            return
        store.redact(last, list(found.texts), reason="why", author="Ann", now=lambda: moment)
    else:
        content = repr(drafted).encode()
        source = Source("x.csv", hashlib.sha256(content).hexdigest())
        packed = content if step == "import" else None
        store.take_in([drafted], intake(source, packed), author="Ann", now=lambda: moment)


def test_the_board_of_the_real_figures_comes_back(strength_db: Path, tmp_path: Path) -> None:
    with Workspace.open(strength_db, "tester") as workspace:
        made = workspace.export(tmp_path / "export")
        with Workspace.create_from_export(tmp_path / "again.db", tmp_path / "export", "tester") as again:
            assert again.board() == workspace.board()
            assert again.history() == workspace.history()
            assert again.head() == workspace.head() == (made.entries, made.head)
            assert again.verify().ok


def test_the_plans_in_it_can_be_read_in_their_place(strength_db: Path, tmp_path: Path) -> None:
    from tracker.workspace import check_plan

    with Workspace.open(strength_db, "tester") as workspace:
        workspace.export(tmp_path / "export")
        plan = workspace.plan()[0]
    assert check_plan(tmp_path / "export" / "plan-1" / "plan.yaml").plan == plan


def test_a_copied_folder_is_as_good(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "a copy é"))
    (copy / "Thumbs.db").write_bytes(b"somebody else's")
    try:
        Store.create_from_export(tmp_path / "again.db", copy).close()
    except TrackerError as error:
        pytest.fail(str(error))
