"""
Random lives: several people act on several tickets in any order, with clocks that do not quite agree.

After every step the log replays to the row, stories have no gaps, everyone sees what an independent reading of the rows
says they see, `allowed` has told the truth, and a refused act has left no trace.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.desk import Desk, monday
from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted, TrifectaError
from trifecta.customers.models import Customer
from trifecta.log import journal
from trifecta.staff.models import Agent, Membership, Role
from trifecta.tickets import codes, following, permits
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import Sort, reply
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.mark_spam import mark_spam
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.actions.flow.reject import reject
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.accept_ownership import accept_ownership
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.decline_handoff import decline_handoff
from trifecta.tickets.actions.ownership.decline_ownership import decline_ownership
from trifecta.tickets.actions.ownership.give_back import give_back
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.ownership.take import take
from trifecta.tickets.actions.ownership.transfer_warmly import transfer_warmly
from trifecta.tickets.actions.ownership.withdraw_handoff import withdraw_handoff
from trifecta.tickets.actions.ownership.withdraw_ownership_offer import withdraw_ownership_offer
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.actions.participants.remove_participant import remove_participant
from trifecta.tickets.actions.structure.correct import correct
from trifecta.tickets.actions.structure.link import link
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.actions.structure.name_requester import name_requester
from trifecta.tickets.actions.structure.recategorize import About, recategorize
from trifecta.tickets.actions.structure.split import Starts, split
from trifecta.tickets.actions.structure.unlink import unlink
from trifecta.tickets.actions.validation.ask_validation import ask_validation
from trifecta.tickets.actions.validation.leave_unvalidated import leave_unvalidated
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Participant, Ticket
from trifecta.tickets.replay import replay

ACTS: dict[Act, Callable[..., Any]] = {
    Act.ADD_NOTE: add_note,
    Act.REPLY: reply,
    Act.ASSIGN: assign,
    Act.TAKE: take,
    Act.OFFER_HANDOFF: offer_handoff,
    Act.ACCEPT_HANDOFF: accept_handoff,
    Act.DECLINE_HANDOFF: decline_handoff,
    Act.GIVE_BACK: give_back,
    Act.WITHDRAW_HANDOFF: withdraw_handoff,
    Act.TRANSFER_WARMLY: transfer_warmly,
    Act.OFFER_OWNERSHIP: offer_ownership,
    Act.ACCEPT_OWNERSHIP: accept_ownership,
    Act.DECLINE_OWNERSHIP: decline_ownership,
    Act.WITHDRAW_OWNERSHIP_OFFER: withdraw_ownership_offer,
    Act.REPRIORITIZE: reprioritize,
    Act.WAIT: wait,
    Act.RESUME: resume,
    Act.RESOLVE: resolve,
    Act.VALIDATE: validate,
    Act.REJECT: reject,
    Act.REOPEN: reopen,
    Act.CLOSE: close,
    Act.ASK_VALIDATION: ask_validation,
    Act.LEAVE_UNVALIDATED: leave_unvalidated,
    Act.CANCEL: cancel,
    Act.MARK_SPAM: mark_spam,
    Act.ADD_PARTICIPANT: add_participant,
    Act.REMOVE_PARTICIPANT: remove_participant,
    Act.CORRECT: correct,
    Act.LINK: link,
    Act.MERGE: merge,
    Act.NAME_REQUESTER: name_requester,
    Act.SPLIT: split,
    Act.UNLINK: unlink,
    Act.RECATEGORIZE: recategorize,
}
WAYS = {
    Act.OFFER_HANDOFF: {"reason": codes.HANDOFF_REASONS},
    Act.DECLINE_HANDOFF: {"reason": codes.DECLINE_REASONS},
    Act.GIVE_BACK: {"reason": codes.GIVE_BACK_REASONS},
    Act.TRANSFER_WARMLY: {"reason": codes.HANDOFF_REASONS},
    Act.OFFER_OWNERSHIP: {"reason": codes.OWNERSHIP_REASONS},
    Act.DECLINE_OWNERSHIP: {"reason": codes.OWNERSHIP_DECLINE_REASONS},
    Act.WAIT: {"on": codes.WAITING_ON},
    Act.RESOLVE: {"how": codes.RESOLUTIONS},
    Act.REJECT: {"reason": codes.REJECTIONS},
    Act.REOPEN: {"reason": codes.REOPENINGS},
    Act.CLOSE: {"reason": codes.CLOSINGS},
    Act.CANCEL: {"reason": codes.CANCELLATIONS},
    Act.ADD_PARTICIPANT: {"role": codes.PARTICIPANT_ROLES},
}
WORDS = {
    **dict.fromkeys([Act.ADD_NOTE, Act.REPLY], "body"),
    **dict.fromkeys([Act.DECLINE_HANDOFF, Act.GIVE_BACK, Act.TRANSFER_WARMLY, Act.RESOLVE], "words"),
    Act.OFFER_HANDOFF: "tried",
}
TALK = {Act.ADD_NOTE, Act.REPLY}
# May be refused for what it names: another person, a ticket out of sight, someone else's entry or reason.
DEPENDS_ON_WHOM = {
    *(Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT, Act.CORRECT, Act.CANCEL, Act.MERGE, Act.LINK, Act.UNLINK),
}
ENDS = {Act.CANCEL, Act.MARK_SPAM, Act.MERGE}


class Lives(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.desk, self.at = Desk(), monday(8)
        self.tickets: list[Ticket] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(seed=st.integers(0, 2**32))
    def found(self, seed: int) -> None:
        # One seed per life: drawn step by step, hypothesis prefers what is simple, and a simple life is a dull one.
        self.chance, desk = Random(seed), self.desk
        self.teams = [desk.team("First"), desk.team("Network"), desk.team("HR", is_restricted=True)]
        first, network, hr = self.teams
        self.agents = [
            *(desk.agent("Ann", first), desk.agent("Both", first, network), desk.agent("Nia", network)),
            *(desk.agent("Hana", hr), desk.agent("Leo", role=Role.LEADER)),
        ]
        self.customers = [desk.customer("Cleo"), desk.customer("Carl")]
        self.people = [*self.agents, *self.customers, System("rule:any")]
        self.tickets.append(desk.ticket(by=self.agents[0], team=first, requester=self.customers[0], at=monday(8)))

    @rule()
    def open(self) -> None:
        if len(self.tickets) >= 3:
            return
        chance = self.chance
        by = chance.choice(self.people)
        requester = by if isinstance(by, Customer) else chance.choice([*self.customers, None])
        team = chance.choice([*self.teams, None])
        wish = Opening(sort="incident", subject="Blank pages", team=team, requester=requester)
        ticket = open_ticket(wish, by=by, at=self._moment())
        if requester == self.customers[0]:
            add_participant(ticket, person=self.customers[1], role="cc", by=System("rule:any"), at=self._moment())
        self.tickets.append(ticket)

    @rule()
    def act(self) -> None:
        ticket, by, allowed = self._someone()
        chosen = _choose(self.chance, allowed)
        before = self.desk.everything(ticket)
        refusal = self._refusal(ticket, chosen, by)
        if refusal is None:
            assert chosen in allowed
        else:
            assert self.desk.everything(ticket) == before
            assert chosen not in allowed - DEPENDS_ON_WHOM or not isinstance(refusal, NotPermitted)

    def _refusal(self, ticket: Ticket, act: Act, by: permits.By) -> TrifectaError | None:
        try:
            done = ACTS[act](ticket, **self._named(act), by=by, at=self._moment())
            if act is Act.SPLIT:
                self.tickets.append(done)
        except TrifectaError as error:
            return error
        return None

    def _someone(self) -> tuple[Ticket, permits.By, frozenset[Act]]:
        """A ticket and a person, at the third try even one who can do nothing but talk."""
        for _ in range(3):
            ticket, by = self.desk.fresh(self.chance.choice(self.tickets)), self.chance.choice(self.people)
            allowed = permits.allowed(by, ticket)
            if not isinstance(by, System):
                is_seen = Ticket.objects.visible_to(by).filter(pk=ticket.pk).exists()
                assert is_seen == sees(by, ticket) == bool(permits.READS & permits.relations(by, ticket))
            if allowed - TALK:
                break
        return ticket, by, allowed

    def _named(self, act: Act) -> dict[str, Any]:
        chance = self.chance
        named = {name: chance.choice(ways).code for name, ways in WAYS.get(act, {}).items()}
        if act in WORDS:
            named[WORDS[act]] = "words"
        if act is Act.OFFER_HANDOFF:
            named["to"] = chance.choice(self.teams)
        if act is Act.OFFER_OWNERSHIP:
            named["to"] = chance.choice(self.agents)
        if act is Act.TRANSFER_WARMLY:
            named["to"] = chance.choice(Membership.objects.order_by("pk"))
        if act in {Act.ASSIGN, Act.ACCEPT_HANDOFF}:
            named["assignee"] = chance.choice([None, *self.agents])
        if act in {Act.ASSIGN, Act.TAKE}:
            named["team"] = chance.choice([None, None, *self.teams])
        if act is Act.REPRIORITIZE:
            named |= {name: chance.choice([None, 1, 4]) for name in ("impact", "urgency")}
        if act is Act.REPLY:
            named["sort"] = chance.choice([*Sort])
        if act in {Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT}:
            named["person"] = chance.choice([*self.agents, *self.customers])
        if act is Act.RECATEGORIZE:
            named["about"] = About(sort=chance.choice(codes.SORTS).code)
        if act is Act.NAME_REQUESTER:
            named["requester"] = chance.choice(self.customers)
        if act is Act.CORRECT:
            named["seq"] = chance.randint(1, 12)
        return named | self._named_elsewhere(act)

    def _named_elsewhere(self, act: Act) -> dict[str, Any]:
        """What names another ticket, a moment or a message."""
        chance, named = self.chance, dict[str, Any]()
        if act in {Act.LINK, Act.UNLINK}:
            relation = chance.choice(codes.RELATIONS).code
            named = {"relation": relation, "to": "KB1" if relation == "article" else chance.choice(self.tickets)}
        if act is Act.MERGE:
            named["into"] = chance.choice(self.tickets)
        if act is Act.SPLIT:
            named = {"messages": [chance.randint(2, 5)], "subject": "Another", "starts": chance.choice([*Starts])}
        if act is Act.WAIT:
            named["until"] = chance.choice([None, self.at + timedelta(hours=1)])
        return named

    def _moment(self) -> datetime:
        moment = self.at + timedelta(
            seconds=self.chance.randint(-40, 600)
        )  # another machine's clock may be a little behind
        self.at = max(self.at, moment)
        return moment

    @invariant()
    def the_log_tells_the_row(self) -> None:
        spoken = {"ticket.message_sent", "ticket.message_received", "ticket.note_added"}
        for ticket in self.tickets:
            entries = journal.read(ticket.stream)
            assert replay(entries) == self.desk.columns(ticket)
            assert following.followers(entries) == _followers(ticket)
            assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
            said = {entry.seq for entry in entries if entry.event.kind in spoken}
            assert set(ticket.messages.values_list("seq", flat=True)) == said


def _choose(chance: Random, allowed: frozenset[Act]) -> Act:
    """Mostly what should work, now and then what should not, and less talk than on a real desk."""
    working = sorted(allowed & ACTS.keys() - TALK - (ENDS if chance.random() < 0.9 else set()))
    if working and chance.random() < 0.8:
        return chance.choice(working)
    return chance.choice([*ACTS])


def _followers(ticket: Ticket) -> dict[following.Follower, str]:
    rows = Participant.objects.filter(ticket=ticket)
    return {("customer", row.customer_id) if row.customer_id else ("agent", row.agent_id): row.role for row in rows}


def sees(person: Agent | Customer, ticket: Ticket) -> bool:
    """The rule of visibility, told once more and slowly."""
    if isinstance(person, Customer):
        followers = {row.customer_id for row in Participant.objects.all() if row.ticket_id == ticket.pk}
        return person.pk in {ticket.requester_id, *followers}
    own = {ticket.owner_id, ticket.assignee_id, ticket.ownership_offered_to_id}
    if person.role in {"leader", "admin"} or person.pk in own:
        return True
    if ticket.team is None or not ticket.team.is_restricted:
        return True
    if person.pk in {row.agent_id for row in Participant.objects.all() if row.ticket_id == ticket.pk}:
        return True
    teams = {row.team_id for row in Membership.objects.all() if row.agent_id == person.pk}
    return bool(teams & {ticket.team_id, ticket.offered_to_id})


@pytest.mark.django_db
def test_whatever_people_do_the_log_tells_the_row():
    run_state_machine_as_test(
        Lives,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        ),
    )
