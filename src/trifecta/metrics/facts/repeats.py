"""Whether a customer came again within a week, for the same thing."""

from __future__ import annotations

import ibis
from ibis import Table

from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.columns import NONE
from trifecta.metrics.facts.matters import about

WITHIN_US = 7 * 86_400 * MICRO
"""By the definition of a repeat contact."""


def of_contacts(contacts: Table, solved: Table) -> Table:
    """
    By contact: for inbound ones whose customer and matter are known.

    solved: ticket and the instant of its first resolution, if there is one
    If the next contact is about the same ticket, which is still open then, it asks after work in hand: no repeat.
    """
    known = contacts.mutate(about=about(contacts))
    known = known.filter((known.direction == "inbound") & known.customer.notnull() & known.about.notnull())
    ended = solved.select(ended_ticket="ticket", ended_us="first_resolved_us")
    joined = known.left_join(ended, known.ticket == ended.ended_ticket)
    rows = joined.select("contact", "ticket", "started_us", "customer", "about", "ended_us")
    window = ibis.window(group_by=["customer", "about"], order_by=["started_us", "contact"])
    rows = rows.mutate(next_us=rows.started_us.lead().over(window), next_ticket=rows.ticket.lead().over(window))
    is_open = (rows.ended_us == NONE) | (rows.next_us < rows.ended_us)
    asks_after = ((rows.next_ticket == rows.ticket) & is_open).fill_null(False)  # noqa: FBT003
    is_near = (rows.next_us - rows.started_us <= WITHIN_US).fill_null(False)  # noqa: FBT003
    return rows.select("contact", is_repeated=is_near & ~asks_after)


def of_tickets(asked: Table, contacts: Table) -> Table:
    """
    By ticket: after its first resolution, an inbound contact or another ticket of its customer.

    asked: ticket, customer, about, opened_us, first_resolved_us, NONE where unknown
    Tickets that were not resolved, or whose customer or matter is unknown, are absent.
    """
    known = asked.filter((asked.customer != NONE) & (asked.about != NONE))
    ended = known.filter(known.first_resolved_us != NONE)
    inbound = contacts.mutate(about=about(contacts))
    inbound = inbound.filter((inbound.direction == "inbound") & inbound.customer.notnull() & inbound.about.notnull())
    none = ibis.null("int64")
    marks = ibis.union(
        known.select("customer", "about", at_us="opened_us", came_us="opened_us", ticket=none),
        inbound.select("customer", "about", at_us="started_us", came_us="started_us", ticket=none),
        ended.select("customer", "about", at_us="first_resolved_us", came_us=none, ticket="ticket"),
    )
    order = [marks.at_us, marks.ticket.asc(nulls_first=True)]
    following = ibis.window(group_by=["customer", "about"], order_by=order, rows=(1, None))
    nearest = marks.mutate(next_us=marks.came_us.min().over(following))
    nearest = nearest.filter(nearest.ticket.notnull())
    return nearest.select("ticket", is_repeated=(nearest.next_us - nearest.at_us <= WITHIN_US).fill_null(False))  # noqa: FBT003
