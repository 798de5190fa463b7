"""Why a matter arrives, when it is more than ordinary life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trifecta.base import ids
from trifecta.importers.simulated.company.people import Agent, Customer
from trifecta.importers.simulated.company.portfolio import Item
from trifecta.importers.simulated.speech.situations import Situation

ORDINARY = "ordinary"
CHANGE = "change"
OUTAGE = "outage"
REPEAT = "repeat"
DUPLICATE = "duplicate"
SPLIT = "split"
COMPLAINT = "complaint"


class Origin(NamedTuple):
    """The earlier ticket that a repeat, a duplicate or a complaint comes from."""

    key: str
    id: ids.TicketId
    service: str
    item: Item | None
    slots: Mapping[str, str]
    situation: str
    variant: int


class Merging(NamedTuple):
    """When and by whom a second telling is recognized as the ticket that is there. ticket: key and id of the second."""

    at: int
    by: Agent
    ticket: tuple[str, ids.TicketId]


@dataclass(slots=True)
class Cause:
    """
    code: of the planned change or outage. since: what customers add about it. item: what is affected.

    contacts: keys of the contacts that came of it; caused: the ticket that others of an outage hang on, once open.
    """

    sort: str
    code: str = ""
    since: tuple[str, ...] = ()
    item: Item | None = None
    change: ids.ChangeId | None = None
    until_at: int = 0
    is_major: bool = False
    contacts: list[str] = field(default_factory=list)
    parent: ids.TicketId | None = None


@dataclass(slots=True)
class Arrival:
    """A matter of a customer that comes to the desk. channel: set where it can only be this one."""

    at: int
    situation: Situation
    customer: Customer
    cause: Cause | None = None
    channel: ids.Code | None = None
    origin: Origin | None = None
    merging: Merging | None = None

    @property
    def sort(self) -> str:
        return self.cause.sort if self.cause else ORDINARY
