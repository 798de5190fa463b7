"""What the page of agents shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trifecta.staff.models import Agent
from trifecta.web.format import number as number_of

PER_PAGE = 100
# Which people: with a way in or on their way, of an imported history, or gone.
SHOWN: Mapping[str, Q] = {
    "here": Q(is_active=True) & (Q(account__isnull=False) | Q(invitation__isnull=False)),
    "history": Q(is_active=True, account=None, invitation=None),
    "gone": Q(is_active=False),
}
TABS = (
    ("here", gettext_lazy("At the desk")),
    ("history", gettext_lazy("From the history")),
    ("gone", gettext_lazy("Gone")),
)


@dataclass(frozen=True, slots=True)
class Line:
    agent: Agent
    teams: str
    access: str


@dataclass(frozen=True, slots=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """number: from 1; of: how many pages there are."""

    lines: list[Line]
    tabs: list[Tab]
    shown: str
    number: int
    count: int

    @property
    def of(self) -> int:
        return max(1, -(-self.count // PER_PAGE))


def read(*, shown: str, number: int, at: datetime) -> Page:
    """A hundred agents by name; an unknown choice or page is the first one."""
    shown = shown if shown in SHOWN else "here"
    counts = {name: _agents(name).count() for name in SHOWN}
    number = number if 1 <= number <= max(1, -(-counts[shown] // PER_PAGE)) else 1
    found = _agents(shown).select_related("account", "invitation").prefetch_related("teams").order_by("name", "pk")
    lines = [_line(agent, at) for agent in found[(number - 1) * PER_PAGE : number * PER_PAGE]]
    tabs = [Tab(str(label), f"?show={name}", name == shown, number_of(counts[name])) for name, label in TABS]
    tabs.append(Tab(_("Customers"), reverse("customers"), current=False, count=None))
    return Page(lines, tabs, shown, number, counts[shown])


def access(agent: Agent, *, at: datetime) -> str:
    """How this agent comes in, in words."""
    if not agent.is_active:
        return _("access has ended")
    if agent.account_id:
        return _("signs in")
    invitation = getattr(agent, "invitation", None)
    if invitation is None:
        return _("cannot sign in")
    return _("invited") if invitation.expires_at > at else _("invitation ran out")


def _agents(shown: str) -> QuerySet[Agent]:
    return Agent.objects.filter(SHOWN[shown], is_placeholder=False)


def _line(agent: Agent, at: datetime) -> Line:
    return Line(agent, ", ".join(sorted(team.name for team in agent.teams.all())), access(agent, at=at))
