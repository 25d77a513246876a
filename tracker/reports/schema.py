"""The JSON Schema of a report; ``python -m tracker.reports.schema`` prints it."""

from __future__ import annotations

import json
import sys

from pydantic import TypeAdapter

from tracker.reports.model import Report


def schema_text() -> str:
    """The schema as it stands in ``docs/report.schema.json``."""
    made = TypeAdapter(Report).json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps({**head, **made}, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
