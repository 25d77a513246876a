"""One update on its way into the ledger: what it would give, and what is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from tracker.domain.assess import assess
from tracker.domain.cell_view import Foreseen
from tracker.domain.draft_check import LONGEST_TEXT, problems_of, value_of_parts
from tracker.domain.draft_questions import MOST_EARLIER, questions_of
from tracker.domain.errors import RefusedError
from tracker.domain.reading import AS_AT, reading_of
from tracker.domain.status import Status
from tracker.domain.update import Draft, Update
from tracker.domain.words import one_line

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.assess import Assessment
    from tracker.domain.cell_view import Recorded
    from tracker.domain.plan import Commitment, Plan
    from tracker.store import Store


def preview(store: Store, plan: Plan, draft: Draft, as_of: date | None, now: datetime) -> Assessment:
    """The status the cell would have with this draft recorded, as of a day, at the least its own."""
    promise = plan.commitment(draft.commitment)
    day = max(as_of or draft.as_at, draft.as_at)
    series = store.series(draft.force, draft.commitment, as_of=day, earlier=promise.replaces)
    others = [update for update in series if update.draft.as_at != draft.as_at]
    if not draft.withdrawal:
        others.append(Update(0, with_value(draft, promise), "", now, now, ""))
    reading = reading_of(promise, promise.baselines.get(draft.force, 0.0), sorted(others, key=AS_AT))
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


def foresee(store: Store, plan: Plan, draft: Draft, as_of: date | None, now: datetime) -> Foreseen:
    """What recording a draft would do, and what is odd about it."""
    promise = plan.commitment(draft.commitment)
    series = store.series(draft.force, draft.commitment, earlier=promise.replaces)
    before = [update for update in series if update.draft.as_at < draft.as_at]
    values = [update.draft.value for update in before if update.draft.value is not None]
    full = with_value(draft, promise)
    return Foreseen(
        preview(store, plan, draft, as_of, now),
        tuple(problems(store, plan, draft, now)),
        tuple(questions_of(full, promise, values[-MOST_EARLIER:])),
        next((update for update in series if update.draft.as_at == draft.as_at), None),
        before[-1] if before else None,
    )


def standing(store: Store, plan: Plan, draft: Draft) -> Update | None:
    """The update that stands for the cell and the as-at date of a draft, with its texts."""
    replaces = plan.commitment(draft.commitment).replaces
    series = store.series(draft.force, draft.commitment, texts=True, earlier=replaces)
    return next((update for update in series if update.draft.as_at == draft.as_at), None)


def undoing(store: Store, plan: Plan, done: Recorded) -> Draft:
    """The draft that takes an update back: a withdrawal, or what stood before it recorded again.

    :class:`RefusedError` where something else has been recorded for its date since.
    """
    now = standing(store, plan, done.draft)
    if (now.seq if now else None) != (None if done.draft.withdrawal else done.receipt.seq):
        since = (
            "it was withdrawn" if now is None else f"{one_line(now.author)} recorded number {now.seq} for it"
        )
        number = done.receipt.seq
        raise RefusedError([f"Number {number} is not undone: {since} since. Nothing is changed."])
    note = f"Undoes number {done.receipt.seq}."
    if done.replaced is None:
        return Draft(done.draft.force, done.draft.commitment, done.draft.as_at, withdrawal=True, note=note)
    before = done.replaced.draft
    said = f"{before.note} ({note})" if before.note else note
    return replace(
        before, commitment=done.draft.commitment, note=said[:LONGEST_TEXT], published_on=None, source_ref=None
    )


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
