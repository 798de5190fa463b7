"""What may happen to an agent or a team. The streams are `agent:N` and `team:N`."""

from __future__ import annotations

from datetime import datetime

from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("agent.added", N_("{actor} added an agent"))
class AgentAdded(Event):
    agent: AgentId
    role: Code
    team: TeamId | None = None


@kind("agent.invited", N_("{actor} invited an agent"))
class AgentInvited(Event):
    agent: AgentId
    role: Code


@kind("agent.joined", N_("{actor} joined the desk"))
class AgentJoined(Event):
    agent: AgentId


@kind("agent.team_joined", N_("{actor} put an agent into {team}"))
class TeamJoined(Event):
    """Also when a member becomes a lead or stops being one."""

    agent: AgentId
    team: TeamId
    leads: bool


@kind("agent.team_left", N_("{actor} took an agent out of {team}"))
class TeamLeft(Event):
    agent: AgentId
    team: TeamId


@kind("agent.revised", N_("{actor} changed what an agent may do"))
class AgentRevised(Event):
    """works: whether their access goes on."""

    agent: AgentId
    role: Code
    works: bool


@kind("agent.erased", N_("{actor} erased an agent"))
class AgentErased(Event):
    """The name and the way in are gone; what they did stays done."""

    agent: AgentId


@kind("team.hours_set", N_("{actor} said by which opening hours a team works"))
class TeamHoursSet(Event):
    """calendar: its number; absent when the desk's own hours hold for the team again."""

    calendar: int | None = None


@kind("agent.absence_planned", N_("{actor} said when an agent is away"))
class AbsencePlanned(Event):
    """absence: the number of its row. until_at: absent while nobody knows. backup: who is asked first."""

    agent: AgentId
    absence: int
    from_at: datetime
    until_at: datetime | None = None
    backup: AgentId | None = None


@kind("agent.absence_ended", N_("{actor} said that an agent is back"))
class AbsenceEnded(Event):
    """Earlier than planned, or before it began."""

    agent: AgentId
    absence: int
