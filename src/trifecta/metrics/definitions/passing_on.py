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


@metric(
    id="lost_between_teams",
    version=1,
    label=N_("Lost between teams"),
    question=N_("How many matters fell between teams before they were solved?"),
    unit="share",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="held_by_nobody",
    left_out=N_("tickets not resolved yet; those opened before any change of team was known"),
    unmeasured=NO_MOVE_IS_KNOWN,
    source="Definition of this desk",
)
def lost_between_teams(tickets: Table) -> Table:
    """
    Share of resolved tickets that, before they were first resolved, were declined twice or more, or on offer and so
    nobody's for more than eight business hours in all. Cut by team, it is the one that solved it, wherever it was lost.

    >>> tickets = example("tickets", {"is_lost": [True, False]})
    >>> lost_between_teams(tickets).numerator.mean().execute()
    0.5
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & tickets.moves_are_told)
    return resolved.mutate(case=resolved.ticket, on=resolved.first_resolved_on, numerator=resolved.is_lost.ifelse(1, 0))


@metric(
    id="explained_again",
    version=1,
    label=N_("Explained again"),
    question=N_("How often must customers explain their matter to a further team?"),
    unit="number",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="bootstrap",
    guard="reassignments",
    left_out=N_(
        "tickets that never left their first team, or not resolved yet; those from before moves and conversations were "
        "recorded; automatic mails and mere thanks"
    ),
    narrowed=N_("only those that came to a further team"),
    unmeasured=N_("The source tells of no conversation, or no matter came to a further team."),
    source="Definition of this desk",
)
def explained_again(tickets: Table) -> Table:
    """
    Mean number of stays with a further team in which the customer had to write something, over resolved tickets that
    came to another team than their first before they were first resolved. To be asked once more counts as much as to
    ask once more: either way the customer speaks to people who were not told. Cut by team, it is the one that solved
    it.

    >>> told = {"team_change_count": [1, 2, 0], "explained_again_count": [0, 1, 0]}
    >>> explained_again(example("tickets", told)).amount.mean().execute()
    0.5
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & tickets.moves_are_told)
    counted = resolved.filter(resolved.conversation_is_told & (resolved.team_change_count > 0))
    return counted.mutate(case=counted.ticket, on=counted.first_resolved_on, amount=counted.explained_again_count)


@metric(
    id="ownership_changes",
    version=1,
    label=N_("Changes of owner per ticket"),
    question=N_("How often does the one who answers to the customer change?"),
    unit="number",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="bootstrap",
    guard="reassignments",
    left_out=N_("tickets not resolved yet; the first owner by name, after none, is no change"),
    source="Total Contact Ownership: you answer it, you own it",
)
def ownership_changes(tickets: Table) -> Table:
    """
    Mean number of times that the ownership of a resolved ticket passed from one agent to another, in its whole life so
    far.

    >>> ownership_changes(example("tickets", {"owner_change_count": [0, 0, 1, 1]})).amount.mean().execute()
    0.5
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull())
    return resolved.mutate(case=resolved.ticket, on=resolved.first_resolved_on, amount=resolved.owner_change_count)
