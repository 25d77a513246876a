"""``python -m supply licences`` prints the table of docs/licences.md; ``python -m supply bill`` the bill."""

from __future__ import annotations

import sys

from supply.bill import bill
from supply.licences import refused, table
from supply.locked import locked


def main() -> int:
    """Print what is asked for; 1 where a licence is not allowed."""
    print({"licences": table, "bill": bill}[sys.argv[1]](), end="")
    problems = refused(locked())
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
