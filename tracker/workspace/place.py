"""Where a database is kept: in which folders it is not safe, for other programs or machines meddle there."""

from __future__ import annotations

import re
from pathlib import Path

#: Names of folders that a program synchronises, or their beginnings, in lower case, and what it is called.
_SYNCHRONISED = {
    "onedrive": "OneDrive",
    "sharepoint": "SharePoint",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "cloudstorage": "macOS's cloud storage",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "box sync": "Box",
    "pcloud": "pCloud",
    "megasync": "MEGA",
}
#: Files by which a program marks a folder as one that it synchronises.
_MARKERS = {".stfolder": "Syncthing", ".dropbox.cache": "Dropbox"}

#: File systems of other machines, as Linux names them.
_NETWORK = {
    *("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"),
    *("fuse.davfs2", "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    *("fuse.vmhgfs-fuse", "vboxsf"),
}
_MOUNTS = Path("/proc/self/mountinfo")


def place_warning(path: Path, mounts: str | None = None) -> str | None:
    """What to say of the folder that a database is in; None where it is an ordinary one.

    ``mounts`` is the text of Linux's table of file systems; it is read where it is not given.
    """
    place = path.absolute().resolve()
    program = _synchronised_by(place)
    if program:
        return (
            f"{path} is in a folder that {program} synchronises. It copies the database while it is "
            "written to, and updates of two machines replace each other: keep the database in a folder of "
            "this machine alone, and put backups (“tracker backup”) into that one."
        )
    kind = _network(place, _mounts() if mounts is None else mounts)
    if kind:
        return (
            f"{path} is on a disk of another machine ({kind}), where SQLite cannot keep writers apart: let "
            "no two machines open it. Keep the database on a disk of this machine, and put backups (“tracker "
            "backup”) there."
        )
    return None


def _synchronised_by(place: Path) -> str | None:
    for folder in place.parents:
        for start, program in _SYNCHRONISED.items():
            if folder.name.casefold().startswith(start):
                return program
        for marker, program in _MARKERS.items():
            if (folder / marker).exists():
                return program
    return None


def _network(place: Path, mounts: str) -> str | None:
    """The kind of the network file system that a path is on, if it is on one."""
    kinds = dict(filter(None, map(_mount, mounts.splitlines())))
    kind = next((kinds[folder] for folder in map(str, place.parents) if folder in kinds), "")
    return kind if kind in _NETWORK else None


def _mount(line: str) -> tuple[str, str] | None:
    """Where a file system is mounted, and its kind (proc_pid_mountinfo(5): a space is written as \\040)."""
    before, dash, after = line.partition(" - ")
    words = before.split(" ")
    if not dash or len(words) < 5:  # the fifth is the place
        return None
    folder = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), words[4])
    return folder, after.split(" ")[0]


def _mounts() -> str:
    try:
        return _MOUNTS.read_text("utf-8", "replace")
    except OSError:  # another system than Linux
        return ""
