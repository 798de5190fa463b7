"""Whether a story makes sense: pure, for corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from trifecta.base.entries import Entry, in_order
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets import rules
from trifecta.tickets.events import flow, handoff, ownership, structure
from trifecta.tickets.replay import EMPTY, STEPS, Row

Fits = Callable[[Row, Any], bool]


def senseless(entries: Iterable[Entry]) -> frozenset[int]:
    """The entries that what was told before them does not lead to; a foreign desk's history may have some."""
    row, found = dict(EMPTY), set()
    for seq, at, actor, event in in_order(entries):
        fits, step = _FITS.get(event.kind), STEPS.get(event.kind)
        if fits is not None and not fits(row, event):
            found.add(seq)
        if step is not None:
            step(row, event, at, actor)
    return frozenset(found)


def built_on(entries: Sequence[Entry], seq: int) -> frozenset[int]:
    """The entries that would make no sense if this one did not count."""
    return senseless(entry for entry in entries if entry.seq != seq) - senseless(entries)


def _at_work(row: Row, _event: Any) -> bool:
    return row["state"] in rules.AT_WORK


def _waiting(row: Row, _event: Any) -> bool:
    return bool(row["state"] == "waiting")


def _resolved(row: Row, _event: Any) -> bool:
    return bool(row["state"] == "resolved")


def _claimed(row: Row, _event: Any) -> bool:
    return row["state"] in {"resolved", "closed"}


def _not_ended(row: Row, _event: Any) -> bool:
    return rules.is_owned_on(row["state"])


def _on_offer(row: Row, event: Any) -> bool:
    return row["state"] in rules.AT_WORK and bool(row["offered_to_id"] == event.team)


def _elsewhere(row: Row, event: handoff.GivenBack) -> bool:
    return row["state"] in rules.AT_WORK and bool(row["team_id"] != event.to_team)


def _asked_to_own(row: Row, _event: Any) -> bool:
    return row["ownership_offered_to_id"] is not None


def _may_own(row: Row, event: ownership.OwnershipTaken) -> bool:
    return event.owner == row["ownership_offered_to_id"] or bool(row["owner_id"] == PLACEHOLDER_ID)


_FITS: Mapping[str, Fits] = {
    handoff.Assigned.kind: _at_work,
    handoff.HandoffOffered.kind: _at_work,
    handoff.HandoffAccepted.kind: _on_offer,
    handoff.HandoffDeclined.kind: _on_offer,
    handoff.HandoffWithdrawn.kind: _on_offer,
    handoff.GivenBack.kind: _elsewhere,
    ownership.OwnershipTaken.kind: _may_own,
    ownership.OwnershipDeclined.kind: _asked_to_own,
    ownership.OwnershipOfferWithdrawn.kind: _asked_to_own,
    flow.Waiting.kind: _at_work,
    flow.Resumed.kind: _waiting,
    flow.Reprioritized.kind: _at_work,
    flow.Resolved.kind: _at_work,
    flow.ValidationAsked.kind: _resolved,
    flow.Validated.kind: _resolved,
    flow.ValidationUnanswered.kind: _resolved,
    flow.Closed.kind: _resolved,
    flow.Rejected.kind: _claimed,
    flow.Reopened.kind: _claimed,
    flow.Cancelled.kind: _not_ended,
    structure.Merged.kind: _not_ended,
}
DEMANDING = frozenset(_FITS)
"""The kinds that make sense only after others."""
