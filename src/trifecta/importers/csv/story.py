"""The whole story of one ticket, from what its rows say as a whole and from what they tell one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.csv import promises
from trifecta.importers.csv.happenings import ACTOR
from trifecta.importers.csv.tickets import Ticket
from trifecta.importers.reading.cells import BadCell
from trifecta.tickets.events import conversation, flow, structure

_OPENED, _STARTED, _REOPENED, _SAID, _HAPPENED, _SOLVED, _SETTLED, _ENDED = range(8)
_Step = tuple[datetime, int, Told]


def tell(ticket: Ticket, retold: Sequence[Told], *, opened_at: datetime, as_of: datetime) -> list[Told]:
    """Every event of the ticket; retold: those of its rows. Raises BadCell when a time lies before the opening."""
    steps = [*_steps(ticket, opened_at), *((told.at, _HAPPENED, told) for told in retold)]
    for at, _, told in steps:
        if at < opened_at:
            raise BadCell(f"it was {_NAMES.get(told.event.kind, 'worked on')} before it was opened")
    if ticket.deadline_at is not None:
        steps.append(_step(opened_at, _STARTED, promises.started(ticket.deadline_at)))
        done_at = done(ticket, retold)
        settled = promises.outcome(ticket.deadline_at, opened_at=opened_at, done_at=done_at, as_of=as_of)
        if settled is not None:
            steps.append(_step(settled[0], _SETTLED, settled[1]))
    steps.sort(key=_place)
    return [told for _, _, told in steps]


def done(ticket: Ticket, retold: Sequence[Told]) -> datetime | None:
    """When it was solved, the last time; failing that, closed."""
    solved = [told.at for told in retold if isinstance(told.event, flow.Resolved)]
    closed = [told.at for told in retold if isinstance(told.event, flow.Closed)]
    own = ticket.resolved_at or (None if solved else ticket.closed_at)
    return max([*solved, *([own] if own else [])], default=max(closed, default=None))


def latest(ticket: Ticket, retold: Sequence[Told]) -> datetime | None:
    """The latest instant known of it; a deadline is no news."""
    told = [ticket.opened_at, ticket.responded_at, ticket.resolved_at, ticket.reopened_at, ticket.closed_at]
    return max((at for at in [*told, ticket.cancelled_at, *(one.at for one in retold)] if at), default=None)


def _steps(ticket: Ticket, opened_at: datetime) -> Iterator[_Step]:
    yield _step(opened_at, _OPENED, ticket.opened, ticket.body)
    if ticket.responded_at is not None:
        actor = ACTOR if ticket.agent is None else f"staff:{ticket.agent}"
        yield ticket.responded_at, _SAID, Told(ticket.responded_at, actor, conversation.MessageSent())
    if ticket.reopened_at is not None:
        yield _step(ticket.reopened_at, _REOPENED, flow.Reopened())
    if ticket.resolved_at is not None:
        code, article = (Code(text) if text else None for text in (ticket.code, ticket.article))
        yield _step(ticket.resolved_at, _SOLVED, flow.Resolved(code=code, article=article), ticket.solution)
    elif ticket.article:
        yield _step(opened_at, _SAID, structure.Linked(relation=Code("article"), article=Code(ticket.article)))
    if ticket.closed_at is not None:
        yield _step(ticket.closed_at, _ENDED, flow.Closed())
    if ticket.cancelled_at is not None:
        yield _step(ticket.cancelled_at, _ENDED, flow.Cancelled(reason=Code("other")))


def _step(at: datetime, rank: int, event: Event, words: str = "") -> _Step:
    return at, rank, Told(at, ACTOR, event, words or None)


def _place(step: _Step) -> tuple[datetime, int]:
    return step[:2]


_NAMES = {
    flow.Resolved.kind: "solved",
    flow.Closed.kind: "closed",
    flow.Cancelled.kind: "withdrawn",
    flow.Reopened.kind: "opened again",
    conversation.MessageSent.kind: "answered",
}
