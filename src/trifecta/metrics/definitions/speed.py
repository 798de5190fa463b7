"""How long people wait. Open tickets are censored and never left out: that would flatter (Kaplan & Meier 1958)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

SOURCE = "Kaplan & Meier 1958; business hours of the ticket's calendar"
ENDED_OTHERWISE = N_("cancelled and merged tickets")
WITHOUT_THEM = N_("without cancelled and merged ones")
HALF_ARE_OPEN = N_("Fewer than half are resolved, so the time cannot be told yet.")
TENTH_IS_OPEN = N_("Fewer than nine in ten are resolved, so the time cannot be told yet.")
TENTH_IS_UNANSWERED = N_("Fewer than nine in ten got a response from a person, so the time cannot be told.")


@metric(
    id="ttr_km_p50",
    version=2,
    label=N_("Time to resolve, median"),
    question=N_("How long does it take us to solve a matter, usually?"),
    unit="s",
    better="lower",
    date_basis="opened",
    fact="tickets",
    interval="km_p50",
    guard="backlog_over_target_share",
    left_out=ENDED_OTHERWISE,
    narrowed=WITHOUT_THEM,
    source=SOURCE,
    unreached=HALF_ARE_OPEN,
    is_business_time=True,
)
def ttr_km_p50(tickets: Table) -> Table:
    """
    Median business time from opened to first resolved, over tickets opened in the period; those still open count as
    not resolved so far (Kaplan-Meier). Waiting time is not taken out. What took another ticket in before it was
    resolved is counted since the earlier of the two was opened.

    >>> tickets = example("tickets", {"resolution_s": [60, 120, 600], "is_resolved": [True, True, False]})
    >>> sorted(to_resolve.execute() for to_resolve in [ttr_km_p50(tickets).duration_s.max()])
    [600]
    """
    return _to_resolve(tickets)


@metric(
    id="ttr_km_p90",
    version=2,
    label=N_("Time to resolve, nine in ten"),
    question=N_("Within which time do we solve nine matters in ten?"),
    unit="s",
    better="lower",
    date_basis="opened",
    fact="tickets",
    interval="km_p90",
    guard="backlog_over_target_share",
    left_out=ENDED_OTHERWISE,
    narrowed=WITHOUT_THEM,
    source=SOURCE,
    unreached=TENTH_IS_OPEN,
    is_business_time=True,
)
def ttr_km_p90(tickets: Table) -> Table:
    """
    Business time from opened to first resolved that nine tickets in ten keep within, over tickets opened in the period;
    those still open count as not resolved so far (Kaplan-Meier). Unknown while too many are open. What took another
    ticket in before it was resolved is counted since the earlier of the two was opened.

    >>> tickets = example("tickets", {"resolution_s": [60, 120], "is_resolved": [True, False]})
    >>> ttr_km_p90(tickets).observed.sum().execute()
    1
    """
    return _to_resolve(tickets)


def _to_resolve(tickets: Table) -> Table:
    counted = tickets.filter(~tickets.is_cancelled & ~tickets.is_merged & tickets.resolution_s.notnull())
    return counted.mutate(
        case=counted.ticket, on=counted.opened_on, duration_s=counted.resolution_s, observed=counted.is_resolved
    )


@metric(
    id="first_response_p90",
    version=3,
    label=N_("First response, nine in ten"),
    question=N_("Within which time do nine customers in ten get a first response from a person?"),
    unit="s",
    better="lower",
    date_basis="opened",
    fact="tickets",
    interval="km_p90",
    guard="fcr_measured",
    left_out=N_("cancelled and merged tickets; tickets from before conversations were recorded"),
    narrowed=WITHOUT_THEM,
    source=SOURCE,
    unmeasured=N_("The source tells no conversation, so nobody knows when the first response came."),
    unreached=TENTH_IS_UNANSWERED,
    is_business_time=True,
)
def first_response_p90(tickets: Table) -> Table:
    """
    Business time from opened to the first public answer by a human agent, that nine tickets in ten keep within, over
    tickets opened in the period. Automatic mails and internal notes are no answer; whoever opens a ticket while talking
    with the customer has answered at once; the unanswered count as not yet.
    What took another ticket in before it was answered is counted since the earlier of the two was opened.

    >>> tickets = example("tickets", {"response_s": [30, 90], "is_answered": [True, False]})
    >>> first_response_p90(tickets).duration_s.sum().execute()
    120
    """
    told = tickets.conversation_is_told & tickets.response_s.notnull()
    counted = tickets.filter(told & ~tickets.is_cancelled & ~tickets.is_merged)
    return counted.mutate(
        case=counted.ticket, on=counted.opened_on, duration_s=counted.response_s, observed=counted.is_answered
    )
