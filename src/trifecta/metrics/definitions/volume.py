"""How much comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

SOURCE = "Definition of this desk"


@metric(
    id="contact_volume",
    version=1,
    label=N_("Contacts"),
    question=N_("How many times did customers reach us?"),
    unit="count",
    better="context",
    date_basis="began",
    fact="contacts",
    interval="count",
    left_out=N_("contacts that we began"),
    narrowed=N_("without those that we began"),
    source=SOURCE,
    unmeasured=N_("No contact is recorded. Import a source that has contacts, or record them."),
    min_count=0,
)
def contact_volume(contacts: Table) -> Table:
    """
    Inbound contacts, each one once, answered or not. A contact is one touch, not a ticket.

    >>> contacts = example("contacts", {"direction": ["inbound", "outbound", "inbound"]})
    >>> contact_volume(contacts).count().execute()
    2
    """
    return contacts.filter(contacts.direction == "inbound").mutate(case=contacts.contact, on=contacts.started_on)


@metric(
    id="ticket_volume",
    version=1,
    label=N_("Tickets opened"),
    question=N_("How many matters did customers bring us?"),
    unit="count",
    better="context",
    date_basis="opened",
    fact="tickets",
    interval="count",
    guard="contacts_per_ticket",
    left_out=N_("tickets split off another one"),
    narrowed=N_("without those split off another one"),
    source=SOURCE,
    min_count=0,
)
def ticket_volume(tickets: Table) -> Table:
    """
    Tickets opened, also those that were later merged or cancelled: somebody had to read them.

    >>> tickets = example("tickets", {"is_split_off": [False, True, False]})
    >>> ticket_volume(tickets).count().execute()
    2
    """
    return tickets.filter(~tickets.is_split_off).mutate(case=tickets.ticket, on=tickets.opened_on)


@metric(
    id="contacts_per_ticket",
    version=2,
    label=N_("Contacts per ticket"),
    question=N_("How often must a customer reach us about one matter?"),
    unit="number",
    better="lower",
    date_basis="opened",
    fact="tickets",
    interval="bootstrap",
    guard="ticket_volume",
    left_out=N_("cancelled and merged tickets; tickets from before contacts were recorded"),
    narrowed=N_("without cancelled and merged ones"),
    source=SOURCE,
    unmeasured=N_("No contact is recorded. Import a source that has contacts, or record them."),
)
def contacts_per_ticket(tickets: Table) -> Table:
    """
    Mean number of contacts linked to a ticket in its whole life so far, over tickets opened in the period. A contact of
    a ticket that was merged into another counts for the one that goes on.

    >>> tickets = example("tickets", {"contact_count": [1, 2, 3], "contacts_are_told": [True, True, False]})
    >>> contacts_per_ticket(tickets).amount.mean().execute()
    1.5
    """
    counted = tickets.filter(tickets.contacts_are_told & ~tickets.is_cancelled & ~tickets.is_merged)
    return counted.mutate(case=counted.ticket, on=counted.opened_on, amount=counted.contact_count)
