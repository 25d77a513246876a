"""The tables of the ledger, their checks and indexes. A constraint's name is the sentence a person gets."""

from __future__ import annotations


def _day(column: str) -> str:
    sentence = f"{column} is a date written YYYY-MM-DD"
    shape = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
    return f"""CONSTRAINT "{sentence}" CHECK ({column} IS NULL OR
      ({column} GLOB '{shape}' AND date({column}, '+0 days') IS {column}))"""


def _instant(column: str) -> str:
    shape = "????-??-??T??:??:??.??????Z"
    return f"""CONSTRAINT "{column} is an instant in UTC" CHECK ({column} GLOB '{shape}')"""


def _finite(column: str) -> str:
    return f"""CONSTRAINT "{column} is an ordinary number" CHECK (abs({column}) < 1e308)"""


def _digest(column: str) -> str:
    sentence = f"{column} is 64 hexadecimal digits"
    return f"""CONSTRAINT "{sentence}" CHECK (length({column}) = 64 AND {column} NOT GLOB '*[^0-9a-f]*')"""


def _named(column: str) -> str:
    return f"""CONSTRAINT "{column} is not empty" CHECK (trim({column}) <> '')"""


_LINK = f"""
  recorded_at TEXT NOT NULL {_instant("recorded_at")},
  author TEXT NOT NULL {_named("author")},
  previous_hash TEXT NOT NULL {_digest("previous_hash")},
  hash TEXT NOT NULL {_digest("hash")}"""

_PLAN_VERSIONS = f"""
CREATE TABLE plan_versions (
  seq INTEGER PRIMARY KEY,
  version INTEGER NOT NULL UNIQUE CONSTRAINT "versions count from 1" CHECK (version >= 1),
  plan_id TEXT NOT NULL {_named("plan_id")},
  title TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_text TEXT NOT NULL,
  files TEXT NOT NULL,
  record TEXT NOT NULL,{_LINK}
) STRICT"""

_SOURCES = f"""
CREATE TABLE sources (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL {_digest("sha256")},
  UNIQUE (sha256, name)
) STRICT"""

_UPDATES = f"""
CREATE TABLE updates (
  seq INTEGER PRIMARY KEY,
  force TEXT NOT NULL {_named("force")},
  commitment TEXT NOT NULL {_named("commitment")},
  as_at TEXT NOT NULL {_day("as_at")},
  value REAL {_finite("value")},
  numerator REAL {_finite("numerator")},
  denominator REAL {_finite("denominator")},
  state TEXT CONSTRAINT "state is not started, in progress or done"
    CHECK (state IN ('not started', 'in progress', 'done')),
  forecast TEXT {_day("forecast")},
  marks TEXT NOT NULL CONSTRAINT "marks are small letters" CHECK (marks NOT GLOB '*[^a-z]*'),
  self_status TEXT CONSTRAINT "self_status is a status" CHECK (self_status IN ('exempt', 'early',
    'none', 'complete', 'stale', 'red', 'amber-red', 'amber', 'green')),
  back_on_track TEXT {_day("back_on_track")},
  published_on TEXT {_day("published_on")},
  withdrawal INTEGER NOT NULL CHECK (withdrawal IN (0, 1)),
  known_from TEXT NOT NULL {_instant("known_from")},
  source_id INTEGER REFERENCES sources (id),
  source_ref TEXT,{_LINK},
  CONSTRAINT "a withdrawal carries no value" CHECK (withdrawal = 0 OR
    (value IS NULL AND numerator IS NULL AND denominator IS NULL AND state IS NULL AND forecast IS NULL))
) STRICT"""

_TEXTS = f"""
CREATE TABLE texts (
  seq INTEGER NOT NULL REFERENCES updates (seq),
  field TEXT NOT NULL CHECK (field IN ('note', 'cause', 'action', 'evidence')),
  text TEXT NOT NULL,
  salt TEXT NOT NULL,
  hash TEXT NOT NULL {_digest("hash")},
  redacted INTEGER NOT NULL DEFAULT 0 CHECK (redacted IN (0, 1)),
  PRIMARY KEY (seq, field)
) STRICT, WITHOUT ROWID"""

#: The board's seek: within a cell by as-at date, then by when it was known; the index ends in seq by itself.
_BY_CELL = "CREATE INDEX updates_by_cell ON updates (commitment, force, as_at, known_from)"

#: Updates known before the day they describe. There are none as a rule, and then a look back to what was
#: known at a day need not walk over all that was reported for later days.
_AHEAD = "CREATE INDEX updates_ahead ON updates (as_at) WHERE as_at > substr(known_from, 1, 10)"

#: Each taking-in of a file that added to the ledger. It is whole where no row was refused.
_IMPORTS = f"""
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL REFERENCES sources (id),
  recorded_at TEXT NOT NULL {_instant("recorded_at")},
  author TEXT NOT NULL {_named("author")},
  first_seq INTEGER NOT NULL REFERENCES updates (seq),
  last_seq INTEGER NOT NULL REFERENCES updates (seq),
  unchanged INTEGER NOT NULL CHECK (unchanged >= 0),
  refused INTEGER NOT NULL CHECK (refused >= 0)
) STRICT"""

#: The files themselves as they were taken in, compressed with zlib; by hash, since a name says nothing.
_KEPT_FILES = f"""
CREATE TABLE kept_files (
  sha256 TEXT PRIMARY KEY {_digest("sha256")},
  size INTEGER NOT NULL CHECK (size >= 0),
  content BLOB NOT NULL
) STRICT"""

IMPORT_TABLES = (_IMPORTS, _KEPT_FILES)

#: What was taken out for the sake of which update; of a report, what is left has the hash ``left_sha256``.
_REDACTIONS = f"""
CREATE TABLE redactions (
  seq INTEGER PRIMARY KEY,
  of_seq INTEGER NOT NULL REFERENCES updates (seq),
  what TEXT NOT NULL CONSTRAINT "a redaction is of a text, a kept file or an issued report"
    CHECK (what IN ('note', 'cause', 'action', 'evidence', 'file', 'report')),
  sha256 TEXT {_digest("sha256")},
  size INTEGER CHECK (size >= 0),
  left_sha256 TEXT {_digest("left_sha256")},
  reason TEXT NOT NULL {_named("reason")},{_LINK},
  CONSTRAINT "a redaction of a file or a report says which" CHECK (
    (what IN ('file', 'report')) = (sha256 IS NOT NULL)
    AND (what = 'file') = (size IS NOT NULL) AND (what = 'report') = (left_sha256 IS NOT NULL))
) STRICT"""

REDACTION_TABLES = (_REDACTIONS,)

#: Reports as they were issued, their content as JSON compressed with zlib. They stand beside the chain: a
#: report says at which number of the ledger it was made.
_ISSUED_REPORTS = f"""
CREATE TABLE issued_reports (
  sha256 TEXT PRIMARY KEY {_digest("sha256")},
  issued_at TEXT NOT NULL {_instant("issued_at")},
  author TEXT NOT NULL {_named("author")},
  tracker_version TEXT NOT NULL,
  council TEXT {_day("council")},
  as_of TEXT NOT NULL {_day("as_of")},
  known_at TEXT {_instant("known_at")},
  plan_version INTEGER NOT NULL REFERENCES plan_versions (version),
  ledger INTEGER NOT NULL CHECK (ledger >= 1),
  head TEXT NOT NULL {_digest("head")},
  options TEXT NOT NULL,
  snapshot BLOB NOT NULL,
  hash TEXT NOT NULL {_digest("hash")}
) STRICT"""

ISSUED_TABLES = (_ISSUED_REPORTS,)

TABLES = (_PLAN_VERSIONS, _SOURCES, _UPDATES, _TEXTS, _BY_CELL, _AHEAD)

#: What must be there for the store to work at all.
TABLE_NAMES = frozenset(
    (
        *("plan_versions", "sources", "updates", "texts"),
        *("imports", "kept_files"),
        *("redactions", "issued_reports"),
    )
)
