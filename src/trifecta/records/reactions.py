"""What changes and problems do when tickets speak of them."""

from __future__ import annotations

from trifecta.base.entries import Entry
from trifecta.records.models import CHANGE_RELATIONS, ChangeLink, ProblemLink
from trifecta.tickets.events.structure import Linked


def on_linked(stream: str, entry: Entry) -> None:
    """Write the link's row when the ticket names a change or a problem."""
    event = entry.event
    assert isinstance(event, Linked)
    ticket_id = int(stream.partition(":")[2])
    if event.change and event.relation in CHANGE_RELATIONS:
        ChangeLink.objects.get_or_create(ticket_id=ticket_id, change_id=event.change, relation=event.relation)
    elif event.problem and event.relation == "problem":
        ProblemLink.objects.get_or_create(ticket_id=ticket_id, problem_id=event.problem)
