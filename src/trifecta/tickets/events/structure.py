"""How tickets hang together, and how a wrong fact is put right."""

from __future__ import annotations

from trifecta.base.ids import ChangeId, Code, ContactId, ProblemId, TicketId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_

UNNAMED = Code("unnamed")
"""An article of which a source says only that one was used."""


@kind("ticket.merged", N_("{actor} merged it into {into}"))
class Merged(Event):
    into: TicketId


@kind("ticket.split", N_("{actor} split {into} from it"))
class Split(Event):
    into: TicketId


@kind("ticket.linked", N_("{actor} linked it ({relation})"))
class Linked(Event):
    """
    relation: contact, problem, fixed_by_change, caused_by_change, parent, related, article.

    Exactly the field that the relation names is filled.
    """

    relation: Code
    contact: ContactId | None = None
    problem: ProblemId | None = None
    change: ChangeId | None = None
    ticket: TicketId | None = None
    article: Code | None = None


@kind("ticket.corrected", N_("{actor} corrected an earlier entry"))
class Corrected(Event):
    """Folds skip the entry `supersedes`; the right fact, if there is one, is appended as an entry of its own."""

    supersedes: int
