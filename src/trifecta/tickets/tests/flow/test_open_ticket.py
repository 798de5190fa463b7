from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.contacts.actions.record_contact import record_contact
from trifecta.contacts.events import ContactRecorded
from trifecta.customers.models import Site
from trifecta.log import journal
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.open_ticket import Opening, open_ticket
from trifecta.tickets.models import ContactLink, Remark, Ticket


def opening(**more):
    return Opening(**{"sort": "incident", "subject": "The printer prints blanks", **more})


def test_who_answers_it_owns_it(desk, cast):
    lyon = Site.objects.create(name="Lyon")
    dora = desk.customer("Dora", site=lyon)

    asked = opening(
        body="Since this morning.",
        requester=dora,
        team=cast.first,
        assignee=cast.ben,
        channel="mail",
        impact=2,
        urgency=3,
    )
    ticket = open_ticket(asked, by=cast.ann, at=monday(10))

    columns = desk.columns(ticket)
    assert {name: value for name, value in columns.items() if value is not None} == {
        "sort": "incident",
        "state": "open",
        "channel": "mail",
        "impact": 2,
        "urgency": 3,
        "priority": 4,
        "requester_id": dora.pk,
        "site_id": lyon.pk,
        "owner_id": cast.ann.pk,
        "team_id": cast.first.pk,
        "assignee_id": cast.ben.pk,
        "opened_at": monday(10),
        "updated_at": monday(10),
        "validation_asked_count": 0,
        "reopen_count": 0,
        "team_change_count": 0,
    }
    assert desk.replayed(ticket) == columns
    assert desk.fresh(ticket).subject == "The printer prints blanks"
    assert list(Remark.objects.filter(ticket=ticket).values_list("seq", "body")) == [(1, "Since this morning.")]


def test_the_log_says_who_opened_it_and_when(desk, cast):
    ticket = open_ticket(opening(), by=cast.ann, at=monday(10))

    (entry,) = desk.entries(ticket)
    assert (entry.seq, entry.happened_at, entry.actor) == (1, monday(10), f"staff:{cast.ann.pk}")


def test_what_a_customer_opens_is_owned_by_the_placeholder(desk, cast):
    ticket = open_ticket(opening(requester=cast.cleo, channel="portal"), by=cast.cleo, at=monday(10))

    assert desk.fresh(ticket).owner_id == PLACEHOLDER_ID
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_rule_may_open_for_nobody(desk, cast):
    ticket = open_ticket(opening(team=cast.network), by=System("rule:monitoring"), at=monday(10))

    assert desk.fresh(ticket).requester is None
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_contact_belongs_to_the_ticket_it_opened(cast):
    told = ContactRecorded(channel="phone", outcome="ticket")
    call = record_contact(told, started_at=monday(9, 55), by=cast.ann, at=monday(10))

    ticket = open_ticket(opening(contact=call), by=cast.ann, at=monday(10))

    assert ContactLink.objects.get(contact=call).ticket == ticket


def test_the_subject_becomes_one_line(desk, cast):
    ticket = open_ticket(opening(subject="  Printer\n prints   blanks "), by=cast.ann, at=monday(10))

    assert desk.fresh(ticket).subject == "Printer prints blanks"


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"subject": " \n"}, refusals.NothingSaid),
        ({"subject": "x" * 251}, refusals.SubjectTooLong),
        ({"sort": "alarm"}, refusals.UnknownCode),
        ({"channel": "pigeon"}, refusals.UnknownCode),
        ({"impact": 5, "urgency": 1}, refusals.UnknownCode),
    ],
)
def test_what_makes_no_sense_is_not_opened(cast, wrong, error):
    latest, count = journal.latest_id(), Ticket.objects.count()

    with pytest.raises(error):
        open_ticket(opening(**wrong), by=cast.ann, at=monday(10))

    assert (journal.latest_id(), Ticket.objects.count()) == (latest, count)


def test_a_contact_has_one_ticket_only(cast):
    told = ContactRecorded(channel="phone", outcome="ticket", ticket=cast.ticket.pk)
    call = record_contact(told, started_at=monday(9, 55), by=cast.ann, at=monday(10))

    with pytest.raises(refusals.ContactTaken):
        open_ticket(opening(contact=call), by=cast.ann, at=monday(10))


def test_work_lies_with_members_of_a_running_team(cast):
    with pytest.raises(refusals.NotInThatTeam):
        open_ticket(opening(team=cast.first, assignee=cast.nia), by=cast.ann, at=monday(10))
    with pytest.raises(refusals.NotInThatTeam):
        open_ticket(opening(team=cast.first, assignee=cast.gone), by=cast.ann, at=monday(10))
    cast.network.is_active = False
    with pytest.raises(refusals.TeamGone):
        open_ticket(opening(team=cast.network), by=cast.ann, at=monday(10))


def test_customers_open_for_themselves_only(cast):
    with pytest.raises(permits.NotYourTicket):
        open_ticket(opening(requester=cast.carl), by=cast.cleo, at=monday(10))


def test_who_has_left_opens_nothing(cast):
    for person in (cast.gone, cast.nobody):
        with pytest.raises(permits.NotYourTicket):
            open_ticket(opening(), by=person, at=monday(10))
