"""From plain data to a :class:`PlanPart`, or a problem for everything whose shape is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tracker.planfile.document import CommitmentPart, PlanPart
from tracker.yamlfile.shape import validated

if TYPE_CHECKING:
    from tracker.yamlfile.problems import Report


def shaped(data: Any, report: Report) -> tuple[PlanPart | None, dict[int, CommitmentPart]]:
    """The document's parts, and its commitments by their place in the list.

    Commitments are read one by one, so that a mistake in one does not hide those of the others; what has
    no good shape is left out, and the report says why.
    """
    commitments = data.get("commitments") if isinstance(data, dict) else None
    listed = commitments if isinstance(commitments, list) else []
    top = {**data, "commitments": []} if isinstance(commitments, list) else data
    plan = validated(PlanPart, top, (), report)
    if plan is None and isinstance(top, dict):
        plan = _without_mistakes(top)
    parts = {
        i: part
        for i, item in enumerate(listed)
        if (part := validated(CommitmentPart, item, ("commitments", i), report)) is not None
    }
    return plan, parts


#: What stands for a top key that is wrong, so that the rest of the file can be checked too. Only
#: keys that nothing else in the file is checked against.
_STAND_INS: dict[str, Any] = {"plan": "a-plan", "title": "A plan", "owner": "An owner", "councils": []}


def _without_mistakes(top: dict[str, Any]) -> PlanPart | None:
    """The part with stand-ins for its mistakes, where that is possible; the report has those already."""
    known = {key: value for key, value in top.items() if key in PlanPart.model_fields}
    try:
        return PlanPart.model_validate(known)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]) for detail in error.errors() if detail["loc"]}
    for key in wrong & {*_STAND_INS, "marking", "illustrative", "asks", "paper"}:
        known.pop(key, None)
        if key in _STAND_INS:
            known[key] = _STAND_INS[key]
    try:
        return PlanPart.model_validate(known)
    except ValidationError:
        return None
