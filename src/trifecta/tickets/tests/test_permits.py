"""The permission matrix, written out: every act against every kind of person."""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.tickets import permits
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.acts import Act
from trifecta.tickets.models import Ticket

# The ticket is owned by ann of First, worked on by nia in Network, on offer to HR; other is asked to own it. o: may.
PEOPLE = (
    "ann",
    "ben",
    "nia",
    "nils",
    "lead",
    "hana",
    "other",
    "leo",
    "ada",
    "gone",
    "cleo",
    "carl",
    "stranger",
    "rule",
)
MATRIX = """
                         ann ben nia nils lead hana other leo ada gone cleo carl stranger rule
open_ticket               o   o   o   o    o    o     o    o   o   .    o    o      o      o
add_note                  o   o   o   o    o    o     o    o   o   .    .    .      .      o
reply                     o   o   o   o    o    o     o    o   o   .    o    o      .      o
assign                    o   .   o   o    o    .     .    o   o   .    .    .      .      o
take                      .   .   o   o    o    .     .    .   .   .    .    .      .      .
offer_handoff             o   .   o   o    o    .     .    o   o   .    .    .      .      .
accept_handoff            .   .   .   .    .    o     .    .   .   .    .    .      .      .
decline_handoff           .   .   .   .    .    o     .    .   .   .    .    .      .      .
give_back                 .   .   o   o    o    .     .    .   .   .    .    .      .      .
withdraw_handoff          o   .   o   o    o    .     .    o   o   .    .    .      .      .
transfer_warmly           o   .   o   o    o    .     .    o   o   .    .    .      .      .
offer_ownership           o   .   .   .    o    .     .    o   o   .    .    .      .      o
accept_ownership          .   .   .   .    .    .     o    .   .   .    .    .      .      .
decline_ownership         .   .   .   .    .    .     o    .   .   .    .    .      .      .
withdraw_ownership_offer  o   .   .   .    o    .     .    o   o   .    .    .      .      o
reprioritize              o   .   o   o    o    .     .    o   o   .    .    .      .      o
wait                      o   .   o   o    o    .     .    o   o   .    .    .      .      .
resume                    o   .   o   o    o    .     .    o   o   .    .    .      .      o
resolve                   o   .   o   o    o    .     .    o   o   .    .    .      .      .
validate                  .   .   .   .    .    .     .    .   .   .    o    .      .      .
reject                    .   .   .   .    .    .     .    .   .   .    o    .      .      .
reopen                    o   .   o   o    o    .     .    o   o   .    o    .      .      .
ask_validation            o   .   o   o    o    .     .    o   o   .    .    .      .      o
leave_unvalidated         o   .   .   .    o    .     .    o   o   .    .    .      .      o
give_word                 o   .   o   o    o    .     .    o   o   .    .    .      .      .
keep_word                 o   .   o   o    o    .     .    o   o   .    .    .      .      .
break_word                o   .   o   o    o    .     .    o   o   .    .    .      .      .
name_deadline             o   .   .   .    o    .     .    o   o   .    .    .      .      .
waive_promise             .   .   .   .    o    .     .    o   o   .    .    .      .      .
cancel                    o   .   .   .    o    .     .    o   o   .    o    .      .      o
mark_spam                 o   .   o   o    o    .     .    o   o   .    .    .      .      .
add_participant           o   o   o   o    o    o     o    o   o   .    .    .      .      o
remove_participant        o   o   o   o    o    o     o    o   o   .    .    o      .      o
merge                     o   .   o   o    o    .     .    o   o   .    .    .      .      .
split                     o   .   o   o    o    .     .    o   o   .    .    .      .      .
link                      o   o   o   o    o    o     o    o   o   .    .    .      .      o
unlink                    o   .   o   o    o    .     .    o   o   .    .    .      .      o
recategorize              o   .   o   o    o    .     .    o   o   .    .    .      .      o
name_requester            o   .   o   o    o    .     .    o   o   .    .    .      .      o
correct                   o   .   o   o    o    .     .    o   o   .    .    .      .      .
close                     o   .   .   .    o    .     .    o   o   .    .    .      .      o
"""
TABLE = {line.split()[0]: line.split()[1:] for line in MATRIX.strip().splitlines()[1:]}


@pytest.fixture
def passed_on(cast, people):
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="-", by=cast.ann, at=monday(9, 30))
    accept_handoff(cast.ticket, assignee=cast.nia, by=cast.nia, at=monday(10))
    offer_ownership(cast.ticket, to=people["other"], reason="nearer", by=cast.ann, at=monday(10, 15))
    return offer_handoff(cast.ticket, to=cast.hr, reason="access", tried="-", by=cast.nia, at=monday(10, 30))


@pytest.fixture
def people(desk, cast):
    known = {name: getattr(cast, name) for name in PEOPLE if hasattr(cast, name)}
    others = {"lead": desk.agent("Lou", leads=cast.network), "other": desk.agent("Olga"), "rule": System("rule:x")}
    return known | others


def test_the_matrix_is_whole(people):
    assert tuple(MATRIX.strip().splitlines()[0].split()) == PEOPLE
    assert set(TABLE) == set(Act)
    assert set(permits.PERMITS) == set(Act)
    assert people.keys() == set(PEOPLE)


@pytest.mark.parametrize("act", Act)
def test_who_may(passed_on, people, act):
    found = []
    for name in PEOPLE:
        try:
            permits.require(people[name], act, None if act is Act.OPEN_TICKET else passed_on)
        except permits.NotYourTicket:
            found.append(".")
        else:
            found.append("o")

    assert dict(zip(PEOPLE, found, strict=True)) == dict(zip(PEOPLE, TABLE[act], strict=True))


def test_behind_closed_doors_only_those_concerned(desk, cast):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, requester=cast.cleo, at=monday(9))

    for person in (cast.ann, cast.lea, cast.nia):
        assert permits.relations(person, hidden) == {permits.Relation.AGENT}
        assert permits.allowed(person, hidden) == frozenset()
    assert permits.Relation.SEES in permits.relations(cast.leo, hidden)
    assert permits.Relation.SEES in permits.relations(cast.hana, hidden)
    assert permits.relations(cast.cleo, hidden) == {permits.Relation.CUSTOMER, permits.Relation.REQUESTER}


def test_what_is_refused_without_a_view_says_nothing_of_the_state(desk, cast):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, at=monday(9))
    resolve(hidden, how="fixed", words="Done.", by=cast.hana, at=monday(10))

    with pytest.raises(permits.NotYourTicket):
        resolve(hidden, how="fixed", words="Done.", by=cast.ann, at=monday(11))


def test_sees_is_what_visible_to_says(cast, passed_on, people):
    for name in PEOPLE[:9]:
        sees = permits.Relation.SEES in permits.relations(people[name], passed_on)
        assert sees == Ticket.objects.visible_to(people[name]).filter(pk=passed_on.pk).exists()


def test_a_page_is_told_what_works_now(cast):
    assert permits.allowed(cast.ann, cast.ticket) == {
        *(Act.ADD_NOTE, Act.REPLY, Act.ASSIGN, Act.OFFER_HANDOFF, Act.REPRIORITIZE, Act.WAIT, Act.RESOLVE),
        *(Act.CANCEL, Act.MARK_SPAM, Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT, Act.MERGE, Act.SPLIT, Act.LINK),
        *(Act.UNLINK, Act.RECATEGORIZE, Act.NAME_REQUESTER, Act.CORRECT),
        *(Act.TRANSFER_WARMLY, Act.OFFER_OWNERSHIP, Act.GIVE_WORD, Act.KEEP_WORD, Act.BREAK_WORD, Act.NAME_DEADLINE),
    }
    assert permits.allowed(cast.ben, cast.ticket) - permits.allowed(cast.ann, cast.ticket) == {Act.TAKE}
    assert permits.allowed(cast.cleo, cast.ticket) == {Act.REPLY, Act.CANCEL}

    resolved = resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    assert permits.allowed(cast.cleo, resolved) == {Act.REPLY, Act.VALIDATE, Act.REJECT, Act.REOPEN}
    assert permits.allowed(cast.carl, resolved) == {Act.REPLY, Act.REMOVE_PARTICIPANT}
    assert permits.allowed(cast.stranger, resolved) == frozenset()
    assert permits.allowed(cast.ann, resolved) == {
        *(Act.ADD_NOTE, Act.REPLY, Act.REOPEN, Act.CLOSE, Act.OFFER_OWNERSHIP, Act.ASK_VALIDATION),
        *(Act.KEEP_WORD, Act.BREAK_WORD, Act.MARK_SPAM, Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT, Act.MERGE),
        *(Act.SPLIT, Act.LINK, Act.UNLINK, Act.RECATEGORIZE, Act.NAME_REQUESTER, Act.CORRECT),
    }


def test_who_finds_work_without_a_team_may_bring_it_to_one(desk, cast):
    teamless = desk.ticket(by=cast.cleo, requester=cast.cleo, at=monday(9))

    found = permits.allowed(cast.nia, teamless)

    assert found == {
        *(Act.ADD_NOTE, Act.REPLY, Act.ASSIGN, Act.TAKE, Act.OFFER_HANDOFF, Act.TRANSFER_WARMLY, Act.REPRIORITIZE),
        *(Act.CANCEL, Act.MARK_SPAM, Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT, Act.MERGE, Act.SPLIT, Act.LINK),
        *(Act.UNLINK, Act.RECATEGORIZE, Act.NAME_REQUESTER),
    }


def test_a_page_asks_in_few_queries(cast, passed_on, people, django_assert_max_num_queries):
    for person in people.values():
        with django_assert_max_num_queries(4):
            permits.allowed(person, passed_on)


def test_every_refusal_is_a_sentence(cast):
    with pytest.raises(permits.NotYourTicket, match=r"^You are not permitted to do this here\.$"):
        permits.require(cast.stranger, Act.REPLY, cast.ticket)
