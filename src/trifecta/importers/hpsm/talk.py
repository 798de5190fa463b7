"""What was said, noted, waited for and set right, from the activities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.importers.hpsm import vocabulary
from trifecta.importers.hpsm.incidents import Incident
from trifecta.importers.hpsm.moments import Moment
from trifecta.tickets.events import conversation, flow

STATUS = "Status Change"


class Said(NamedTuple):
    at: datetime
    event: Event


def messages(moments: Sequence[Moment]) -> Iterator[Said]:
    """One message or note for each moment that has any, however many lines tell of it."""
    for at, _, sorts in moments:
        if vocabulary.RECEIVED in sorts:
            yield Said(at, conversation.MessageReceived())
        if vocabulary.SENT in sorts:
            yield Said(at, conversation.MessageSent())
        elif vocabulary.MAILED in sorts:
            yield Said(at, conversation.MessageSent(channel=Code("mail")))
        if vocabulary.NOTES & sorts:
            yield Said(at, conversation.NoteAdded())


def pauses(moments: Sequence[Moment]) -> Iterator[Said]:
    """
    Waiting, and its end at the next change of status.

    The export hides which status was set. `Pending vendor` says it; a change of status in the very second of a
    communication with the customer means waiting for the customer: nineteen times in twenty the clock that the tool
    itself kept (`Handle Time`) stands still from there on.
    """
    is_waiting = False
    for at, _, sorts in moments:
        on = _waits_on(sorts)
        if on is not None:
            yield Said(at, flow.Waiting(on=on))
            is_waiting = True
        elif is_waiting and STATUS in sorts:
            yield Said(at, flow.Resumed())
            is_waiting = False


def _waits_on(sorts: frozenset[str]) -> Code | None:
    if "Pending vendor" in sorts:
        return Code("vendor")
    return Code("customer") if {vocabulary.SENT, STATUS} <= sorts else None


def opened(incident: Incident, moments: Sequence[Moment], **who: int | None) -> flow.Opened:
    """
    The opening with what was true then.

    The table tells only the final values: what an activity changed later is unknown before that.
    """
    changed = frozenset[str]().union(*(moment.sorts for moment in moments))
    is_reprioritized = bool(changed & vocabulary.REPRIORITIZED)
    return flow.Opened(
        sort=incident.sort,
        impact=None if "Impact Change" in changed else incident.impact,
        urgency=None if "Urgency Change" in changed else incident.urgency,
        priority=None if is_reprioritized else incident.priority,
        service=None if "Service Change" in changed else incident.service,
        item=None if "Affected CI Change" in changed else incident.item,
        category=incident.category,
        **who,  # type: ignore[arg-type]
    )


def settings(incident: Incident, moments: Sequence[Moment]) -> Iterator[Said]:
    """The final values, at the latest activity that changed them."""
    reprioritized = [moment.at for moment in moments if moment.sorts & vocabulary.REPRIORITIZED]
    recategorized = [moment.at for moment in moments if moment.sorts & vocabulary.RECATEGORIZED]
    if reprioritized:
        final = flow.Reprioritized(impact=incident.impact, urgency=incident.urgency, priority=incident.priority)
        yield Said(reprioritized[-1], final)
    if recategorized:
        about = flow.Recategorized(
            sort=incident.sort, service=incident.service, item=incident.item, category=incident.category
        )
        yield Said(recategorized[-1], about)
