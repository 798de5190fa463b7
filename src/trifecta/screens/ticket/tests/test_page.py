"""What the page of a ticket shows: the conversation, the story folded, who owes what, and the acts in sight."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import NINE, monday
from trifecta.base.ids import Code
from trifecta.log import journal
from trifecta.screens.ticket import page
from trifecta.staff.models import Level
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.events.flow import Reprioritized
from trifecta.tickets.models import Ticket


@pytest.fixture
def ticket(desk, ann, first):
    return desk.ticket(by=ann, team=first, requester=desk.customer("Mira"), channel="mail", body="It jams.", at=NINE)


def read(ticket, by):
    return page.read(page.TICKETS.get(pk=ticket.pk), by=by, at=monday(12))


def steps(ticket, count):
    """So many changes of priority, one a minute."""
    for number in range(count):
        changed = Reprioritized(impact=1, urgency=1 + number % 2, priority=1 + number % 2)
        journal.append(ticket.stream, changed, by=ticket.owner, at=NINE + timedelta(minutes=1 + number))


def test_reads_like_a_correspondence(desk, ticket, ann):
    reply(ticket, body="Which one?", by=ann, at=monday(10))
    reply(ticket, body="The red one.", by=ticket.requester, channel="portal", at=monday(11))
    add_note(ticket, body="Rollers!", by=ann, at=monday(11, 30))

    said = [stretch.message for stretch in read(ticket, ann).stretches if stretch.message]

    assert [(line.kind, line.who, line.via, line.words) for line in said] == [
        ("customer", "Mira", "by mail", "It jams."),
        ("own", "Ann", "", "Which one?"),
        ("customer", "Mira", "by portal", "The red one."),
        ("internal", "Ann", "", "Rollers!"),
    ]


@pytest.mark.parametrize(("count", "shape"), [(0, (0, 0, 2)), (2, (0, 0, 4)), (3, (1, 2, 2)), (299, (1, 298, 2))])
def test_a_long_run_of_steps_folds_its_middle(desk, ann, first, count, shape):
    ticket = desk.ticket(by=ann, team=first, at=NINE)
    steps(ticket, count)

    (run,) = read(ticket, ann).stretches

    assert (len(run.first), len(run.folded), len(run.latest)) == shape


def test_a_history_without_words_is_titled_by_its_number(desk, house, ann, ticket):
    Ticket.objects.update(subject="")

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/").content.decode()

    assert f'<h1 class="stage__title">{ticket.reference}</h1>' in text
    assert f'<span class="numeric">{ticket.reference}</span>' not in text


def test_queries_do_not_grow_with_the_story(desk, house, ann, ticket, django_assert_num_queries):
    client, address = house.enter(ann), f"/tickets/{ticket.reference}/"
    client.get(address)
    with django_assert_num_queries(27):
        client.get(address)
    steps(ticket, 20)
    for number in range(30):
        reply(ticket, body="So?", by=ann, at=monday(10, number))
    with django_assert_num_queries(27):
        client.get(address)


def test_the_likely_acts_are_in_sight_and_the_first_is_primary(desk, ann, ticket):
    shown = read(ticket, ann)

    assert [button.noun for button in shown.buttons] == ["taking", "resolution", "handoffs", "assignment"]
    assert [button.noun for button in shown.more] == [
        "priority", "waiting", "words", "warm-transfers", "ownership", "participants", "category", "requester",
        "contacts", "links",
        "merging", "splitting", "corrections", "cancellation", "spam",
    ]  # fmt: skip
    assert [button.noun for button in (*shown.buttons, *shown.more) if button.is_primary] == ["taking"]
    assert [(button.noun, button.is_unfolded) for button in shown.composers] == [("messages", True), ("notes", False)]


def test_who_may_only_read_may_write_follow_and_link(desk, ticket):
    shown = read(ticket, desk.agent("Kim", desk.team("Field", level=Level.FIELD)))

    assert shown.buttons == []
    assert [button.noun for button in shown.more] == ["participants", "contacts", "links"]
    assert [button.noun for button in shown.composers] == ["messages", "notes"]


def test_an_offer_is_said_where_the_ticket_stands(desk, house, ann, ticket):
    offer_handoff(ticket, to=desk.team("Network"), reason="expertise", tried="All", by=ann, at=monday(10))

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/").content.decode()

    assert "offered to Network" in text
    assert "Ann offers it to Network" in text


def test_what_is_usual_for_the_kind_is_chosen_in_advance(desk, ann, first):
    usual = {}
    for sort in ("incident", "request", "question", "complaint"):
        shown = read(desk.ticket(by=ann, team=first, sort=sort), ann)
        (button,) = [button for button in shown.buttons if button.noun == "resolution"]
        usual[sort] = button.form["how"].value()

    assert usual == {"incident": "fixed", "request": "fulfilled", "question": "explained", "complaint": "explained"}


def test_nothing_is_chosen_in_advance_where_the_numbers_ask_why(desk, ann, ticket):
    (button,) = [button for button in read(ticket, ann).buttons if button.noun == "handoffs"]

    assert (button.form["to"].value(), button.form["reason"].value()) == (None, None)


def test_the_customers_other_open_tickets_without_those_one_may_not_see(desk, ann, first, ticket):
    mira = ticket.requester
    other = desk.ticket(by=ann, team=first, requester=mira, at=monday(8))
    done = desk.ticket(by=ann, team=first, requester=mira, at=monday(8))
    resolve(done, how="fixed", words="x", by=ann, at=monday(9))
    secret = desk.team("People matters", is_restricted=True)
    desk.ticket(by=desk.agent("Hana", secret), team=secret, requester=mira)

    assert read(ticket, ann).others == [other]


def test_a_foreign_code_is_shown_as_it_came(desk, house, ann, ticket):
    Ticket.objects.update(state="waiting", waiting_on="awaiting_evidence", channel=Code("fax"))

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/").content.decode()

    assert "awaiting evidence" in text
    assert "fax" in text


def test_words_of_people_are_never_markup(desk, house, ann, first):
    ticket = desk.ticket(by=ann, team=first, subject="<b>bold</b>", body="<script>alert(1)</script>")

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/").content.decode()

    assert "<b>bold</b>" not in text
    assert "<script>alert(1)" not in text


def test_a_change_of_priority_says_from_what_to_what(desk, ann, first):
    ticket = desk.ticket(by=ann, team=first, impact=4, urgency=3, at=NINE)
    for minute, priority in ((1, 1), (2, 3), (3, None)):
        changed = Reprioritized(impact=1, urgency=1, priority=priority)
        journal.append(ticket.stream, changed, by=ann, at=NINE + timedelta(minutes=minute))

    (run,) = read(ticket, ann).stretches

    lines = [line for line in (*run.first, *run.folded, *run.latest) if "priority" in line.text]
    assert [line.reason for line in lines] == [
        "From planned to critical priority", "From critical to medium priority", "",
    ]  # fmt: skip


def test_where_nothing_may_be_done_it_says_who_works_on_it(desk, ticket, ann):
    ben = desk.agent("Ben", desk.team("Network", level=Level.SECOND))

    assert (read(ticket, ben).elsewhere, read(ticket, ann).elsewhere) == ("First", "")
