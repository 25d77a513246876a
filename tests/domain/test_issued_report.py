"""The hash by which an issued report is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from tracker.domain.issued_report import IssuedReport, snapshot_sha256

REPORT = IssuedReport(
    "é", datetime(2016, 1, 20, tzinfo=UTC), "Ann", "0.1.0", None, date(2016, 1, 20), None, 1, 7, "0" * 64, {}
)


def test_a_report_is_known_by_the_hash_of_its_snapshot_in_utf_8() -> None:
    assert REPORT.sha256 == snapshot_sha256("é")
    assert REPORT.sha256 == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


def test_a_report_whose_words_were_taken_out_is_known_as_it_was_issued() -> None:
    assert replace(REPORT, snapshot="e", redacted_from=REPORT.sha256).sha256 == REPORT.sha256
