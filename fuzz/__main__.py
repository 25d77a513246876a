"""``python -m fuzz SECONDS [TARGET]``: every target for so many seconds, each in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

#: Bytes of an input; what is larger than that is tried by the suite.
_LONGEST = 4096


def main() -> int:
    """Fuzz one target here, or all of them one after the other; 1 where one failed."""
    seconds = sys.argv[1]
    if len(sys.argv) > 2:
        _fuzz(sys.argv[2], seconds, sys.argv[3:])
    from fuzz.targets import starts, targets

    return max([_run(name, seconds, starts().get(name, [])) for name in targets()])


def _run(name: str, seconds: str, good: list[bytes]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(good):
            Path(folder, str(number)).write_bytes(content)
        words = [sys.executable, "-m", "fuzz", seconds, name, folder]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    counted = re.search(r"Done (\d+) runs", done.stderr)
    if done.returncode == 0 and counted:
        print(f"{int(counted[1]):>8,}  hostile input, {name}", flush=True)
        return 0
    print(f"{name} failed:\n{done.stdout[-2_000:]}{done.stderr[-4_000:]}", flush=True)
    return 1


def _fuzz(name: str, seconds: str, folders: list[str]) -> None:
    """Begin with the inputs in the folders, and add what is found to the first; ends the process."""
    import atheris

    with atheris.instrument_imports(include=["tracker", "ruamel"]):
        from fuzz.targets import targets

    target = targets()[name]
    kept = tempfile.gettempdir()  # what failed is kept there
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST}",
        "-timeout=120",
        f"-artifact_prefix={kept}/",
    ]
    atheris.Setup([sys.argv[0], *options, *folders], lambda data: target(data) and None)
    atheris.Fuzz()


if __name__ == "__main__":
    raise SystemExit(main())
