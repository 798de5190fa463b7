"""Who follows a ticket, and what it is linked with."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.tickets.events.structure import UNNAMED
from trifecta.tickets.models import ArticleLink, Participant, Ticket, TicketLink


@dataclass(frozen=True, slots=True)
class Around:
    """links: from this ticket to others."""

    participants: list[Participant]
    links: list[TicketLink]
    articles: list[str]


def read(ticket: Ticket) -> Around:
    """Three queries."""
    followers = Participant.objects.filter(ticket=ticket).select_related("customer", "agent").order_by("pk")
    links = TicketLink.objects.filter(ticket=ticket).select_related("other").order_by("pk")
    articles = ArticleLink.objects.filter(ticket=ticket).exclude(article=UNNAMED)
    return Around(list(followers), list(links), list(articles.values_list("article", flat=True)))
