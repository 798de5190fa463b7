"""
Lives of tickets, act by act, as a desk works: for benches and for tests that end a process anywhere.

`company()` makes who takes part, once per database; `live(company, number)` gives the acts of one ticket in turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from trifecta.customers.models import Customer
from trifecta.staff.models import Agent, Level, Membership, Team
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import Ticket

BEGIN = datetime(2026, 3, 2, 9, tzinfo=UTC)
WORDS = (
    "Since this morning I cannot get in any more. It says that my access has ended, but nobody told me anything. "
    "I have tried it twice and started the machine anew. Could you please have a look?"
)


@dataclass(frozen=True, slots=True)
class Company:
    """Two teams, the agents of each, and who asks."""

    desk: Team
    network: Team
    first: list[Agent]
    second: list[Agent]
    customers: list[Customer]


def company(*, agent_count: int = 8, customer_count: int = 40) -> Company:
    """Made where it is not there yet."""
    desk, _ = Team.objects.get_or_create(name="Desk of lives", defaults={"level": Level.SERVICE_DESK})
    network, _ = Team.objects.get_or_create(name="Network of lives", defaults={"level": Level.SECOND})
    return Company(
        desk,
        network,
        [_agent(f"First {number}", desk) for number in range(agent_count)],
        [_agent(f"Second {number}", network) for number in range(agent_count)],
        [Customer.objects.get_or_create(name=f"Customer {number}")[0] for number in range(customer_count)],
    )


def life(who: Company, number: int) -> list[partial[Any]]:
    """
    What happens to one ticket, in turn: the first act makes it, the others take it; all of them want `at`.

    Eleven acts, twelve events: the customer's answer also resumes.
    """
    ann, bob = who.first[number % len(who.first)], who.second[number % len(who.second)]
    asking = who.customers[number % len(who.customers)]
    wish = Opening(
        sort="incident", subject=f"Matter {number}", body=WORDS, requester=asking, team=who.desk, assignee=ann,
        channel="phone", impact=2, urgency=3,
    )  # fmt: skip
    return [
        partial(open_ticket, wish, by=ann),
        partial(add_note, body=WORDS, by=ann),
        partial(reply, body=WORDS, by=ann, channel="mail"),
        partial(reprioritize, impact=1, urgency=2, by=ann),
        partial(wait, on="customer", by=ann),
        partial(reply, body=WORDS, by=asking, channel="mail"),
        partial(offer_handoff, to=who.network, reason="expertise", tried=WORDS, by=ann),
        partial(accept_handoff, assignee=bob, by=bob),
        partial(reply, body=WORDS, by=bob, channel="mail"),
        partial(resolve, how="fixed", words=WORDS, by=bob),
        partial(validate, by=asking),
    ]


def live(who: Company, number: int) -> Iterator[tuple[str, Callable[[], Any]]]:
    """The acts of one life as (name, what does it), a minute apart; each is done before the next is asked for."""
    at = BEGIN + timedelta(minutes=20 * number)
    opening, *rest = life(who, number)
    made: list[Ticket] = []
    yield opening.func.__name__, lambda: made.append(opening(at=at))
    for minute, act in enumerate(rest, 1):
        yield act.func.__name__, partial(act, made[0], at=at + timedelta(minutes=minute))


def _agent(name: str, team: Team) -> Agent:
    agent, _ = Agent.objects.get_or_create(name=name)
    Membership.objects.get_or_create(agent=agent, team=team)
    return agent
