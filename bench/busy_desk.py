"""
A desk of any size as a source for the importers.

Two desks of different sizes have the same teams, agents, services, length of history, entries per ticket, words per
message and days that work takes, so that a difference between their pages comes from the number of tickets. Customers
grow with the tickets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from trifecta.base.ids import Code
from trifecta.contacts.events import ContactRecorded
from trifecta.importers.contract import History, Names, Request, Said, Source, Told
from trifecta.tickets.events import conversation, flow, handoff

DAYS = 395
DAYS_OF_WORK = 9.0
TICKETS_PER_CUSTOMER = 25
TEAMS, AGENTS, SERVICES = 24, 60, 16
LEVELS = ("1", "1", "1", "2", "2", "3")
EMAIL, PASSWORD = "leader@bench.example", "nothing-secret-here"
CHANNELS = tuple(Code(name) for name in ("phone", "mail", "portal", "chat"))
CALLS = (
    "Since this morning I cannot get in any more. It says that my access has ended, but nobody told me anything.\n"
    "I have tried it twice and started the machine anew. Could you please have a look? I need it for the monthly close."
)
ANSWER = "Thank you for telling us. We found what it is and are working on it; you will hear from us by this afternoon."
NOTE = "Checked the directory and the last sign-ins: nothing unusual. The group is right, the license is not assigned."
REMARK = "The license had been taken away by a clean-up and is assigned again. Please sign out and in once."


@dataclass(frozen=True, slots=True)
class Company:
    teams: list[Any]
    agents: list[Any]
    services: list[Any]
    customers: list[Any]


def source() -> Source:
    return Source(
        name="busy_desk",
        title="a desk for benches",
        takes="no path",
        read=read,
        options={"tickets": "how many", "until": "an instant: where the history ends"},
        needs_path=False,
    )


def read(request: Request, names: Names) -> Iterator[Said]:
    """One ticket after the other as they are opened, each with the contact it began with."""
    count, ends_at = int(request.options["tickets"]), datetime.fromisoformat(request.options["until"])
    company, chance = found(names, customers=max(1, count // TICKETS_PER_CUSTOMER)), Random(7)
    apart = timedelta(days=DAYS) / count
    for number in range(count):
        opened_at = (ends_at - apart * (count - number)).replace(microsecond=0)
        yield from matter(f"{number}", opened_at, ends_at, company=company, names=names, chance=chance)


def found(names: Names, *, customers: int) -> Company:
    teams = [names.team(f"Team {number + 1}", level=LEVELS[number % len(LEVELS)]) for number in range(TEAMS)]
    return Company(
        teams=teams,
        agents=[names.agent(f"Agent {number + 1}", team=teams[number % TEAMS]) for number in range(AGENTS)],
        services=[names.service(f"Service {number + 1}") for number in range(SERVICES)],
        customers=[names.customer(f"Customer {number + 1}") for number in range(customers)],
    )


def matter(
    key: str, opened_at: datetime, ends_at: datetime, *, company: Company, names: Names, chance: Random
) -> Iterator[History]:
    """A ticket as far as it has come, and its contact."""
    told = [one for one in _life(opened_at, company, chance) if one.at <= ends_at]
    opened = told[0].event
    assert isinstance(opened, flow.Opened)
    contact = ContactRecorded(
        channel=opened.channel or CHANNELS[0],
        outcome=Code("ticket"),
        customer=opened.requester,
        agent=opened.owner,
        team=opened.team,
        ticket=names.reserve("ticket", key),  # type: ignore[arg-type]
        service=opened.service,
        answered_at=opened_at + timedelta(seconds=25),
        ended_at=opened_at + timedelta(seconds=325),
        handled_s=300,
    )
    yield History("ticket", key, told, title=f"No access since this morning, case {key}")
    yield History("contact", key, [Told(opened_at, f"staff:{opened.owner}", contact)])


def _life(opened_at: datetime, company: Company, chance: Random) -> Iterator[Told]:
    """About nine entries: opened, answered, handed off in half of all cases, solved, and refused or closed."""
    owner, customer = chance.choice(company.agents), chance.choice(company.customers)
    team, second = chance.sample(company.teams, 2)
    by, asking = f"staff:{owner}", f"customer:{customer}"
    at, whole = opened_at, timedelta(days=chance.expovariate(1 / DAYS_OF_WORK))
    yield Told(at, by, _opened(owner, customer, team, company, chance), CALLS)
    yield Told(at + whole * 0.02, by, conversation.MessageSent(channel=Code("mail")), ANSWER)
    yield Told(at + whole * 0.05, by, conversation.NoteAdded(), NOTE)
    if chance.random() < 0.5:
        other = f"staff:{chance.choice(company.agents)}"
        yield Told(at + whole * 0.1, by, handoff.HandoffOffered(to_team=second, reason=Code("expertise")), NOTE)
        yield Told(at + whole * 0.2, other, handoff.HandoffAccepted(team=second))
        yield Told(at + whole * 0.6, other, handoff.GivenBack(to_team=team, reason=Code("done")))
    if chance.random() < 0.3:
        yield Told(at + whole * 0.65, by, flow.Waiting(on=Code("customer")))
        yield Told(at + whole * 0.8, asking, conversation.MessageReceived(channel=Code("mail")), CALLS)
        yield Told(at + whole * 0.8, "system:rule:answered", flow.Resumed())
    yield Told(at + whole, by, flow.Resolved(code=Code("fixed")), REMARK)
    yield from _ending(at + whole, by, asking, chance)


def _opened(owner: Any, customer: Any, team: Any, company: Company, chance: Random) -> flow.Opened:
    return flow.Opened(
        sort=Code("incident"),
        owner=owner,
        requester=customer,
        team=team,
        assignee=owner,
        channel=chance.choice(CHANNELS),
        priority=chance.randint(1, 5),
        service=chance.choice(company.services),
    )


def _ending(solved_at: datetime, by: str, asking: str, chance: Random) -> Iterator[Told]:
    later = solved_at + timedelta(days=chance.expovariate(1.0))
    if chance.random() < 0.06:
        yield Told(later, asking, flow.Rejected(reason=Code("not_solved")), CALLS)
        later += timedelta(days=chance.expovariate(0.5))
        yield Told(later, by, flow.Resolved(code=Code("fixed")), REMARK)
        later += timedelta(hours=6)
    if chance.random() < 0.5:
        yield Told(later, asking, flow.Validated())
    yield Told(later + timedelta(days=1), "system:rule:close", flow.Closed())
