"""A ticket's row and its story, read and written together: no act can do one without the other."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.actors import Actor
from trifecta.base.kinds import Event
from trifecta.log import journal, rows
from trifecta.staff.models import PLACEHOLDER_ID, Agent
from trifecta.tickets import rules
from trifecta.tickets.events.conversation import MessageReceived, MessageSent, NoteAdded
from trifecta.tickets.models import Message, Remark, Ticket

SPOKEN = (MessageSent, MessageReceived, NoteAdded)


def hold(ticket: Ticket) -> Ticket:
    """The row as it is now, nobody else's until the transaction ends; what the caller held may be stale."""
    return rows.hold(Ticket, ticket.pk)


def standing(ticket: Ticket, by: Actor) -> rules.Standing:
    """How it stands for `by`."""
    is_assignee = isinstance(by, Agent) and ticket.assignee_id == by.pk
    return rules.Standing(
        state=ticket.state,
        team=ticket.team_id,
        offered_to=ticket.offered_to_id,
        is_validated=ticket.validated_at is not None,
        came_from=origin(ticket),
        is_mine=is_assignee and ticket.owner_id != PLACEHOLDER_ID,
        asked_to_own=ticket.ownership_offered_to_id,
        asked_count=ticket.validation_asked_count,
    )


def origin(ticket: Ticket) -> int | None:
    """The team that would get the work back; reads the log only when the work has ever changed teams."""
    return rules.came_from(journal.read(ticket.stream)) if ticket.team_change_count else None


def undo_resolution(ticket: Ticket) -> tuple[str, ...]:
    """Put the row back to work and name the columns that this touches; the team and the assignee stay."""
    ticket.state, ticket.resolved_at, ticket.resolved_by_team = "open", None, None
    ticket.validation_asked_at, ticket.validation_asked_count = None, 0
    ticket.validated_at, ticket.closed_at, ticket.end_reason = None, None, None
    ticket.reopen_count += 1
    return _UNDONE


_UNDONE = (
    *("state", "resolved_at", "resolved_by_team", "validation_asked_at", "validation_asked_count"),
    *("validated_at", "closed_at", "end_reason", "reopen_count"),
)


def end(ticket: Ticket, state: str, *, at: datetime, reason: str | None = None) -> tuple[str, ...]:
    """Bring the row to its end and name the columns that this touches; whatever was on offer is no longer."""
    ticket.state, ticket.closed_at, ticket.end_reason = state, at, reason
    ticket.waiting_on, ticket.waiting_until = None, None
    ticket.offered_to, ticket.offered_at = None, None
    ticket.ownership_offered_to, ticket.ownership_offered_at = None, None
    return _ENDED


_ENDED = (
    *("state", "closed_at", "end_reason", "waiting_on", "waiting_until"),
    *("offered_to", "offered_at", "ownership_offered_to", "ownership_offered_at"),
)


def tell(
    ticket: Ticket,
    event: Event,
    *changed: str,
    by: Actor,
    at: datetime,
    words: str = "",
    recorded_at: datetime | None = None,
) -> int:
    """
    Save the changed columns, append the event, keep its words; return its seq. Inside the act's transaction.

    Raises TextTooLong.
    """
    rules.require_readable(words)
    ticket.updated_at = max(ticket.updated_at, at)
    rows.update(ticket, *changed, "updated_at")
    seq = journal.append(ticket.stream, event, by=by, at=at, recorded_at=recorded_at)
    if words.strip():
        kept = Message if isinstance(event, SPOKEN) else Remark
        rows.insert(kept(ticket=ticket, seq=seq, body=words))
    return seq


def say(ticket: Ticket, event: Event, *changed: str, by: Actor, at: datetime, words: str) -> Message:
    """Tell of words and keep them as the message that they are. Inside the act's transaction. Raises TextTooLong."""
    rules.require_readable(words)
    seq = tell(ticket, event, *changed, by=by, at=at)
    return rows.insert(Message(ticket=ticket, seq=seq, body=words))
