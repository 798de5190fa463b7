"""Who may change the desk itself."""

from __future__ import annotations

from trifecta.base.actors import Actor, System
from trifecta.base.errors import NotPermitted
from trifecta.base.text import N_
from trifecta.staff.models import Agent, Role


def may_run_desk(by: Actor) -> bool:
    """Administrators may, and the commands of whoever owns the machine."""
    return isinstance(by, System) or (isinstance(by, Agent) and by.is_active and by.role == Role.ADMIN)


def require_run_desk(by: Actor) -> None:
    """Raises NotPermitted."""
    if not may_run_desk(by):
        raise NotPermitted(N_("Only an administrator of the desk may do this."))


def may_audit(by: Actor) -> bool:
    """Administrators may read the whole log, and auditors, who may do nothing else."""
    return may_run_desk(by) or is_auditor(by)


def may_read_book(by: Actor) -> bool:
    """What is promised may be read by whoever defends the numbers of it, too: leads and leaders."""
    return may_audit(by) or (isinstance(by, Agent) and by.is_active and by.role in {Role.LEAD, Role.LEADER})


def is_auditor(by: object) -> bool:
    return isinstance(by, Agent) and by.is_active and by.role == "auditor"
