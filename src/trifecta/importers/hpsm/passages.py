"""
With which team the work was, from activities that name only the team of the person who acted.

A `Reassignment` names the team that passed the work on. Whom it went to shows in the next activity that is work (see
vocabulary), and an `Assignment` of a person outside the holding team shows that this team has it now. The export knows
no acceptance, so a handoff is offered and accepted at one instant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from trifecta.base.ids import Code, TeamId
from trifecta.importers.hpsm.moments import OPEN, Moment
from trifecta.importers.hpsm.vocabulary import WORK
from trifecta.tickets.events import handoff

REASSIGNED = Code("reassigned")
TAKEN = Code("taken")


class Passage(NamedTuple):
    at: datetime
    event: handoff.Assigned | handoff.HandoffOffered | handoff.HandoffAccepted


def first_holder(moments: Sequence[Moment]) -> TeamId | None:
    """Who had the work from its opening: the team of the first work done on it, else the team that opened it."""
    for moment in moments:
        if moment.sorts & WORK:
            return moment.team
    return next((moment.team for moment in moments if OPEN in moment.sorts), None)


def passages(moments: Sequence[Moment], holder: TeamId | None) -> Iterator[Passage]:
    """Each time the work went to somebody else, in another team or in the same."""
    for place, moment in enumerate(moments):
        if "Reassignment" in moment.sorts:
            to, reason = _next_holder(moments[place + 1 :]) or holder, REASSIGNED
        elif "Assignment" in moment.sorts:
            to, reason = moment.team, TAKEN
        else:
            continue
        if to is None or to == holder:
            yield Passage(moment.at, handoff.Assigned(team=holder))
            continue
        yield Passage(moment.at, handoff.HandoffOffered(to_team=to, reason=reason))
        yield Passage(moment.at, handoff.HandoffAccepted(team=to))
        holder = to


def _next_holder(later: Sequence[Moment]) -> TeamId | None:
    """The team that worked on it next; failing that, the one that did anything next."""
    for moment in later:
        if moment.sorts & WORK and moment.team is not None:
            return moment.team
    return later[0].team if later else None
