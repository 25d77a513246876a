"""What stands in a folder and can be taken in: folders, and files of the kinds of returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.domain.errors import RefusedError
from tracker.domain.words import one_line
from tracker.returns.files import is_hidden, is_return

#: So many lines of a folder are shown; beyond, one types the name.
MOST = 1_000


@dataclass(frozen=True, slots=True)
class Item:
    """A folder or a return; a folder has no size."""

    path: Path
    size: int | None
    changed_on: date

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return self.size is None


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a folder by name, folders first; ``left_out`` is how many more there are."""

    folder: Path
    items: tuple[Item, ...]
    left_out: int = 0


def listing(folder: Path) -> Listing:
    """What a folder holds; :class:`RefusedError` where it cannot be read."""
    try:
        found = [
            each for each in folder.iterdir() if is_return(each) or (each.is_dir() and not is_hidden(each))
        ]
    except OSError as error:
        raise RefusedError(f"{one_line(str(folder))} cannot be read: {error.strerror}.") from None
    items = (item for path in found if (item := _item(path)) is not None)
    items_in_order = sorted(items, key=lambda item: (not item.is_folder, item.path.name.casefold()))
    return Listing(folder, tuple(items_in_order[:MOST]), max(len(items_in_order) - MOST, 0))


def _item(path: Path) -> Item | None:
    try:
        about = path.stat()
    except OSError:  # gone since
        return None
    changed_on = datetime.fromtimestamp(about.st_mtime, UTC).date()
    return Item(path, None if path.is_dir() else about.st_size, changed_on)


def path_in(text: str, folder: Path) -> Path:
    """The path that is meant by words typed in a folder."""
    try:
        typed = Path(text.strip()).expanduser()
    except RuntimeError:  # ~nobody
        typed = Path(text.strip())
    return Path(*(folder / typed).parts) if ".." not in typed.parts else (folder / typed).resolve()


def folder_words(folder: Path) -> str:
    """A path as a person writes it, the home folder as ~."""
    home = Path.home()
    if folder == home:
        return "~"
    return f"~/{folder.relative_to(home).as_posix()}" if folder.is_relative_to(home) else str(folder)


def completed(text: str, folder: Path, *, folders_only: bool = False) -> str | None:
    """The words typed so far with the rest of the first name that begins so; None where none does."""
    head, slash, start = text.rpartition("/")
    try:
        inside = path_in(head + slash, folder) if slash else folder
        names = sorted(
            (
                each.name + "/" * each.is_dir()
                for each in inside.iterdir()
                if _can_be_meant(each, folders_only)
            ),
            key=str.casefold,
        )
    except (OSError, ValueError):
        return None
    found = next((n for n in names if start and n.casefold().startswith(start.casefold())), None)
    return text + found[len(start) :] if found and found.isprintable() else None


def _can_be_meant(path: Path, folders_only: bool) -> bool:  # noqa: FBT001 - of the function above alone
    if is_hidden(path):
        return False
    return path.is_dir() or (not folders_only and is_return(path))


def size_words(size: int) -> str:
    """A size in the unit in which a person thinks of it: 512 B, 14 kB, 3.2 MB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
