"""
Who may do and see what: one table, written by hand and apart from the permits it checks.

Every act, for each kind of person (a letter below), on a ticket of an open team, of a hidden team and of no team.
"""

from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.customers.models import Customer, Organization
from trifecta.staff.models import PLACEHOLDER_ID, Agent, Role
from trifecta.tickets import permits, scope
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.acts import Act
from trifecta.tickets.following import Sight
from trifecta.tickets.models import Ticket

WHO = {
    "o": "the owner, of another team",
    "a": "who works on it, of another team",
    "m": "a member of the team that has it",
    "l": "a lead of that team",
    "t": "a member of the team it is on offer to",
    "k": "who is asked to own it",
    "x": "an agent it does not concern",
    "d": "an agent in copy",
    "L": "a service leader",
    "A": "an administrator",
    "U": "an auditor",
    "q": "who asked",
    "c": "a customer in copy",
    "w": "a customer who watches",
    "n": "a customer who follows as a manager",
    "g": "who manages the organization of who asked",
    "s": "a stranger",
    "p": "the placeholder",
    "e": "a member who has left",
    "r": "a rule",
}
ANYONE = "oamltkxdLAqcwngsr"
AGENTS = "oamltkxdLA"
# act: on a ticket of an open team, of a hidden team, of no team
TABLE = {
    "open_ticket": (ANYONE, ANYONE, ANYONE),
    "add_note": ("oamltkxdLAr", "oamltkLAr", "oamltkxdLAr"),
    "reply": ("oamltkxdLAqcr", "oamltkdLAqcr", "oamltkxdLAqcr"),
    "assign": ("oamlLAr", "oamlLAr", "oamltkxdLAr"),
    "take": ("ml", "ml", AGENTS),
    "offer_handoff": ("oamlLA", "oamlLA", AGENTS),
    "accept_handoff": ("t", "t", "t"),
    "decline_handoff": ("t", "t", "t"),
    "give_back": ("aml", "aml", "a"),
    "withdraw_handoff": ("oamlLA", "oamlLA", AGENTS),
    "transfer_warmly": ("oamlLA", "oamlLA", AGENTS),
    "offer_ownership": ("olLAr", "olLAr", "oLAr"),
    "accept_ownership": ("k", "k", "k"),
    "decline_ownership": ("k", "k", "k"),
    "withdraw_ownership_offer": ("olLAr", "olLAr", "oLAr"),
    "reprioritize": ("oamlLAr", "oamlLAr", "oamltkxdLAr"),
    "wait": ("oamlLA", "oamlLA", "oaLA"),
    "resume": ("oamlLAr", "oamlLAr", "oaLAr"),
    "resolve": ("oamlLA", "oamlLA", "oaLA"),
    "validate": ("q", "q", "q"),
    "reject": ("q", "q", "q"),
    "reopen": ("oamlLAq", "oamlLAq", "oaLAq"),
    "close": ("olLAr", "olLAr", "oLAr"),
    "cancel": ("olLAqr", "olLAqr", "oamltkxdLAqr"),
    "mark_spam": ("oamlLA", "oamlLA", AGENTS),
    "ask_validation": ("oamlLAr", "oamlLAr", "oaLAr"),
    "leave_unvalidated": ("olLAr", "olLAr", "oLAr"),
    "add_participant": ("oamltkxdLAr", "oamltkLAr", "oamltkxdLAr"),
    "remove_participant": ("oamltkxdLAcwnr", "oamltkdLAcwnr", "oamltkxdLAcwnr"),
    "merge": ("oamlLA", "oamlLA", AGENTS),
    "split": ("oamlLA", "oamlLA", AGENTS),
    "link": ("oamltkxdLAr", "oamltkLAr", "oamltkxdLAr"),
    "unlink": ("oamlLAr", "oamlLAr", "oamltkxdLAr"),
    "recategorize": ("oamlLAr", "oamlLAr", "oamltkxdLAr"),
    "name_requester": ("oamlLAr", "oamlLAr", "oamltkxdLAr"),
    "correct": ("oamlLA", "oamlLA", "oaLA"),
    "give_word": ("oamlLA", "oamlLA", "oaLA"),
    "keep_word": ("oamlLA", "oamlLA", "oaLA"),
    "break_word": ("oamlLA", "oamlLA", "oaLA"),
    "name_deadline": ("olLA", "olLA", "oLA"),
    "waive_promise": ("lLA", "lLA", "LA"),
}
SIGHTS = {
    Sight.EVERYTHING: ("oamltkxdLAUr", "oamltkLAUr", "oamltkxdLAUr"),
    Sight.CONVERSATION: ("qcng", "dqcn", "qcng"),
    Sight.PROGRESS: ("w", "w", "w"),
    Sight.NOTHING: ("spe", "xspeg", "spe"),
}
PLACES = ("open", "hidden", "teamless")


@pytest.fixture
def world(desk, request):
    """A ticket in one of the places, and everyone as they stand to it."""
    place = request.param
    team = None if place == "teamless" else desk.team("Theirs", is_restricted=place == "hidden")
    own, asked, mill = desk.team("Own"), desk.team("Asked"), Organization.objects.create(name="Mill")
    teams = [team] if team else [own]
    who = {
        "o": desk.agent("O", own),
        "a": desk.agent("A", own),
        "m": desk.agent("M", *teams),
        "l": desk.agent("L", leads=teams[0]),
        "t": desk.agent("T", asked),
        "k": desk.agent("K", own),
        "x": desk.agent("X", own),
        "d": desk.agent("D", own),
        "L": desk.agent("Leo", role=Role.LEADER),
        "A": desk.agent("Ada", role=Role.ADMIN),
        "U": desk.agent("Udo", role=Role.AUDITOR),
        **{letter: desk.customer(letter) for letter in "qcwngs"},
        "p": Agent.objects.get(pk=PLACEHOLDER_ID),
        "e": desk.agent("E", *teams),
        "r": System("rule:any"),
    }
    _change(who["q"], organization=mill)
    _change(who["g"], organization=mill, manages_organization=True)
    _change(who["c"], organization=mill)
    _change(who["s"], manages_organization=True)
    _change(who["e"], is_active=False)
    ticket = desk.ticket(by=who["o"], team=team, requester=who["q"], at=monday(9))
    for letter, role in [("c", "cc"), ("d", "cc"), ("w", "watcher"), ("n", "manager")]:
        add_participant(ticket, person=who[letter], role=role, by=who["r"], at=monday(9))
    offers = {"offered_to": asked, "offered_at": monday(9)}
    offers |= {"ownership_offered_to": who["k"], "ownership_offered_at": monday(9)}
    _change(ticket, assignee=who["a"], **offers)
    return PLACES.index(place), ticket, who


def _change(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


def test_the_table_is_whole():
    assert {Act(name) for name in TABLE} == set(Act) == set(permits.PERMITS)
    assert all(set(letters) <= set(WHO) for line in TABLE.values() for letters in line)
    for place in range(3):
        assert sorted("".join(line[place] for line in SIGHTS.values())) == sorted(WHO)


@pytest.mark.parametrize("world", PLACES, indirect=True)
def test_every_act_is_for_these_and_nobody_else(world):
    place, ticket, who = world
    held = {letter: permits.relations(person, ticket) for letter, person in who.items()}

    for act in Act:
        may = {letter for letter, ties in held.items() if permits.PERMITS[act] & ties}
        assert may == set(TABLE[act][place]), act


@pytest.mark.parametrize("world", PLACES, indirect=True)
def test_everyone_sees_as_much_as_this(world):
    place, ticket, who = world

    for sight, line in SIGHTS.items():
        assert {letter for letter, person in who.items() if permits.sight(person, ticket) == sight} == set(line[place])


@pytest.mark.parametrize("world", PLACES, indirect=True)
def test_everyone_sees_as_much_of_many_as_of_one(desk, world):
    _, ticket, who = world
    strange = desk.ticket(by=who["o"], team=desk.team("Board", is_restricted=True), at=monday(9))
    people = {letter: person for letter, person in who.items() if letter != "r"}

    for letter, person in people.items():
        one_by_one = {one.pk: permits.sight(person, one) for one in (ticket, strange)}
        assert permits.sights(person, [ticket, strange]) == one_by_one, letter


@pytest.mark.parametrize("world", PLACES, indirect=True)
def test_lists_hold_what_may_be_seen(world):
    place, ticket, who = world
    people = {letter: person for letter, person in who.items() if letter != "r"}

    listed = {letter for letter, person in people.items() if ticket in Ticket.objects.visible_to(person)}

    assert listed == people.keys() - set(SIGHTS[Sight.NOTHING][place])


@pytest.mark.parametrize("world", ["hidden"], indirect=True)
def test_a_hidden_team_is_named_to_those_who_see_all_of_it(world):
    _, ticket, who = world
    agents = {letter: person for letter, person in who.items() if isinstance(person, Agent) and person.is_active}

    assert {letter for letter, agent in agents.items() if ticket.team in scope.teams_seen_by(agent)} == set("mlLAU")


@pytest.mark.parametrize("world", PLACES, indirect=True)
def test_an_auditor_acts_on_nothing_even_where_they_once_worked(world):
    _, ticket, who = world
    _change(ticket, owner=who["U"], assignee=who["U"])

    assert permits.relations(who["U"], ticket) == {permits.Relation.AUDITOR}
    assert permits.allowed(who["U"], ticket) == frozenset()


@pytest.mark.parametrize("world", ["open"], indirect=True)
def test_to_manage_an_organization_shows_nothing_of_others(desk, world):
    _, ticket, who = world
    elsewhere = desk.ticket(by=who["o"], requester=who["n"], at=monday(9))
    nobodys = desk.ticket(by=who["o"], at=monday(9))

    seen = Ticket.objects.visible_to(who["g"])

    assert set(seen) == {ticket}
    assert not {elsewhere, nobodys} & set(Ticket.objects.visible_to(who["s"]))
    assert Customer.objects.filter(manages_organization=True).count() == 2
