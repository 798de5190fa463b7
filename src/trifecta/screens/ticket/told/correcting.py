"""Which lines of the story their reader may say to be wrong."""

from __future__ import annotations

from collections.abc import Callable

from trifecta.staff.models import Agent
from trifecta.tickets import permits
from trifecta.tickets.actions.structure.correct import CORRECTABLE
from trifecta.tickets.acts import Act
from trifecta.tickets.timeline import Moment


def may_correct(by: Agent, *, ties: frozenset[permits.Relation]) -> Callable[[Moment], bool]:
    """ties: of this agent to the ticket; none where nothing can be corrected any more."""
    permitted, leads = bool(permits.PERMITS[Act.CORRECT] & ties), permits.leads(ties)

    def may(moment: Moment) -> bool:
        is_possible = permitted and moment.kind in CORRECTABLE and not moment.is_superseded
        return is_possible and (leads or moment.actor == by.actor)

    return may
