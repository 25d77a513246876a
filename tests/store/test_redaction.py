"""Words can be taken out for good; that they were there, who took them out and why stays proven."""

from __future__ import annotations

import hashlib
import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import (
    COMMITMENT,
    FORCE,
    at,
    draft,
    intake,
    issued_report,
    record,
    version,
    without_triggers,
)
from tracker.domain.history_filter import HistoryFilter
from tracker.domain.redaction import Redaction
from tracker.domain.update import Source
from tracker.store import Intake, NotRedactableError, Store, UpdateEntry

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Redacted

SECRET = "the officer on long-term sick leave is PC 4711"


def redact(store: Store, seq: int, *fields: str) -> Redacted:
    return store.redact(seq, fields, reason="Identifies a person", author="Bob", now=at(2020, 5, 6))


def filed(content: bytes, name: str = "kent.csv") -> Intake:
    return intake(Source(name, hashlib.sha256(content).hexdigest()), content)


def bytes_of(path: Path) -> bytes:
    """Everything that stands in the database's files."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())


def test_redaction_keeps_the_chain_whole_and_enters_it(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET, cause="sickness"))
    _, before = store.head()
    (entry,) = redact(store, seq, "note").entries

    assert store.head() == (entry.seq, entry.hash)
    assert store.verify(before).head_found_at == seq
    assert store.verify(entry.hash).head_found_at == entry.seq == seq + 1
    assert store.texts(seq) == {"note": "[redacted]", "cause": "sickness"}
    assert store.series(FORCE, COMMITMENT, texts=True)[0].draft.note == "[redacted]"


def test_the_ledger_goes_on_after_a_redaction(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    redact(store, seq)
    assert record(store, draft("2019-12-31", 2), 2020, 6, 1) == seq + 2
    assert store.add_version(version("again"), author="Ann", now=at(2020, 7, 1)).seq == seq + 3
    assert store.verify().ok


def test_history_says_who_when_and_why(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    redact(store, seq)
    entry, update, *_ = store.entries(HistoryFilter(force=FORCE))

    assert isinstance(entry, Redaction)
    assert (entry.number, entry.what, entry.author, entry.reason) == (
        seq,
        "note",
        "Bob",
        "Identifies a person",
    )
    assert isinstance(update, UpdateEntry)
    assert [r.words for r in update.redactions] == ["note redacted on 6 May 2020 by Bob: Identifies a person"]
    assert update.update.draft.note == "[redacted]"
    assert not any(isinstance(e, Redaction) for e in store.entries(HistoryFilter(force="kent")))
    assert [e.seq for e in store.entries(HistoryFilter(limit=1)) if isinstance(e, Redaction)] == [entry.seq]


@pytest.mark.parametrize("length", [1, 20_000])
def test_a_redacted_text_is_nowhere_in_the_files(store: Store, path: Path, length: int) -> None:
    """Also where SQLite was built without overwriting what is freed, and pages have been split since."""
    store._conn.execute("PRAGMA secure_delete = OFF")
    secret = f"{SECRET} " * length
    seq = record(store, draft("2019-09-30", 1, note=secret))
    for number in range(300):
        record(store, draft("2019-09-30", number, note=f"note {number} " * 9, force=f"force-{number}"))
    assert SECRET.encode() in bytes_of(path)
    assert redact(store, seq).wiped

    assert SECRET.encode() not in bytes_of(path)
    assert store.verify().ok
    store.close()
    assert SECRET.encode() not in bytes_of(path)


def test_where_others_are_reading_the_wiping_can_be_done_again(store: Store, path: Path) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    store._conn.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM updates").fetchone()
        assert not redact(store, seq).wiped
    again = redact(store, seq)

    assert again.wiped
    assert again.entries == ()
    assert [r.what for r in again.done.before] == ["note"]
    assert SECRET.encode() not in bytes_of(path)


def test_what_is_not_there_cannot_be_redacted(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    bare = record(store, draft("2019-12-31", 1))

    for number, fields, sentence in (
        (seq, ["cause"], "Ledger number 2 has no cause to redact: it has a note."),
        (bare, [], "Ledger number 3 has no text to redact."),
        (1, [], "Ledger number 1 is not an update"),
        (99, [], "There is no ledger number 99: the last is 3."),
    ):
        with pytest.raises(NotRedactableError, match=sentence):
            redact(store, number, *fields)
    assert store.counts()["redactions"] == 0


def test_of_several_texts_one_has_to_be_named(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note="n", cause="c", action="a"))
    with pytest.raises(NotRedactableError, match="has an action, a cause and a note: say which"):
        redact(store, seq)
    assert [e.what for e in redact(store, seq, "note", "cause").entries] == ["note", "cause"]
    assert [e.what for e in redact(store, seq).entries] == ["action"]


def test_the_kept_file_goes_with_the_text_and_says_so(store: Store, path: Path) -> None:
    content = f"force,commitment,as_at,value,note\nkent,officers,2019-09-30,1,{SECRET}\n".encode()
    store.take_in([draft("2019-09-30", 1, note=SECRET)], filed(content), author="A", now=at(2020, 1, 1))
    (taken,) = store.imports()
    text, file = redact(store, 2).entries

    assert (text.what, file.what, file.sha256) == ("note", "file", taken.source.sha256)
    assert store.kept_file(taken.source.sha256) is None
    assert [(i.size, i.redacted) for i in store.imports()] == [(len(content), True)]
    assert store.verify().ok
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT content FROM kept_files").fetchall() == [(b"",)]


def test_the_same_file_again_is_not_kept_again(store: Store) -> None:
    content = SECRET.encode()
    for value in (1, 2):
        drafts = [draft("2019-09-30", value, note=SECRET)]
        store.take_in(drafts, filed(content), author="A", now=at(2020, 1, 1))
        redact(store, store.head()[0])
    assert [i.redacted for i in store.imports()] == [True, True]


def workbook(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings.xml", f"<sst><si><t>{text}</t></si></sst>")
    return packed.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        SECRET.encode(),
        SECRET.encode("utf-16"),
        workbook(SECRET.replace(" ", "&#32;")),
        workbook(f"so: {SECRET}."),
    ],
)
def test_other_kept_files_that_hold_the_words_go_too(store: Store, content: bytes) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    for number, each in enumerate((content, b"force,commitment,as_at,value\n")):
        source = filed(each, f"{number}.csv")
        store.take_in([draft("2019-12-31", number)], source, author="A", now=at(2020, 1, 1))

    assert [name for name, _, _ in store.to_redact(seq).files] == ["0.csv"]
    redact(store, seq)
    assert [i.redacted for i in store.imports()] == [False, True]


def test_short_words_take_no_other_file_with_them(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note="see below"))
    store.take_in([draft("2019-12-31", 1)], filed(b"see below"), author="A", now=at(2020, 1, 1))
    assert store.to_redact(seq).files == ()


def test_other_texts_with_the_same_words_are_told(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    record(store, draft("2019-09-30", 2, cause=f"As before: {SECRET}."))
    assert store.to_redact(seq).elsewhere == ((3, "cause"),)


def test_issued_reports_lose_the_words_and_keep_their_hash(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET, cause="red"))
    snapshot = (
        f'{{"board":{{"cells":[{{"status":"red"}}]}},"red":[{{"cause":"red","text":"Note: {SECRET}."}}]}}'
    )
    report = issued_report(store, snapshot)
    store.keep_report(report)
    entries = redact(store, seq, "note", "cause").entries
    (left,) = store.issued_reports()

    assert [e.what for e in entries] == ["note", "cause", "report"]
    assert left.sha256 == report.sha256 == entries[-1].sha256
    assert left.snapshot == (
        '{"board":{"cells":[{"status":"red"}]},"red":[{"cause":"[redacted]","text":"Note: [redacted]."}]}'
    )
    assert store.verify().ok


def test_a_withdrawn_text_is_hidden_whatever_one_knows(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET), 2020, 1, 1)
    record(store, draft("2019-09-30", withdrawal=True, note="counted twice"), 2020, 2, 1)
    record(store, draft("2019-09-30", 2, note="counted once"), 2020, 3, 1)
    then = store.series(FORCE, COMMITMENT, known_at=at(2020, 1, 15)(), texts=True)

    assert [(u.draft.value, u.draft.note) for u in then] == [(1, None)]
    assert store.texts(seq) == {}
    notes = [e.update.draft.note for e in store.entries() if isinstance(e, UpdateEntry)]
    assert notes == ["counted once", "counted twice", None]
    assert [e.what for e in redact(store, seq).entries] == ["note"]


def test_the_same_note_twice_has_two_hashes(store: Store, path: Path) -> None:
    """Otherwise a redacted text could be guessed by its hash."""
    record(store, draft("2019-09-30", 1, note="yes"))
    record(store, draft("2019-12-31", 1, note="yes"))
    with without_triggers(path) as conn:
        assert conn.execute("SELECT count(DISTINCT hash) FROM texts").fetchone() == (2,)
