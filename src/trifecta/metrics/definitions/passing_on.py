"""How work is passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

NO_MOVE_IS_KNOWN = N_("No change of team is known: the source tells of none, or there was none yet.")


@metric(
    id="reassignments",
    version=2,
    label=N_("Changes of team per ticket"),
    question=N_("How often is a matter passed on before it is solved?"),
    unit="number",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="bootstrap",
    guard="flr",
    left_out=N_("tickets not resolved yet; those opened before any change of team was known"),
    unmeasured=NO_MOVE_IS_KNOWN,
    source="Definition of this desk; the first assignment is no change",
)
def reassignments(tickets: Table) -> Table:
    """
    Mean number of times a resolved ticket came to another team before it was first resolved.

    >>> tickets = example("tickets", {"team_change_count": [0, 2, 1]})
    >>> reassignments(tickets).amount.mean().execute()
    1.0
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & tickets.moves_are_told)
    return resolved.mutate(case=resolved.ticket, on=resolved.first_resolved_on, amount=resolved.team_change_count)


@metric(
    id="pingpong",
    version=2,
    label=N_("Came back to a team"),
    question=N_("How many matters went to and fro between teams?"),
    unit="share",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="reassignments",
    left_out=N_("tickets not resolved yet; those opened before any change of team was known"),
    unmeasured=NO_MOVE_IS_KNOWN,
    source="Definition of this desk",
)
def pingpong(tickets: Table) -> Table:
    """
    Share of resolved tickets that a team received a second time before they were first resolved (A-B-A).

    >>> tickets = example("tickets", {"has_returned": [True, False]})
    >>> pingpong(tickets).numerator.mean().execute()
    0.5
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & tickets.moves_are_told)
    return resolved.mutate(
        case=resolved.ticket, on=resolved.first_resolved_on, numerator=resolved.has_returned.ifelse(1, 0)
    )
