"""Named views, for people who open the database in Datasette, sqlite-utils or the sqlite3 shell."""

from __future__ import annotations

#: Every update in the ledger's order; its texts are left out where a withdrawal stands over it.
_UPDATES_WITH_NOTES = """
CREATE VIEW updates_with_notes AS
SELECT u.seq AS number, u.force, u.commitment, u.as_at AS "as at", u.value, u.state,
  u.marks, u.self_status AS "force's own colour", u.forecast, u.back_on_track AS "back on track",
  max(CASE t.field WHEN 'note' THEN iif(t.redacted, '[redacted]', t.text) END) AS note,
  max(CASE t.field WHEN 'cause' THEN iif(t.redacted, '[redacted]', t.text) END) AS cause,
  max(CASE t.field WHEN 'action' THEN iif(t.redacted, '[redacted]', t.text) END) AS action,
  max(CASE t.field WHEN 'evidence' THEN iif(t.redacted, '[redacted]', t.text) END) AS evidence,
  iif(u.withdrawal, 'yes', '') AS withdrawal, u.author, u.recorded_at AS "recorded at",
  u.known_from AS "known from", s.name AS source, u.source_ref AS "place in source"
FROM updates AS u LEFT JOIN sources AS s ON s.id = u.source_id LEFT JOIN texts AS t ON t.seq = u.seq
  AND NOT EXISTS (
    SELECT 1 FROM updates AS o
    WHERE o.commitment = u.commitment AND o.force = u.force AND o.as_at = u.as_at AND o.withdrawal
      AND (o.known_from, o.seq) > (u.known_from, u.seq))
GROUP BY u.seq"""

#: Who changed the plan, when and why.
_PLAN_VERSION_LOG = """
CREATE VIEW plan_version_log AS
SELECT version, recorded_at AS "recorded at", author, reason, plan_id AS "plan", title, seq AS number, hash
FROM plan_versions ORDER BY version"""

#: The latest value or state of every cell, as known now.
_LATEST_VALUES = """
CREATE VIEW latest_values AS
SELECT u.force, u.commitment, u.as_at AS "as at", u.value, u.state, u.marks,
  u.self_status AS "force's own colour", u.author, u.recorded_at AS "recorded at",
  u.known_from AS "known from", u.seq AS number
FROM (SELECT DISTINCT commitment, force FROM updates) AS cell
JOIN updates AS u ON u.seq = (
  SELECT w.seq FROM updates AS w
  WHERE w.commitment = cell.commitment AND w.force = cell.force
    AND (w.value IS NOT NULL OR w.state IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM updates AS o
      WHERE o.commitment = w.commitment AND o.force = w.force AND o.as_at = w.as_at
        AND (o.known_from, o.seq) > (w.known_from, w.seq))
  ORDER BY w.as_at DESC LIMIT 1)"""

#: What was redacted, by whom and why.
_REDACTION_LOG = """
CREATE VIEW redaction_log AS
SELECT r.seq AS number, r.recorded_at AS "recorded at", r.author, r.reason, r.what, r.sha256,
  r.of_seq AS "number redacted", u.force, u.commitment, u.as_at AS "as at"
FROM redactions AS r JOIN updates AS u ON u.seq = r.of_seq ORDER BY r.seq"""

REDACTION_VIEWS = (_REDACTION_LOG,)

VIEWS = (_UPDATES_WITH_NOTES, _PLAN_VERSION_LOG, _LATEST_VALUES)
