"""The names in audit rows as ids, each asked for once."""

from __future__ import annotations

from functools import lru_cache

from trifecta.base.ids import AgentId, CategoryId, Code, ItemId, TeamId
from trifecta.base.kinds import Event
from trifecta.importers.contract import Names
from trifecta.importers.reading.cells import leading_number
from trifecta.importers.servicenow.audit import UNNAMED_TEAM, Audit
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Opened, Recategorized, Reprioritized, Resolved
from trifecta.tickets.events.handoff import Assigned, HandoffAccepted, HandoffOffered

SYSTEM = "importer:servicenow"
CHANNELS = {
    "phone": "phone",
    "ivr": "phone",
    "email": "mail",
    "self service": "portal",
    "self-service": "portal",
    "virtual agent": "chat",
    "chat": "chat",
    "walk-in": "walk_in",
}
SORT = Code("incident")
_REASSIGNED = Code("reassigned")


class Naming:
    """Turns cells into events that hold ids; equal events are made once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.actor = lru_cache(maxsize=None)(self._actor)
        self.assigned = lru_cache(maxsize=None)(self._assigned)
        self.handoff = lru_cache(maxsize=None)(self._handoff)
        self.reprioritized = lru_cache(maxsize=None)(self._reprioritized)
        self.recategorized = lru_cache(maxsize=None)(self._recategorized)
        self.resolved = lru_cache(maxsize=None)(self._resolved)

    def opener(self, row: Audit) -> str:
        """Who opened it: the caller where they served themselves, else the person at the desk."""
        if row.caller and _channel(row.channel) == "portal":
            return f"customer:{self._names.customer(row.caller)}"
        return self.actor(row.opened_by)

    def opened(self, row: Audit) -> Opened:
        team, assignee = self._at_work(row.group, row.assignee)
        category, item = self._about(row.category, row.subcategory, row.item)
        return Opened(
            sort=SORT,
            owner=AgentId(PLACEHOLDER_ID),
            requester=self._names.customer(row.caller) if row.caller else None,
            team=team,
            assignee=assignee,
            channel=_channel(row.channel),
            impact=leading_number(row.impact),
            urgency=leading_number(row.urgency),
            priority=leading_number(row.priority),
            category=category,
            item=item,
            site=self._names.site(row.location) if row.location else None,
        )

    def _actor(self, person: str) -> str:
        return f"staff:{self._names.agent(person)}" if person else SYSTEM

    def _assigned(self, group: str, person: str) -> Event:
        team, assignee = self._at_work(group, person)
        return Assigned(team=team, assignee=assignee)

    def _handoff(self, group: str, person: str) -> tuple[Event, Event]:
        team, assignee = self._at_work(group, person)
        assert team is not None
        return HandoffOffered(to_team=team, reason=_REASSIGNED), HandoffAccepted(team=team, assignee=assignee)

    def _reprioritized(self, impact: str, urgency: str, priority: str) -> Event:
        return Reprioritized(
            impact=leading_number(impact), urgency=leading_number(urgency), priority=leading_number(priority)
        )

    def _recategorized(self, category: str, subcategory: str, item: str) -> Event:
        about, on = self._about(category, subcategory, item)
        return Recategorized(sort=SORT, category=about, item=on)

    def _resolved(self, code: str) -> Event:
        return Resolved(code=Code(code))

    def _at_work(self, group: str, person: str) -> tuple[TeamId | None, AgentId | None]:
        team = self._names.team(group) if group else None
        member_of = None if group == UNNAMED_TEAM else team
        return team, self._names.agent(person, team=member_of) if person else None

    def _about(self, category: str, subcategory: str, item: str) -> tuple[CategoryId | None, ItemId | None]:
        name = " / ".join(part for part in (category, subcategory) if part)
        return self._names.category(name) if name else None, self._names.item(item) if item else None


@lru_cache(maxsize=64)
def _channel(contact_type: str) -> Code | None:
    return Code(CHANNELS.get(contact_type.casefold(), "other")) if contact_type else None
