"""The triggers that keep the ledger append-only, whoever writes to it and with whatever program.

INSERT OR REPLACE deletes the row in its way without asking a DELETE trigger, unless the connection has
recursive triggers on. So the INSERT triggers refuse a number, a version or a key that is taken already.
"""

from __future__ import annotations

_LAST = """max(ifnull((SELECT max(seq) FROM updates), 0), ifnull((SELECT max(seq) FROM plan_versions), 0))"""


def _refuse(name: str, event: str, sentence: str, when: str = "1") -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} WHEN {when} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"


def _unchangeable(table: str, what: str) -> tuple[str, str]:
    return (
        _refuse(f"{table}_are_not_changed", f"UPDATE ON {table}", f"{what} are never changed"),
        _undeletable(table, what),
    )


def _undeletable(table: str, what: str) -> str:
    return _refuse(f"{table}_are_not_deleted", f"DELETE ON {table}", f"{what} are never deleted")


def _at_the_end(table: str, last: str = _LAST) -> str:
    sentence = "the ledger is only added to at its end"
    return _refuse(f"{table}_come_last", f"INSERT ON {table}", sentence, f"NEW.seq IS NOT 1 + {last}")


_VERSIONS_IN_ORDER = _refuse(
    "plan_versions_are_counted",
    "INSERT ON plan_versions",
    "plan versions are numbered one after the other",
    "NEW.version IS NOT 1 + ifnull((SELECT max(version) FROM plan_versions), 0)",
)

_SOURCES_ONCE = _refuse(
    "sources_are_not_replaced",
    "INSERT ON sources",
    "sources are never changed",
    "EXISTS (SELECT 1 FROM sources WHERE id = NEW.id OR (sha256 = NEW.sha256 AND name = NEW.name))",
)

_TEXTS_ONCE = _refuse(
    "texts_are_not_replaced",
    "INSERT ON texts",
    "texts are never changed",
    "EXISTS (SELECT 1 FROM texts WHERE seq = NEW.seq AND field = NEW.field)",
)

#: Redaction is the one change let through: the text goes, its salt may (so that nobody can try guesses
#: against the hash), and the hash by which it entered the chain stays.
_TEXTS_ONLY_REDACTED = _refuse(
    "texts_are_only_redacted",
    "UPDATE ON texts",
    "a text is never changed, only redacted",
    "NOT (OLD.redacted = 0 AND NEW.redacted = 1 AND NEW.text IN ('', '[redacted]')"
    " AND NEW.seq IS OLD.seq AND NEW.field IS OLD.field AND NEW.hash IS OLD.hash"
    " AND NEW.salt IN (OLD.salt, ''))",
)

IMPORT_TRIGGERS = (
    *_unchangeable("imports", "imports"),
    *_unchangeable("kept_files", "kept files"),
    _refuse(
        "imports_are_not_replaced",
        "INSERT ON imports",
        "imports are never changed",
        "EXISTS (SELECT 1 FROM imports WHERE id = NEW.id)",
    ),
    _refuse(
        "kept_files_are_not_replaced",
        "INSERT ON kept_files",
        "kept files are never changed",
        "EXISTS (SELECT 1 FROM kept_files WHERE sha256 = NEW.sha256)",
    ),
)

TRIGGERS = (
    *_unchangeable("updates", "updates"),
    *_unchangeable("plan_versions", "plan versions"),
    *_unchangeable("sources", "sources"),
    _undeletable("texts", "texts"),
    _at_the_end("updates"),
    _at_the_end("plan_versions"),
    _VERSIONS_IN_ORDER,
    _SOURCES_ONCE,
    _TEXTS_ONCE,
    _TEXTS_ONLY_REDACTED,
)

_LAST_OF_ALL = f"max({_LAST}, ifnull((SELECT max(seq) FROM redactions), 0))"  # noqa: S608

#: Of a row that may be emptied once: what has to be in the ledger by then.
_ENTERED = "EXISTS (SELECT 1 FROM redactions WHERE {}) AND "

_TEXTS_REDACTED_WITH_AN_ENTRY = _refuse(
    "texts_are_only_redacted",
    "UPDATE ON texts",
    "a text is never changed, only redacted",
    "NOT ("
    + _ENTERED.format("of_seq = OLD.seq AND what = OLD.field")
    + "OLD.redacted = 0 AND NEW.redacted = 1 AND NEW.text = '' AND NEW.salt = ''"
    " AND NEW.seq IS OLD.seq AND NEW.field IS OLD.field AND NEW.hash IS OLD.hash)",
)

_KEPT_FILES_REDACTED_WITH_AN_ENTRY = _refuse(
    "kept_files_are_only_redacted",
    "UPDATE ON kept_files",
    "kept files are never changed, only redacted",
    "NOT ("
    + _ENTERED.format("what = 'file' AND sha256 = OLD.sha256")
    + "length(NEW.content) = 0 AND NEW.sha256 IS OLD.sha256 AND NEW.size IS OLD.size)",
)

#: Redactions enter the chain, and from here on what is redacted needs an entry that says so.
REDACTION_TRIGGERS = (
    "DROP TRIGGER updates_come_last",
    "DROP TRIGGER plan_versions_come_last",
    "DROP TRIGGER texts_are_only_redacted",
    "DROP TRIGGER kept_files_are_not_changed",
    *_unchangeable("redactions", "redactions"),
    _at_the_end("updates", _LAST_OF_ALL),
    _at_the_end("plan_versions", _LAST_OF_ALL),
    _at_the_end("redactions", _LAST_OF_ALL),
    _TEXTS_REDACTED_WITH_AN_ENTRY,
    _KEPT_FILES_REDACTED_WITH_AN_ENTRY,
)

#: An import's own hash is added to those recorded so far.
IMPORT_HASH_OPENED = ("DROP TRIGGER imports_are_not_changed", "ALTER TABLE imports ADD COLUMN hash TEXT")
IMPORT_HASH_CLOSED = (_unchangeable("imports", "imports")[0],)

_UNCHANGED_BUT_SNAPSHOT = " AND ".join(
    f"NEW.{column} IS OLD.{column}"
    for column in (
        *("sha256", "issued_at", "author", "tracker_version", "council", "as_of", "known_at"),
        *("plan_version", "ledger", "head", "options", "hash"),
    )
)

ISSUED_TRIGGERS = (
    _undeletable("issued_reports", "issued reports"),
    _refuse(
        "issued_reports_are_only_redacted",
        "UPDATE ON issued_reports",
        "issued reports are never changed, only redacted",
        "NOT (" + _ENTERED.format("what = 'report' AND sha256 = OLD.sha256") + f"{_UNCHANGED_BUT_SNAPSHOT})",
    ),
    _refuse(
        "issued_reports_are_not_replaced",
        "INSERT ON issued_reports",
        "issued reports are never changed, only redacted",
        "EXISTS (SELECT 1 FROM issued_reports WHERE sha256 = NEW.sha256)",
    ),
)
