"""How work passes from team to team: offered, accepted, declined, lost in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

SOURCE = "Definition of this desk"
NO_OFFER = N_("No handoff was offered, or the source tells of none.")


@metric(
    id="handoffs",
    version=1,
    label=N_("Handoffs"),
    question=N_("How often is work offered to another team?"),
    unit="count",
    better="lower",
    date_basis="offered",
    fact="handoffs",
    interval="count",
    guard="handoffs_declined",
    unmeasured=NO_OFFER,
    source=SOURCE,
    min_count=0,
)
def handoffs(handoffs: Table) -> Table:
    """
    Handoffs offered, whatever came of them, counted for the team to which the work was offered. Of a ticket that is
    passed on twice there are two.

    >>> handoffs(example("handoffs", {"answer": ["accepted", "declined", None]})).count().execute()
    3
    """
    return handoffs.mutate(case=handoffs.ticket, on=handoffs.offered_on)


@metric(
    id="handoffs_declined",
    version=1,
    label=N_("Handoffs declined"),
    question=N_("How much of the work that is offered is sent back?"),
    unit="share",
    better="lower",
    date_basis="answered",
    fact="handoffs",
    interval="wilson",
    guard="held_by_nobody",
    left_out=N_("offers not answered yet, taken back, or ended with the ticket"),
    narrowed=N_("only those accepted or declined"),
    unmeasured=NO_OFFER,
    source=SOURCE,
)
def handoffs_declined(handoffs: Table) -> Table:
    """
    Share of the handoffs accepted or declined in the period that were declined, for the team to which they were
    offered.

    >>> told = example("handoffs", {"answer": ["accepted", "declined", "withdrawn", None]})
    >>> handoffs_declined(told).numerator.mean().execute()
    0.5
    """
    counted = handoffs.filter(handoffs.answer.isin(("accepted", "declined")))
    return counted.mutate(
        case=counted.ticket, on=counted.answered_on, numerator=(counted.answer == "declined").ifelse(1, 0)
    )


@metric(
    id="held_by_nobody",
    version=1,
    label=N_("On offer, nine in ten"),
    question=N_("Within which time does a team answer nine offers of work in ten?"),
    unit="s",
    better="lower",
    date_basis="offered",
    fact="handoffs",
    interval="km_p90",
    guard="handoffs_declined",
    left_out=N_("handoffs accepted at once: in one conversation, or because a source tells only that the work moved"),
    narrowed=N_("without those accepted at once"),
    unmeasured=N_("No handoff waited for an answer, or the source tells only that the work moved."),
    unreached=N_("Fewer than nine in ten were answered, so the time cannot be told yet."),
    source="Kaplan & Meier 1958; business hours of the ticket's calendar",
    is_business_time=True,
)
def held_by_nobody(handoffs: Table) -> Table:
    """
    Business time from the offer of a handoff to its answer, that nine in ten keep within. Until a team accepts, the
    work is nobody's. Offers that still stand count as not answered so far; those taken back or ended with the ticket
    as not answered until then.

    >>> told = {"nobody_s": [60, 0, 90], "answered_at": [days(1), days(0), None], "answer": ["accepted"] * 2 + [None]}
    >>> waited = held_by_nobody(example("handoffs", told))
    >>> waited.duration_s.sum().execute(), waited.observed.sum().execute()
    (150, 1)
    """
    waited = (handoffs.answered_at != handoffs.offered_at).fill_null(True)  # noqa: FBT003
    counted = handoffs.filter(waited & handoffs.nobody_s.notnull())
    is_answered = counted.answer.isin(("accepted", "declined")).fill_null(False)  # noqa: FBT003
    return counted.mutate(case=counted.ticket, on=counted.offered_on, duration_s=counted.nobody_s, observed=is_answered)


@metric(
    id="held_by_team",
    version=1,
    label=N_("With a team, median"),
    question=N_("How long does a team have a matter before it is solved or goes on?"),
    unit="s",
    better="lower",
    date_basis="began",
    fact="stays",
    interval="km_p50",
    guard="pingpong",
    left_out=N_("time on offer to another team, and time with no team"),
    unmeasured=N_("No ticket was with a team yet, or the source tells of no teams."),
    unreached=N_("Fewer than half have ended, so the time cannot be told yet."),
    source="Kaplan & Meier 1958; business hours of the ticket's calendar",
    is_business_time=True,
)
def held_by_team(stays: Table) -> Table:
    """
    Median business time that a ticket was open with a team, from coming there until it was offered on, given back or
    ended, over stays that began in the period; those that last count as not ended so far. A ticket that comes back
    stays a second time. Waiting time is not taken out.

    >>> told = example("stays", {"held_s": [60, 90, 30], "is_over": [True, False, True], "team": [1, 1, None]})
    >>> held_by_team(told).duration_s.sum().execute(), held_by_team(told).observed.sum().execute()
    (150, 1)
    """
    counted = stays.filter(~stays.is_offered & stays.team.notnull() & stays.held_s.notnull())
    return counted.mutate(case=counted.ticket, on=counted.from_on, duration_s=counted.held_s, observed=counted.is_over)


@metric(
    id="nobody_share",
    version=1,
    label=N_("Time that was nobody's"),
    question=N_("How much of the time that work is open does no team have it?"),
    unit="share",
    better="lower",
    date_basis="began",
    fact="stays",
    interval="ratio",
    guard="held_by_nobody",
    left_out=N_("time beyond the hours of the ticket's calendar; tickets of which no team is known"),
    unmeasured=N_("No ticket was with a team yet, or the source tells of no teams."),
    source=SOURCE,
)
def nobody_share(stays: Table) -> Table:
    """
    Business seconds on offer to another team, divided by all business seconds that tickets were open with a team or on
    offer, over the stays that began in the period. Cut by team, it is the time for which that team's offers stood.

    >>> told = nobody_share(example("stays", {"held_s": [60, 20], "is_offered": [False, True], "team": [1, 1]}))
    >>> told.numerator.sum().execute(), told.denominator.sum().execute()
    (20, 80)
    """
    counted = stays.filter(stays.team.notnull() & stays.held_s.notnull())
    return counted.mutate(
        case=counted.ticket,
        on=counted.from_on,
        numerator=counted.is_offered.ifelse(counted.held_s, 0),
        denominator=counted.held_s,
    )
