"""A ticket that Ann of First opened for Mira, and what may have happened to it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property

from tests.desk import monday
from trifecta.customers.models import Customer
from trifecta.promises.actions.give_word import give_word
from trifecta.staff.models import Level, Membership
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.actions.structure.link import link
from trifecta.tickets.models import Participant


class World:
    """A ticket that Ann of First opened for Mira; Ben is in Network."""

    def __init__(self, desk, house):
        self.desk, self.house = desk, house
        self.first, self.network = desk.team("First"), desk.team("Network", level=Level.SECOND)
        self.ann, self.ben = desk.agent("Ann", self.first), desk.agent("Ben", self.network)
        desk.account(self.ann)
        desk.account(self.ben)
        self.ticket = desk.ticket(by=self.ann, team=self.first, requester=desk.customer("Mira"), at=monday(9))

    def post(self, noun, who=None, **fields):
        client = self.house.enter(who or self.ann)
        return client.post(f"/tickets/{self.ticket.reference}/{noun}/", fields)

    def offer(self):
        offer_handoff(self.ticket, to=self.network, reason="expertise", tried="all", by=self.ann, at=monday(10))

    def hand_off(self):
        self.offer()
        accept_handoff(self.ticket, assignee=self.ben, by=self.ben, at=monday(11))

    def resolve(self):
        resolve(self.ticket, how="fixed", words="done", by=self.ann, at=monday(12))

    def wait(self):
        wait(self.ticket, on="vendor", until=None, by=self.ann, at=monday(10))

    def nothing(self):
        pass

    def give_word(self):
        give_word(self.ticket, text="I call you", due_at=datetime(2027, 12, 31, tzinfo=UTC), by=self.ann, at=monday(10))

    def ask_to_own(self):
        offer_ownership(self.ticket, to=self.ben, reason="nearer", by=self.ann, at=monday(10))

    def follow(self):
        add_participant(self.ticket, person=self.ben, role="watcher", by=self.ann, at=monday(10))

    def link(self):
        link(self.ticket, relation="article", to="KB-7", by=self.ann, at=monday(10))

    def write(self):
        reply(self.ticket, body="The scanner, too.", by=self.ticket.requester, at=monday(10))

    @property
    def follower(self):
        return Participant.objects.get(ticket=self.ticket)

    @property
    def seat(self):
        return Membership.objects.get(agent=self.ben)

    @property
    def cleo(self):
        return Customer.objects.get_or_create(name="Cleo")[0]

    @cached_property
    def other(self):
        return self.desk.ticket(by=self.ann, team=self.first)
