"""
A ticket's row from its story: a pure fold, used by tests, repair and bulk import.

Covers every column that is not words. Each kind that moves a column has one function below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from trifecta.base.entries import Entry, in_order
from trifecta.base.kinds import Event
from trifecta.tickets.events import conversation, flow, handoff, ownership, structure

Row = dict[str, Any]
Step = Callable[[Row, Any, datetime, str], None]

EMPTY: Row = {
    "sort": None,
    "state": "open",
    "channel": None,
    "impact": None,
    "urgency": None,
    "priority": None,
    "requester_id": None,
    "site_id": None,
    "service_id": None,
    "item_id": None,
    "category_id": None,
    "owner_id": None,
    "team_id": None,
    "assignee_id": None,
    "offered_to_id": None,
    "offered_at": None,
    "ownership_offered_to_id": None,
    "ownership_offered_at": None,
    "waiting_on": None,
    "waiting_until": None,
    "opened_at": None,
    "first_response_at": None,
    "first_resolved_at": None,
    "resolved_at": None,
    "resolved_by_team_id": None,
    "validation_asked_at": None,
    "validation_asked_count": 0,
    "validated_at": None,
    "closed_at": None,
    "end_reason": None,
    "updated_at": None,
    "reopen_count": 0,
    "team_change_count": 0,
    "merged_into_id": None,
}

# What conditions ask of a ticket by name, and the column that holds it.
FACTS = {
    **{name: name for name in ("sort", "impact", "urgency", "priority", "channel", "state", "opened_at")},
    "team_changes": "team_change_count",
    **{
        name: f"{name}_id" for name in ("requester", "site", "service", "item", "category", "team", "owner", "assignee")
    },
}


def replay(entries: Iterable[Entry]) -> Row:
    """The columns of `tickets_ticket` without words, by name."""
    row = dict(EMPTY)
    for _seq, at, actor, event in in_order(entries):
        step = STEPS.get(event.kind)
        if step is not None:
            step(row, event, at, actor)
        if not event.kind.startswith("promise."):  # a deadline that passes is no work on the ticket
            row["updated_at"] = at
    return row


def _opened(row: Row, event: flow.Opened, at: datetime, _actor: str) -> None:
    row["sort"], row["channel"], row["opened_at"] = event.sort, event.channel, at
    row["impact"], row["urgency"], row["priority"] = event.impact, event.urgency, event.priority
    row["requester_id"], row["site_id"] = event.requester, event.site
    row["service_id"], row["item_id"], row["category_id"] = event.service, event.item, event.category
    row["owner_id"], row["team_id"], row["assignee_id"] = event.owner, event.team, event.assignee


def _answered(row: Row, event: conversation.MessageSent | structure.Linked, at: datetime, actor: str) -> None:
    if row["first_response_at"] is None and is_response(event, actor):
        row["first_response_at"] = at


def is_response(event: conversation.MessageSent | structure.Linked, actor: str) -> bool:
    """Only a human agent's public answer, or call that the customer answered, is a response (promise case 18)."""
    if isinstance(event, structure.Linked):
        return actor.startswith("staff:") and event.direction == "outbound" and bool(event.answered)
    return actor.startswith("staff:") and not event.automatic


def _assigned(row: Row, event: handoff.Assigned, _at: datetime, _actor: str) -> None:
    _move(row, event.team)
    row["assignee_id"] = event.assignee


def _offered(row: Row, event: handoff.HandoffOffered, at: datetime, _actor: str) -> None:
    row["offered_to_id"], row["offered_at"] = event.to_team, at


def _accepted(row: Row, event: handoff.HandoffAccepted, _at: datetime, _actor: str) -> None:
    _move(row, event.team)
    row["assignee_id"] = event.assignee
    row["offered_to_id"], row["offered_at"] = None, None


def _no_longer_offered(
    row: Row, _event: handoff.HandoffDeclined | handoff.HandoffWithdrawn, _at: datetime, _actor: str
) -> None:
    row["offered_to_id"], row["offered_at"] = None, None


def _given_back(row: Row, event: handoff.GivenBack, _at: datetime, _actor: str) -> None:
    _move(row, event.to_team)
    row["assignee_id"] = None


def _move(row: Row, team_id: int | None) -> None:
    """The first team is no change; coming to another one is, and ends any offer."""
    if team_id == row["team_id"]:
        return
    if row["team_id"] is not None and team_id is not None:
        row["team_change_count"] += 1
    row["team_id"] = team_id
    row["offered_to_id"], row["offered_at"] = None, None


def _asked_to_own(row: Row, event: ownership.OwnershipOffered, at: datetime, _actor: str) -> None:
    row["ownership_offered_to_id"], row["ownership_offered_at"] = event.to, at


def _taken(row: Row, event: ownership.OwnershipTaken, _at: datetime, _actor: str) -> None:
    row["owner_id"] = event.owner
    row["ownership_offered_to_id"], row["ownership_offered_at"] = None, None


def _no_longer_asked(row: Row, _event: Event, _at: datetime, _actor: str) -> None:
    row["ownership_offered_to_id"], row["ownership_offered_at"] = None, None


def _waiting(row: Row, event: flow.Waiting, _at: datetime, _actor: str) -> None:
    row["state"], row["waiting_on"], row["waiting_until"] = "waiting", event.on, event.until


def _resumed(row: Row, _event: flow.Resumed, _at: datetime, _actor: str) -> None:
    row["state"], row["waiting_on"], row["waiting_until"] = "open", None, None


def _reprioritized(row: Row, event: flow.Reprioritized, _at: datetime, _actor: str) -> None:
    row["impact"], row["urgency"], row["priority"] = event.impact, event.urgency, event.priority


def _recategorized(row: Row, event: flow.Recategorized, _at: datetime, _actor: str) -> None:
    row["sort"], row["service_id"] = event.sort, event.service
    row["item_id"], row["category_id"] = event.item, event.category


def _requester_named(row: Row, event: flow.RequesterNamed, _at: datetime, _actor: str) -> None:
    row["requester_id"], row["site_id"] = event.requester, event.site


def _resolved(row: Row, event: flow.Resolved, at: datetime, _actor: str) -> None:
    row["state"], row["waiting_on"], row["waiting_until"] = "resolved", None, None
    row["offered_to_id"], row["offered_at"] = None, None
    row["first_resolved_at"] = row["first_resolved_at"] or at
    row["resolved_at"], row["resolved_by_team_id"] = at, event.team or row["team_id"]
    row["validation_asked_at"], row["validation_asked_count"] = at, 1


def _asked(row: Row, event: flow.ValidationAsked, at: datetime, _actor: str) -> None:
    row["validation_asked_at"], row["validation_asked_count"] = at, event.attempt


def _validated(row: Row, _event: flow.Validated, at: datetime, _actor: str) -> None:
    row["validated_at"] = at


def _reopened(row: Row, _event: flow.Reopened | flow.Rejected, _at: datetime, _actor: str) -> None:
    row["state"], row["resolved_at"], row["resolved_by_team_id"] = "open", None, None
    row["validation_asked_at"], row["validation_asked_count"] = None, 0
    row["validated_at"], row["closed_at"], row["end_reason"] = None, None, None
    row["reopen_count"] += 1


def _closed(row: Row, event: flow.Closed, at: datetime, _actor: str) -> None:
    _end(row, "closed", at)
    row["end_reason"] = event.reason


def _cancelled(row: Row, event: flow.Cancelled, at: datetime, _actor: str) -> None:
    _end(row, "cancelled", at)
    row["end_reason"] = event.reason


def _merged(row: Row, event: structure.Merged, at: datetime, _actor: str) -> None:
    _end(row, "merged", at)
    row["merged_into_id"] = event.into


def _end(row: Row, state: str, at: datetime) -> None:
    row["state"], row["closed_at"], row["end_reason"] = state, at, None
    row["waiting_on"], row["waiting_until"] = None, None
    row["offered_to_id"], row["offered_at"] = None, None
    row["ownership_offered_to_id"], row["ownership_offered_at"] = None, None


MOVING: dict[str, Step] = {
    flow.Opened.kind: _opened,
    handoff.Assigned.kind: _assigned,
    handoff.HandoffOffered.kind: _offered,
    handoff.HandoffAccepted.kind: _accepted,
    handoff.HandoffDeclined.kind: _no_longer_offered,
    handoff.HandoffWithdrawn.kind: _no_longer_offered,
    handoff.GivenBack.kind: _given_back,
    ownership.OwnershipTaken.kind: _taken,
    flow.Waiting.kind: _waiting,
    flow.Resumed.kind: _resumed,
    flow.Reprioritized.kind: _reprioritized,
    flow.Recategorized.kind: _recategorized,
    flow.RequesterNamed.kind: _requester_named,
    flow.Resolved.kind: _resolved,
    flow.Rejected.kind: _reopened,
    flow.Reopened.kind: _reopened,
    flow.Closed.kind: _closed,
    flow.Cancelled.kind: _cancelled,
    structure.Merged.kind: _merged,
}
"""Kinds that may move what FACTS name, the state, or an offer of the work."""

STEPS: dict[str, Step] = {
    **MOVING,
    conversation.MessageSent.kind: _answered,
    structure.Linked.kind: _answered,
    ownership.OwnershipOffered.kind: _asked_to_own,
    ownership.OwnershipDeclined.kind: _no_longer_asked,
    ownership.OwnershipOfferWithdrawn.kind: _no_longer_asked,
    flow.ValidationAsked.kind: _asked,
    flow.Validated.kind: _validated,
}
