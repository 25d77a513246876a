"""Forces and commitments as people type them: slug, name, alias or an unambiguous start."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.fields import quoted
from tracker.domain.force import UnknownForceError

if TYPE_CHECKING:
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, Plan


def force_named(plan: Plan, text: str) -> Force:
    """The plan's force that a text means; :class:`RefusedError` names the nearest when none or several."""
    try:
        return plan.register.match_start(text)
    except UnknownForceError as error:
        raise RefusedError(str(error)) from None


def commitment_named(plan: Plan, text: str) -> Commitment:
    """The plan's commitment with this id, earlier id, title, or unambiguous start of one of these."""
    key = " ".join(text.casefold().split())
    names = {old: c for c in plan.commitments for old in c.replaces}
    names |= {c.id: c for c in plan.commitments} | {c.title.casefold(): c for c in plan.commitments}
    if key in names:
        return names[key]
    starts = {c.id: c for name, c in names.items() if key and name.startswith(key)}
    if len(starts) == 1:
        return next(iter(starts.values()))
    if starts:
        raise RefusedError(f"“{quoted(text)}” could be {', '.join(sorted(starts))}: say which.")
    near = difflib.get_close_matches(key, names, n=1)
    hint = f" Did you mean “{names[near[0]].id}”?" if near else ""
    raise RefusedError(f"“{quoted(text)}” is not a commitment of this plan.{hint}")


def region_named(plan: Plan, text: str) -> str:
    """The plan's region with this name, or unambiguous start of one."""
    key = " ".join(text.casefold().split())
    names = {force.region.casefold(): force.region for force in plan.forces}
    if key in names:
        return names[key]
    starts = [region for name, region in names.items() if key and name.startswith(key)]
    if len(starts) == 1:
        return starts[0]
    if starts:
        raise RefusedError(f"“{quoted(text)}” could be {', '.join(sorted(starts))}: say which.")
    near = difflib.get_close_matches(key, names, n=1)
    hint = f"Did you mean “{names[near[0]]}”?" if near else f"The regions are {', '.join(names.values())}."
    raise RefusedError(f"“{quoted(text)}” is not a region of this plan. {hint}")
