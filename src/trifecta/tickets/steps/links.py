"""A ticket's links to tickets and articles: the rows, and the events that tell of them."""

from __future__ import annotations

from typing import Any

from trifecta.base.ids import Code, TicketId
from trifecta.base.text import N_
from trifecta.tickets import codes, refusals, rules
from trifecta.tickets.events.structure import Linked, Unlinked
from trifecta.tickets.models import ArticleLink, Ticket, TicketLink


def require_sound(ticket: Ticket, relation: str, to: Ticket | str) -> None:
    """Raises UnknownCode, CannotLink."""
    rules.require_code(relation, codes.RELATIONS)
    if (relation == "article") == isinstance(to, Ticket):
        raise refusals.CannotLink(N_("An article is named by its code, everything else is a ticket."))
    if to == ticket:
        raise refusals.CannotLink(N_("A ticket cannot be linked with itself."))


def make(ticket: Ticket, relation: str, to: Ticket | str) -> bool:
    """Whether it is new."""
    if isinstance(to, Ticket):
        return TicketLink.objects.get_or_create(ticket=ticket, other=to, relation=relation)[1]
    return ArticleLink.objects.get_or_create(ticket=ticket, article=to)[1]


def drop(ticket: Ticket, relation: str, to: Ticket | str) -> bool:
    """Whether it was there."""
    if isinstance(to, Ticket):
        return TicketLink.objects.filter(ticket=ticket, other=to, relation=relation).delete()[0] > 0
    return ArticleLink.objects.filter(ticket=ticket, article=to).delete()[0] > 0


def linked(relation: str, to: Ticket | str) -> Linked:
    return Linked(relation=Code(relation), **_named(to))


def unlinked(relation: str, to: Ticket | str) -> Unlinked:
    return Unlinked(relation=Code(relation), **_named(to))


def _named(to: Ticket | str) -> dict[str, Any]:
    return {"ticket": TicketId(to.pk)} if isinstance(to, Ticket) else {"article": Code(to)}
