"""Who may say what happened between the desk and a customer."""

from __future__ import annotations

from trifecta.base.actors import Actor, System
from trifecta.base.errors import NotPermitted
from trifecta.base.text import N_
from trifecta.staff.models import Agent, Role


class NotForYou(NotPermitted):
    """Contacts are recorded by the desk: its agents, its rules, its phone switch."""


def require_records(by: Actor) -> None:
    """Raises NotForYou."""
    is_agent = isinstance(by, Agent) and by.is_active and by.role != Role.AUDITOR
    if not (is_agent or isinstance(by, System)):
        raise NotForYou(N_("Only the desk's agents record contacts."))
