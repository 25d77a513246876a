"""One update on its way into the ledger: what it would give, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from tracker.domain.assess import assess
from tracker.domain.draft_check import problems_of, value_of_parts
from tracker.domain.reading import reading_of
from tracker.domain.status import Status
from tracker.domain.update import Update

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.assess import Assessment
    from tracker.domain.plan import Commitment, Plan
    from tracker.domain.update import Draft
    from tracker.store import Store


def preview(store: Store, plan: Plan, draft: Draft, as_of: date | None, now: datetime) -> Assessment:
    """The status the cell would have with this draft recorded, as of a day, at the least its own."""
    promise = plan.commitment(draft.commitment)
    day = max(as_of or draft.as_at, draft.as_at)
    series = store.series(draft.force, draft.commitment, as_of=day, earlier=promise.replaces)
    others = [update for update in series if update.draft.as_at != draft.as_at]
    if not draft.withdrawal:
        others.append(Update(0, with_value(draft, promise), "", now, now, ""))
    reading = reading_of(promise, promise.baselines.get(draft.force, 0.0), others)
    return assess(promise, draft.force, reading, day)


def problems(store: Store, plan: Plan, draft: Draft, now: datetime) -> list[str]:
    """Every reason why a draft cannot be recorded, in sentences; empty when it can."""
    promise = plan.commitment(draft.commitment)
    found = problems_of(with_value(draft, promise), promise, now.astimezone(UTC).date())
    if found:
        return found
    if draft.withdrawal:
        series = store.series(draft.force, draft.commitment, earlier=promise.replaces)
        if all(update.draft.as_at != draft.as_at for update in series):
            found.append(
                f"There is nothing to withdraw: {plan.force(draft.force).name} has no value for "
                f"“{promise.title}” as at {draft.as_at}."
            )
    elif plan.explain_red:
        found += _unexplained(draft, preview(store, plan, draft, None, now).status)
    return found


def with_value(draft: Draft, commitment: Commitment) -> Draft:
    """The draft with the value that its numerator and denominator give, where it has none itself."""
    if draft.value is None and not commitment.is_milestone:
        return replace(draft, value=value_of_parts(draft, commitment))
    return draft


def _unexplained(draft: Draft, status: Status) -> list[str]:
    if status not in (Status.RED, Status.AMBER_RED):
        return []
    asked = {"cause": draft.cause, "action": draft.action, "date back on track": draft.back_on_track}
    missing = [name for name, given in asked.items() if not given]
    if not missing:
        return []
    return [f"This computes {status.value}: the plan requires the {', the '.join(missing)} as well."]
