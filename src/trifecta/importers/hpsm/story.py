"""The whole story of one incident, put together in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from trifecta.base.ids import AgentId, ChangeId, Code
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.hpsm import lifecycle, passages, talk
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.moments import Moment
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events import flow, structure

# The export names teams and no persons, so nobody's deed is told as a person's.
ACTOR = "importer:hpsm"
_OPENED, _REOPENED, _SAID, _PASSED, _SET, _WAITED, _SOLVED, _CLOSED, _LINKED = range(9)
_Step = tuple[datetime, int, Event]


def tell(incident: Incident, moments: Sequence[Moment], link: structure.Linked | None, at: datetime) -> list[Told]:
    """Every event of the ticket. link: its change, known `at`."""
    steps = list(_steps(incident, moments))
    if link is not None:
        steps.append((max(at, incident.opened_at), _LINKED, link))
    steps.sort(key=_place)
    return [Told(at, ACTOR, event) for at, _, event in _sensible(steps)]


def relation(incident: Incident, change: ChangeId, *, started_at: datetime | None) -> structure.Linked:
    """
    How a ticket hangs on its change: the export does not say, so the order of time does.

    What was opened after the change went live was caused by it; before that, the change is the cure.
    """
    is_caused = started_at is not None and incident.opened_at >= started_at
    return structure.Linked(relation=Code("caused_by_change" if is_caused else "fixed_by_change"), change=change)


def _steps(incident: Incident, moments: Sequence[Moment]) -> Iterator[_Step]:
    holder = passages.first_holder(moments)
    opening = talk.opened(incident, moments, owner=AgentId(PLACEHOLDER_ID), team=holder)
    yield incident.opened_at, _OPENED, opening
    if incident.article:
        article = structure.Linked(relation=Code("article"), article=Code(incident.article))
        yield incident.opened_at, _OPENED, article
    for turn in lifecycle.turns(incident, moments):
        yield turn.at, _RANKS[turn.event.kind], turn.event
    for at, event in talk.messages(moments):
        yield at, _SAID, event
    for passage in passages.passages(moments, holder):
        yield passage.at, _PASSED, passage.event
    for at, event in talk.settings(incident, moments):
        yield at, _SET, event
    for at, event in talk.pauses(moments):
        yield at, _WAITED, event


_RANKS = {flow.Reopened.kind: _REOPENED, flow.Resolved.kind: _SOLVED, flow.Closed.kind: _CLOSED}


def _sensible(steps: list[_Step]) -> Iterator[_Step]:
    """Without waiting on what is finished, and without resuming what did not wait."""
    is_waiting, is_finished = False, False
    for step in steps:
        event = step[2]
        if isinstance(event, flow.Waiting):
            if is_finished:
                continue
            is_waiting = True
        elif isinstance(event, flow.Resumed):
            if not is_waiting:
                continue
            is_waiting = False
        elif isinstance(event, flow.Resolved | flow.Closed | flow.Reopened):
            is_waiting, is_finished = False, not isinstance(event, flow.Reopened)
        yield step


def _place(step: _Step) -> tuple[datetime, int]:
    return step[:2]
