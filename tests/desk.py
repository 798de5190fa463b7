"""
The `desk` fixture: a small desk to act on, for every test that needs rows.

Everything has a sensible default, and everything that counts for a test is named by it:

    def test_an_offer_leaves_the_owner(desk):
        first, network = desk.team("First"), desk.team("Network", level=Level.SECOND)
        ann = desk.agent("Ann", first)
        ticket = desk.ticket(by=ann, team=first, at=monday(9))

        offer_handoff(ticket, to=network, reason="expertise", tried="restarted", by=ann, at=monday(9, 30))

        assert desk.fresh(ticket).owner == ann

`desk.ticket` goes through the very act that agents use, so its story is in the log. To read back: `desk.story(ticket)`
the kinds of that story, `desk.fresh(row)` the row as the database has it, `desk.columns(ticket)` its columns and
`desk.replayed(ticket)` the same as the log tells them. `with desk.untouched(ticket):` watches a block that must write
nothing.

`monday(9, 30)` is an aware instant in UTC: half past nine on Monday, 2 March 2026; `tuesday(8)` … `sunday(8)` follow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from django.db.models import Model

from trifecta.base.actors import Actor
from trifecta.base.entries import Entry
from trifecta.customers.models import Customer, Site
from trifecta.identity.models import Account
from trifecta.log import journal
from trifecta.staff.models import Agent, Level, Membership, Role, Team
from trifecta.tickets import replay
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.models import Message, Participant, Remark, Ticket

Row = TypeVar("Row", bound=Model)
FIRST_DAY = datetime(2026, 3, 2, tzinfo=UTC)
NINE = FIRST_DAY + timedelta(hours=9)


def monday(hour: int, minute: int = 0, second: int = 0) -> datetime:
    return FIRST_DAY + timedelta(hours=hour, minutes=minute, seconds=second)


def tuesday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=1)


def wednesday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=2)


def thursday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=3)


def friday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=4)


def saturday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=5)


def sunday(hour: int, minute: int = 0) -> datetime:
    return monday(hour, minute) + timedelta(days=6)


class Desk:
    """Makes rows and reads them back; see the module's docstring."""

    def __init__(self) -> None:
        self._count = 0

    def team(self, name: str = "", *, level: str = Level.SERVICE_DESK, is_restricted: bool = False) -> Team:
        return Team.objects.create(name=name or self._name("Team"), level=level, is_restricted=is_restricted)

    def agent(self, name: str = "", *teams: Team, role: str = Role.AGENT, leads: Team | None = None) -> Agent:
        """An agent in `teams`, and in the one that they lead."""
        agent = Agent.objects.create(name=name or self._name("Agent"), role=role)
        for team in {*teams, *filter(None, [leads])}:
            Membership.objects.create(agent=agent, team=team, is_lead=team == leads)
        return agent

    def customer(self, name: str = "", *, site: Site | None = None) -> Customer:
        return Customer.objects.create(name=name or self._name("Customer"), site=site)

    def account(self, person: Agent | Customer, *, password: str = "correct horse", zone: str = "UTC") -> Account:
        """A way to sign in for this person: name-with-dots@example.org and the password."""
        email = f"{person.name.lower().replace(' ', '.')}@example.org"
        account = Account(email=email, name=person.name, zone=zone, created_at=FIRST_DAY)
        account.set_password(password)
        account.save()
        person.account = account
        person.save(update_fields=["account"])
        return account

    def ticket(self, *, by: Actor | None = None, at: datetime = NINE, **asked: Any) -> Ticket:
        """A ticket opened by `by` (a new agent, if nobody); `asked` as in `Opening`."""
        wish = Opening(**{"sort": "incident", "subject": "The printer prints blanks", **asked})
        return open_ticket(wish, by=by or self.agent("", *filter(None, [wish.team])), at=at)

    def follow(self, ticket: Ticket, customer: Customer) -> Customer:
        """Make the customer a participant."""
        Participant.objects.create(ticket=ticket, customer=customer)
        return customer

    def fresh(self, row: Row) -> Row:
        return type(row)._default_manager.get(pk=row.pk)

    def entries(self, ticket: Ticket) -> list[Entry]:
        return journal.read(ticket.stream)

    def story(self, ticket: Ticket) -> list[str]:
        """The kinds of the ticket's entries, in the order they were written."""
        return [entry.event.kind.removeprefix("ticket.") for entry in self.entries(ticket)]

    def replayed(self, ticket: Ticket) -> dict[str, Any]:
        return replay.replay(self.entries(ticket))

    def columns(self, ticket: Ticket) -> dict[str, Any]:
        """Every column that is not words, as the database has it now."""
        row = self.fresh(ticket)
        names = [field.attname for field in Ticket._meta.concrete_fields]
        return {name: getattr(row, name) for name in names if name not in {"id", "subject"}}

    @contextmanager
    def untouched(self, ticket: Ticket) -> Iterator[None]:
        """Whatever happens within writes nothing: no entry, no words, no column."""
        before = self.everything(ticket)
        yield
        assert self.everything(ticket) == before

    def everything(self, ticket: Ticket) -> tuple[Any, ...]:
        """All that the database knows of the ticket, and how far the whole log goes."""
        words = [list(table.objects.filter(ticket=ticket).values()) for table in (Message, Remark)]
        return self.columns(ticket), self.entries(ticket), words, journal.latest_id()

    def _name(self, sort: str) -> str:
        self._count += 1
        return f"{sort} {self._count}"


@pytest.fixture
def desk(db: None) -> Desk:
    """A desk to act on; see tests/desk.py."""
    return Desk()
