"""Several people write at once: nothing is lost, nobody is turned away."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.store.cases import at, draft
from tracker.store import Store

WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tracker.domain.update import Draft
from tracker.store import Store
for number in range(60):
    with Store.open(Path(sys.argv[1])) as store:
        draft = Draft(sys.argv[2], "officers", date(2019, 9, 30), float(number), note=f"note {number}")
        store.append([draft] * 3, author=sys.argv[2], now=lambda: datetime.now(UTC))
        store.latest([(sys.argv[2], "officers")], as_of=date(2020, 1, 1))
"""


def test_writers_in_several_processes_lose_nothing(store: Store, path: Path) -> None:
    before = store.data_version()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), f"force-{n}"],
            stderr=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        for n in range(4)
    ]
    said = [writer.communicate()[1] for writer in writers]

    assert said == [""] * 4
    counts = store.counts()
    assert (counts["updates"], counts["texts"], counts["sources"]) == (720, 720, 0)
    assert store.data_version() != before
    assert store.verify().ok
    assert [u.draft.value for u in store.series("force-3", "officers")] == [59.0]


def test_threads_share_one_store(store: Store) -> None:
    def write(number: int) -> int:
        drafts = [draft("2019-09-30", number, force=f"force-{number}")] * 2
        receipts = store.append(drafts, author="Ann", now=at(2020, 1, 1))
        return len(store.series(f"force-{number}", "officers")) + len(receipts)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(write, range(80))) == [3] * 80
    assert store.counts()["updates"] == 160
    assert store.verify().ok


def test_ones_own_writing_is_not_taken_for_somebody_elses(store: Store) -> None:
    before = store.data_version()
    store.append([draft("2019-09-30", 1)], author="Ann", now=at(2020, 1, 1))

    assert store.data_version() == before
