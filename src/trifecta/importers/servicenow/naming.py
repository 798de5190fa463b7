"""The names in audit rows as ids, each asked for once."""

from __future__ import annotations

from functools import lru_cache

from trifecta.base.ids import AgentId, CategoryId, Code, CustomerId, ItemId, SiteId, TeamId
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


_MADE_ONCE = (
    *("actor", "moved", "reprioritized", "recategorized", "resolved"),
    *("_customer", "_site", "_at_work", "_about"),
)


class Naming:
    """Turns cells into events that hold ids; equal events are made once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        for made_once in _MADE_ONCE:
            setattr(self, made_once, lru_cache(maxsize=100_000)(getattr(self, made_once)))

    def opener(self, row: Audit) -> str:
        """Who opened it: the caller where they served themselves, else the person at the desk."""
        if row.caller and _channel(row.channel) == "portal":
            return f"customer:{self._customer(row.caller)}"
        return self.actor(row.opened_by)

    def opened(self, row: Audit) -> Opened:
        team, assignee = self._at_work(row.group, row.assignee)
        category, item = self._about(row.category, row.subcategory, row.item)
        return Opened(
            sort=SORT,
            owner=AgentId(PLACEHOLDER_ID),
            requester=self._customer(row.caller),
            team=team,
            assignee=assignee,
            channel=_channel(row.channel),
            impact=leading_number(row.impact),
            urgency=leading_number(row.urgency),
            priority=leading_number(row.priority),
            category=category,
            item=item,
            site=self._site(row.location),
        )

    def actor(self, person: str) -> str:
        return f"staff:{self._names.agent(person)}" if person else SYSTEM

    def moved(self, group_before: str, group: str, person: str) -> tuple[Event, ...]:
        """From one team to another it is a handoff, else an assignment."""
        team, assignee = self._at_work(group, person)
        if team is None or not group_before or group == group_before:
            return (Assigned(team=team, assignee=assignee),)
        return HandoffOffered(to_team=team, reason=_REASSIGNED), HandoffAccepted(team=team, assignee=assignee)

    def reprioritized(self, impact: str, urgency: str, priority: str) -> Event:
        return Reprioritized(
            impact=leading_number(impact), urgency=leading_number(urgency), priority=leading_number(priority)
        )

    def recategorized(self, category: str, subcategory: str, item: str) -> Event:
        about, on = self._about(category, subcategory, item)
        return Recategorized(sort=SORT, category=about, item=on)

    def resolved(self, code: str) -> Event:
        return Resolved(code=Code(code))

    def _customer(self, name: str) -> CustomerId | None:
        return self._names.customer(name) if name else None

    def _site(self, name: str) -> SiteId | None:
        return self._names.site(name) if name else None

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
