"""From plain data to a :class:`PlanPart`, or a problem for everything whose shape is wrong."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from tracker.domain.fields import quoted
from tracker.planfile.document import CommitmentPart, PlanPart

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tracker.planfile.problems import Place, Report

_Model = TypeVar("_Model", bound=BaseModel)


def shaped(data: Any, report: Report) -> tuple[PlanPart | None, dict[int, CommitmentPart]]:
    """The document's parts, and its commitments by their place in the list.

    Commitments are read one by one, so that a mistake in one does not hide those of the others; what has
    no good shape is left out, and the report says why.
    """
    commitments = data.get("commitments") if isinstance(data, dict) else None
    listed = commitments if isinstance(commitments, list) else []
    top = {**data, "commitments": []} if isinstance(commitments, list) else data
    plan = _validated(PlanPart, top, (), report)
    if plan is None and isinstance(top, dict):
        plan = _without_mistakes(top)
    parts = {
        i: part
        for i, item in enumerate(listed)
        if (part := _validated(CommitmentPart, item, ("commitments", i), report)) is not None
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
    for key in wrong & {*_STAND_INS, "marking", "illustrative"}:
        known.pop(key, None)
        if key in _STAND_INS:
            known[key] = _STAND_INS[key]
    try:
        return PlanPart.model_validate(known)
    except ValidationError:
        return None


def _validated(model: type[_Model], data: Any, place: Place, report: Report) -> _Model | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _add(detail, place, report)
    return None


def _add(detail: ErrorDetails, above: Place, report: Report) -> None:
    place: Place = (*above, *detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        report.add(place[:-1], f"The key “{place[-1]}” is missing here.")
    elif kind == "extra_forbidden":
        report.add(place, _unknown(place))
    elif kind == "value_error":
        report.add(place, str(detail["ctx"]["error"]))
    elif kind == "list_type":
        report.add(place, "A list is expected here: lines that begin with “- ”, or [a, b].")
    elif kind in ("model_type", "dict_type"):
        report.add(place, "A map is expected here: “key: value” lines, or {key: value}.")
    else:
        report.add(place, f"This cannot be read: {detail['msg']}.")


def _unknown(place: Place) -> str:
    known = sorted(_model_at(place[:-1]).model_fields)
    name = str(place[-1])
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"The keys here are {', '.join(known)}."
    return f"There is no key “{quoted(name)}” here. {hint}"


def _model_at(place: Place) -> type[BaseModel]:
    """The part whose keys stand at a place of the document."""
    model: type[BaseModel] = PlanPart
    for step in place:
        if step == "commitments":
            model = CommitmentPart
        elif isinstance(step, str) and step in model.model_fields:
            model = _part_in(model.model_fields[step].annotation) or model
    return model


def _part_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)
