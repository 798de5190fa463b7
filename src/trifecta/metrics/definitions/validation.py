"""Whether it was solved for the customer: the headline, and the parts it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.definitions.resolution import REOPEN_WINDOW_S
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table
    from ibis.expr.types import BooleanValue

ENDED_OTHERWISE = N_("cancelled and merged tickets")
WITHOUT_THEM = N_("without cancelled and merged ones")


@metric(
    id="validated_resolution",
    version=1,
    label=N_("Solved for the customer"),
    question=N_("How many of our solutions were solutions to the customer?"),
    unit="share",
    better="higher",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="reopen_14d",
    left_out=N_(
        "cancelled and merged tickets; those whose customer or matter is not known, as nobody can tell whether the "
        "customer came again; tickets resolved less than 14 days ago"
    ),
    narrowed=N_("only those whose customer and matter are known"),
    source="Definition of this desk; a customer's silence is no confirmation, so both parts are kept apart",
    unmeasured=N_("No resolved ticket says both who asked and about what."),
)
def validated_resolution(tickets: Table) -> Table:
    """
    Share of resolved tickets that the customer confirmed, or after which the same customer did not come again within 7
    days about the same service or category; and that were not reopened within 14 days.

    >>> told = {"is_confirmed": [True, False, False], "is_repeated": [True, False, True]}
    >>> validated_resolution(example("tickets", told)).numerator.sum().execute()
    2
    """
    counted = _resolved(tickets).filter(tickets.is_repeated.notnull())
    return counted.mutate(
        case=counted.ticket,
        on=counted.first_resolved_on,
        numerator=((counted.is_confirmed | ~counted.is_repeated) & _held(counted)).ifelse(1, 0),
        ripe=counted.resolved_for_s >= REOPEN_WINDOW_S,
    )


@metric(
    id="confirmed_resolution",
    version=1,
    label=N_("Confirmed by the customer"),
    question=N_("Of how many solutions did the customer say that they are one?"),
    unit="share",
    better="higher",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="left_unvalidated",
    left_out=N_("cancelled and merged tickets; tickets resolved less than 14 days ago"),
    narrowed=WITHOUT_THEM,
    source="A ticket is finished when the customer says so",
)
def confirmed_resolution(tickets: Table) -> Table:
    """
    Share of resolved tickets that the customer confirmed and that were not reopened within 14 days. The first part of
    `validated_resolution`.

    >>> confirmed_resolution(example("tickets", {"is_confirmed": [True, False]})).numerator.mean().execute()
    0.5
    """
    counted = _resolved(tickets)
    return counted.mutate(
        case=counted.ticket,
        on=counted.first_resolved_on,
        numerator=(counted.is_confirmed & _held(counted)).ifelse(1, 0),
        ripe=counted.resolved_for_s >= REOPEN_WINDOW_S,
    )


@metric(
    id="left_unvalidated",
    version=1,
    label=N_("Closed without an answer"),
    question=N_("How many tickets were closed because nobody answered whether they are solved?"),
    unit="share",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="confirmed_resolution",
    left_out=ENDED_OTHERWISE,
    narrowed=WITHOUT_THEM,
    source="Silence is neither yes nor no, and is counted apart",
)
def left_unvalidated(tickets: Table) -> Table:
    """
    Share of resolved tickets that were closed after the customer had been asked as often as the desk asks, without any
    answer.

    >>> left_unvalidated(example("tickets", {"is_left_unanswered": [True, False]})).numerator.mean().execute()
    0.5
    """
    counted = _resolved(tickets)
    return counted.mutate(
        case=counted.ticket, on=counted.first_resolved_on, numerator=counted.is_left_unanswered.ifelse(1, 0)
    )


def _resolved(tickets: Table) -> Table:
    return tickets.filter(tickets.first_resolved_on.notnull() & ~tickets.is_cancelled & ~tickets.is_merged)


def _held(resolved: Table) -> BooleanValue:
    """It was not reopened within the window."""
    after_s = resolved.reopened_at.epoch_seconds() - resolved.first_resolved_at.epoch_seconds()
    return ~(after_s <= REOPEN_WINDOW_S).fill_null(False)  # noqa: FBT003
