"""How tickets hang together, and how a wrong fact is put right."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import ChangeId, Code, ContactId, ProblemId, TicketId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_

UNNAMED = Code("unnamed")
"""An article of which a source says only that one was used."""


@kind("ticket.merged", N_("{actor} merged it into {into}"))
class Merged(Event):
    into: TicketId


@kind("ticket.absorbed", N_("{actor} merged {ticket} into it"))
class Absorbed(Event):
    """
    What merging is to the ticket that goes on.

    started_at: since when the customer waits for the matter of the other one, so that no promise begins later.
    """

    ticket: TicketId
    started_at: datetime


@kind("ticket.split", N_("{actor} split {into} from it"))
class Split(Event):
    into: TicketId


@kind("ticket.linked", N_("{actor} linked it ({relation})"))
class Linked(Event):
    """
    relation: contact, problem, fixed_by_change, caused_by_change, parent, related, split_from, article.

    Exactly the field that the relation names is filled. direction, answered: of a contact; the actor is who had it, and
    `happened_at` is when it was answered, so that a call to the customer counts as an answer (promise case 18).
    """

    relation: Code
    contact: ContactId | None = None
    direction: Code | None = None
    answered: bool | None = None
    problem: ProblemId | None = None
    change: ChangeId | None = None
    ticket: TicketId | None = None
    article: Code | None = None


@kind("ticket.unlinked", N_("{actor} took back a link ({relation})"))
class Unlinked(Event):
    """Names what the link named."""

    relation: Code
    problem: ProblemId | None = None
    change: ChangeId | None = None
    ticket: TicketId | None = None
    article: Code | None = None


@kind("ticket.corrected", N_("{actor} corrected an earlier entry"))
class Corrected(Event):
    """Folds skip the entry `supersedes`; the right fact, if there is one, is appended as an entry of its own."""

    supersedes: int
