"""What the screens say of the check of a return: a line in the table, and all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import one_line, plural, shown
from tracker.returns.check_words import check_lines
from tracker.returns.importing import ChangeKind
from tracker.tui.widgets.distinct import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.workspace.returned_file import ReturnedFile

#: The columns and their widths; the file has what the others leave.
HEADS = (("File", 0), ("New", 7), ("Corr.", 5), ("Same", 7), ("Refused", 7), ("Asked", 5), ("", 13))
_REST = "“tracker import --dry-run --format csv” lists all"


def row(file: ReturnedFile, room: int) -> list[Text]:
    """One file: its counts, and what can or did become of it."""
    return [
        Text(shortened(one_line(file.path.name), room)),
        *(Text(count, justify="right") for count in _counts(file)),
        Text(verdict(file), style="bold" if file.problems or file.is_taken else ""),
    ]


def _counts(file: ReturnedFile) -> list[str]:
    check = file.check
    if check is None or check.taken_before is not None:
        return ["–"] * 5
    counts = (
        check.counts[ChangeKind.NEW],
        check.corrected,
        check.count_unchanged,
        len(check.refused),
        check.questions.count,
    )
    return [f"{count:,}" for count in counts]


def verdict(file: ReturnedFile) -> str:
    """What can become of a file, or what has, in two words."""
    if file.is_taken:
        return "in part" if file.problems else "taken in"
    if file.check is None:
        return "no return"
    if file.problems:
        return "good in part" if file.has_good_rows else "refused"
    if file.check.taken_before is not None:
        return "in already"
    return "good" if file.is_good else "nothing new"


def question(files: Sequence[ReturnedFile]) -> str:
    """What can be done with all files, in a line."""
    good = sum(file.is_good for file in files)
    parts = sum(file.has_good_rows for file in files)
    if not files:
        return "There is nothing to take in."
    words = [f"{good} of {plural(len(files), 'file')} can be taken in{' (a)' if good else ''}"]
    if parts:
        words.append(f"{parts} in part (p)")
    return ", ".join(words) + ". Nothing was written yet."


def sure(wanted: Sequence[ReturnedFile], files: Sequence[ReturnedFile]) -> Text:
    """What is asked before files are taken in."""
    checks = [file.check for file in wanted if file.check is not None]
    updates, refused = sum(check.fresh for check in checks), sum(len(check.refused) for check in checks)
    asked = sum(check.questions.count for check in checks)
    words = [f"Take in {plural(len(wanted), 'file')} with {plural(updates, 'update')}?"]
    if asked:
        words.append(
            f"The check asks {plural(asked, 'question')} about them; they are taken in all the same."
        )
    if refused:
        words.append(f"{plural(refused, 'refused row')} will be written beside the files, to be mended.")
    if len(files) > len(wanted):
        words.append(f"{plural(len(files) - len(wanted), 'other file')} will be left.")
    words.append("What is in the ledger can be corrected or withdrawn, never deleted.")
    return Text("\n".join(words))


def whole_file(file: ReturnedFile, passed_over: str = "") -> Text:
    """Everything that “tracker import” says of a file."""
    lines = check_lines(file.check, file.result, _REST) if file.check is not None else []
    text = Text("\n".join(lines))
    for problem in file.problems:
        text.append(f"{chr(10) if text else ''}{shown(problem)}", style="bold")
    return text.append(f"\n\n{passed_over}") if passed_over else text
