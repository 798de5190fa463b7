"""From opened to closed."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import AgentId, CategoryId, Code, ContactId, CustomerId, ItemId, ServiceId, SiteId, TeamId
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("ticket.opened", N_("{actor} opened the ticket"), erasure=Erasure.WORDS)
class Opened(Event):
    """impact, urgency: 1 (high) to 4; priority: 1 (critical) to 5. contact: the first contact, if recorded."""

    sort: Code
    owner: AgentId
    requester: CustomerId | None = None
    team: TeamId | None = None
    assignee: AgentId | None = None
    channel: Code | None = None
    impact: int | None = None
    urgency: int | None = None
    priority: int | None = None
    service: ServiceId | None = None
    item: ItemId | None = None
    category: CategoryId | None = None
    site: SiteId | None = None
    contact: ContactId | None = None


@kind("ticket.waiting", N_("{actor} waits for {on}"))
class Waiting(Event):
    """on: customer, vendor, change, problem, other."""

    on: Code
    until: datetime | None = None


@kind("ticket.resumed", N_("{actor} resumed the work"))
class Resumed(Event):
    pass


@kind("ticket.reprioritized", N_("{actor} changed the priority"))
class Reprioritized(Event):
    """The whole of it: an absent field means unknown."""

    impact: int | None = None
    urgency: int | None = None
    priority: int | None = None


@kind("ticket.recategorized", N_("{actor} changed what it is about"))
class Recategorized(Event):
    """The whole of it: an absent field means none."""

    sort: Code
    service: ServiceId | None = None
    item: ItemId | None = None
    category: CategoryId | None = None


@kind("ticket.requester_named", N_("{actor} said that it is the matter of {requester}"))
class RequesterNamed(Event):
    """The whole of it: who asked, and where they were; what follows from it holds from the beginning."""

    requester: CustomerId
    site: SiteId | None = None


@kind("ticket.resolved", N_("{actor} says it is solved"), erasure=Erasure.WORDS)
class Resolved(Event):
    """The agent's claim. code: how; article: knowledge that helped; team: who solved it, if not the team at work."""

    code: Code | None = None
    article: Code | None = None
    team: TeamId | None = None


@kind("ticket.validation_asked", N_("{actor} asked again whether it is solved"))
class ValidationAsked(Event):
    """attempt: 2 and more; to say that it is solved is the first asking."""

    attempt: int


@kind("ticket.validated", N_("{actor} confirmed that it is solved"))
class Validated(Event):
    pass


@kind("ticket.rejected", N_("{actor} says it is not solved"), erasure=Erasure.WORDS)
class Rejected(Event):
    reason: Code | None = None


@kind("ticket.validation_unanswered", N_("nobody answered whether it is solved"))
class ValidationUnanswered(Event):
    attempts: int


@kind("ticket.reopened", N_("{actor} reopened the ticket"), erasure=Erasure.WORDS)
class Reopened(Event):
    reason: Code | None = None


@kind("ticket.closed", N_("{actor} closed the ticket"))
class Closed(Event):
    reason: Code | None = None


@kind("ticket.cancelled", N_("{actor} cancelled the ticket"), erasure=Erasure.WORDS)
class Cancelled(Event):
    """reason: spam, mistake, withdrawn, other."""

    reason: Code
