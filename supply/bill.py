"""The bill of materials: every locked package in CycloneDX's JSON, the same bytes from the same lock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from supply.locked import locked
from tracker import __version__

if TYPE_CHECKING:
    from supply.locked import Locked

_NAME = "action-plan-tracker"


def bill() -> str:
    """CycloneDX 1.6; without a time or a number of its own, so that it can be made again and compared."""
    packages = locked()
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": _NAME,
                "name": _NAME,
                "version": __version__,
                "licenses": [{"expression": "MIT"}],
            }
        },
        "components": [_component(each) for each in packages],
        "dependencies": [{"ref": _NAME, "dependsOn": [_place(each) for each in packages]}],
    }
    return json.dumps(whole, indent=2) + "\n"


def _component(package: Locked) -> dict[str, object]:
    """One package; the hashes are those of each file in which it is published, as the lock allows them."""
    return {
        "type": "library",
        "bom-ref": _place(package),
        "name": package.name,
        "version": package.version,
        "purl": _place(package),
        "licenses": [{"expression": package.licence}],
        "externalReferences": [
            {
                "type": "distribution",
                "url": _place(package),
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in package.hashes],
            }
        ],
    }


def _place(package: Locked) -> str:
    return f"pkg:pypi/{package.name}@{package.version}"
