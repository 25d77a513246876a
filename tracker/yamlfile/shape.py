"""From plain data to the parts of a document, or a problem for everything whose shape is wrong."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from tracker.domain.fields import quoted

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tracker.yamlfile.problems import Place, Report

_Model = TypeVar("_Model", bound=BaseModel)


def validated(model: type[_Model], data: Any, place: Place, report: Report) -> _Model | None:
    """A map of the document as the part it should be; None where the report says what is wrong."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            _add(detail, model, place, report)
    return None


def _add(detail: ErrorDetails, model: type[BaseModel], above: Place, report: Report) -> None:
    place: Place = (*above, *detail["loc"])
    kind = detail["type"]
    if kind == "missing":
        report.add(place[:-1], f"The key “{place[-1]}” is missing here.")
    elif kind == "extra_forbidden":
        report.add(place, _unknown(model, detail["loc"]))
    elif kind == "value_error":
        report.add(place, str(detail["ctx"]["error"]))
    elif kind == "list_type":
        report.add(place, "A list is expected here: lines that begin with “- ”, or [a, b].")
    elif kind in ("model_type", "dict_type"):
        report.add(place, "A map is expected here: “key: value” lines, or {key: value}.")
    else:
        report.add(place, f"This cannot be read: {detail['msg']}.")


def _unknown(model: type[BaseModel], place: Place) -> str:
    known = sorted(_model_at(model, place[:-1]).model_fields)
    name = str(place[-1])
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}”?" if near else f"The keys here are {', '.join(known)}."
    return f"There is no key “{quoted(name)}” here. {hint}"


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """The part whose keys stand at a place below another."""
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            model = _part_in(model.model_fields[step].annotation) or model
    return model


def _part_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_part_in, get_args(annotation))), None)
