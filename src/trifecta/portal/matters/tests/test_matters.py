from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.customers.models import Customer, Organization
from trifecta.log import journal
from trifecta.portal.matters import page
from trifecta.staff.models import Level
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.validate import validate
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.models import Participant, Ticket


@pytest.fixture
def mira(desk):
    return desk.customer("Mira")


@pytest.fixture
def ann(desk):
    return desk.agent("Ann", desk.team("First"))


@pytest.fixture
def matter(desk, ann, mira):
    return desk.ticket(by=ann, requester=mira, team=ann.teams.get(), subject="The scanner sends empty files")


def progress(desk, matter, by=None):
    fresh = desk.fresh(matter)
    return page.progress(fresh, by or fresh.requester)


def test_each_matter_is_listed_by_its_number_with_who_has_it(house, mira, matter):
    html = house.enter(mira).get("/matters/").content.decode()

    assert f'<span class="matters__reference">{matter.reference}</span>' in html
    assert "Ann has it<" in html


def test_what_waits_for_the_customer_stands_first(desk, ann, mira, matter):
    asked = desk.ticket(by=ann, requester=mira, team=ann.teams.get(), at=monday(8))
    wait(asked, on="customer", by=ann, at=monday(9))

    assert [(row.ticket.pk, row.asks) for row in page.mine(mira).current] == [(asked.pk, True), (matter.pk, False)]
    assert progress(desk, asked) == "We wait for your answer"


def test_who_only_follows_it_is_not_told_that_we_wait_for_them(desk, ann, mira, matter):
    yasmin = desk.follow(matter, desk.customer("Yasmin"))
    wait(matter, on="customer", by=ann, at=monday(10))

    assert progress(desk, matter, by=yasmin) == "We wait for Mira’s answer"
    assert [row.asks for row in page.mine(yasmin).current] == [False]
    assert "Ann waits for your answer" not in [line.words for line in page.read(matter, yasmin, at=monday(11)).said]

    resume(matter, by=ann, at=monday(11))
    resolve(matter, how="fixed", words="Replaced.", by=ann, at=monday(12))
    assert progress(desk, matter, by=yasmin) == "We think it is solved, and have asked Mira"


def test_what_others_in_the_organization_asked_stands_apart_for_who_manages_it(desk, house, ann, mira, matter):
    harbor = Organization.objects.create(name="Harbor Ltd")
    lena = desk.customer("Lena")
    Customer.objects.update(organization=harbor)
    Customer.objects.filter(pk=lena.pk).update(manages_organization=True)
    own = desk.ticket(by=ann, requester=lena, team=ann.teams.get(), at=monday(8))

    found = page.mine(desk.fresh(lena))
    html = house.enter(desk.fresh(lena)).get("/matters/").content.decode()

    assert [(row.ticket.pk, row.asked) for row in found.current] == [(own.pk, "")]
    assert [(row.ticket.pk, row.asked) for row in found.managed] == [(matter.pk, "Mira")]
    assert "In progress for others in Harbor Ltd" in html
    assert page.mine(mira).managed == []


def test_a_solution_is_asked_about_and_then_said_as_confirmed(desk, ann, mira, matter):
    resolve(matter, how="fixed", words="Replaced.", by=ann, at=monday(10))
    assert progress(desk, matter) == "We think it is solved. Is it?"

    validate(desk.fresh(matter), by=mira, at=monday(11))

    assert progress(desk, matter) == "Solved, as you confirmed"
    assert page.read(desk.fresh(matter), mira, at=monday(17)).said[-1].words == "You confirmed that it is solved"
    assert [row.ticket.pk for row in page.mine(mira).finished] == [matter.pk]


def test_what_the_desk_closed_is_closed(desk, ann, matter):
    resolve(matter, how="fixed", words="Replaced.", by=ann, at=monday(10))
    close(desk.fresh(matter), reason="told", by=ann, at=monday(12))

    assert progress(desk, matter) == "Closed"


def test_the_list_asks_as_often_for_many_as_for_few(desk, house, ann, mira, matter, django_assert_num_queries):
    client = house.enter(mira)
    client.get("/matters/")
    with django_assert_num_queries(10):
        client.get("/matters/")
    for hour in range(10, 20):
        desk.ticket(by=ann, requester=mira, team=ann.teams.get(), at=monday(hour))

    with django_assert_num_queries(10):
        client.get("/matters/")


def test_a_matter_of_someone_else_is_not_there(desk, house, matter):
    stranger = house.enter(desk.customer("Noa"))

    assert stranger.get(f"/matters/{matter.reference}/").status_code == 404
    assert stranger.post(f"/matters/{matter.reference}/messages/", {"body": "Mine!"}).status_code == 404


def test_a_new_matter_comes_to_the_first_level(desk, house, mira):
    desk.team("Network", level=Level.SECOND)
    desk.team("Secret", is_restricted=True)
    first = desk.team("First")

    house.enter(mira).post(
        "/matters/new/", {"subject": "No sound", "body": "Since today.", "urgency": "3", "sort": "incident"}
    )

    assert [ticket.team for ticket in Ticket.objects.filter(requester=mira)] == [first]


def test_the_latest_news_is_what_the_customer_can_read(desk, house, ann, mira, matter, django_assert_num_queries):
    other = desk.ticket(by=ann, requester=mira, team=ann.teams.get(), at=monday(10))
    reply(matter, body="We look at it.", by=ann, at=monday(11))
    add_note(other, body="Looks like the cable.", by=ann, at=monday(12))
    offer_ownership(other, to=desk.agent("Ben"), reason="capacity", by=ann, at=monday(13))

    rows = page.mine(mira).current

    assert [(row.ticket, row.news_at) for row in rows] == [(matter, monday(11)), (other, monday(10))]
    with django_assert_num_queries(1):
        journal.latest_of([matter.stream, other.stream], ["ticket.opened"])


@pytest.mark.parametrize("body", ["Since today.", ""])
def test_the_same_sent_again_is_led_to_what_was_sent(desk, house, mira, body):
    desk.team("First")
    client, told = house.enter(mira), {"subject": "No sound", "body": body, "urgency": "3", "sort": "incident"}

    client.post("/matters/new/", told)
    again = client.post("/matters/new/", told, follow=True)

    (ticket,) = Ticket.objects.filter(requester=mira)
    assert again.redirect_chain == [(f"/matters/{ticket.reference}/", 302)]
    assert "You sent this a moment ago; here it is." in again.content.decode()


def test_what_says_something_else_was_said_by_others_or_long_ago_is_new(desk, mira):
    sent = desk.ticket(by=mira, requester=mira, at=monday(9), subject="No sound", channel="portal", body="Since today.")
    asked = {"subject": "No sound", "body": "Since today.", "at": monday(9, 10)}

    assert page.sent_before(mira, **asked) == sent
    assert page.sent_before(mira, **asked | {"body": "Since Friday."}) is None
    assert page.sent_before(mira, **asked | {"subject": "No picture"}) is None
    assert page.sent_before(mira, **asked | {"at": monday(9, 16)}) is None
    assert page.sent_before(desk.customer("Jo"), **asked) is None


def test_words_on_what_is_no_longer_open_come_with_what_they_mean(desk, house, ann, mira, matter):
    resolve(matter, how="fixed", words="Replaced.", by=ann, at=monday(10))
    client = house.enter(mira)

    with desk.untouched(matter):
        refused = client.post(f"/matters/{matter.reference}/messages/", {"body": "It still fails"})

    assert refused.status_code == 422
    assert "say whether it is solved, so that we take it up" in refused.content.decode()
    assert "It still fails" in refused.content.decode()
    assert "matter_messages" not in client.get(f"/matters/{matter.reference}/").content.decode()


def test_the_steps_are_told_to_the_customer_and_not_of_them(desk, ann, mira, matter):
    wait(matter, on="customer", by=ann, at=monday(10))
    reply(desk.fresh(matter), body="The red one.", by=mira, channel="portal", at=monday(11))
    resolve(desk.fresh(matter), how="fixed", words="Replaced.", by=ann, at=monday(12))

    told = [(said.words, said.claim) for said in page.read(desk.fresh(matter), mira, at=monday(17)).said][1:]

    assert told == [
        ("Ann waits for your answer", ""), ("The red one.", ""), ("Replaced.", "says that it is solved"),
    ]  # fmt: skip


@pytest.fixture
def noors(desk, ann, matter):
    """Noor's matter with an answer and a note, merged into Mira's."""
    noor = desk.customer("Noor")
    asked = {"requester": noor, "team": ann.teams.get(), "channel": "mail"}
    other = desk.ticket(by=ann, body="Mine too.", at=monday(8), **asked)
    reply(other, body="Which floor?", by=ann, at=monday(10))
    add_note(other, body="Between us.", by=ann, at=monday(10, 1))
    merge(other, into=matter, by=ann, at=monday(11))
    return desk.fresh(other)


def letters(matter, customer):
    read = page.read(matter, customer, at=monday(17))
    return [(said.words, said.origin) for said in read.said if said.kind != "fact"]


def test_who_asked_on_a_merged_matter_reads_their_own_words_where_it_goes_on(house, noors, matter):
    assert letters(matter, noors.requester) == [
        ("Mine too.", noors.reference),
        ("Which floor?", noors.reference),
    ]
    html = house.enter(noors.requester).get(f"/matters/{noors.reference}/").content.decode()
    assert f'<a href="/matters/{matter.reference}/">Goes on in another matter</a>' in html


def test_what_another_customer_wrote_before_the_merge_is_shown_to_nobody_else(desk, noors, matter, mira):
    assert letters(matter, mira) == []
    assert letters(matter, desk.follow(matter, desk.customer("Yasmin"))) == []


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("cc", "You are in copy: you can read it and write to it."),
        ("manager", "You follow it as a manager: you can read what is written."),
        ("watcher", "You watch it: you see what becomes of it, and not what is written."),
    ],
)
def test_who_only_follows_is_told_what_they_see_and_who_asked_is_not(desk, house, mira, matter, role, told):
    yasmin = desk.customer("Yasmin")
    Participant.objects.create(ticket=matter, customer=yasmin, role=role)

    assert told in house.enter(yasmin).get(f"/matters/{matter.reference}/").content.decode()
    assert page.read(matter, mira, at=monday(17)).part == ""


def test_a_word_that_nobody_waits_for_any_more_is_said_so(desk, house, ann, mira, matter):
    resolve(matter, how="fixed", words="Replaced.", by=ann, at=monday(10))
    client = house.enter(mira)
    client.post(f"/matters/{matter.reference}/rejection/", {"reason": "not_solved", "words": ""})

    with desk.untouched(matter):
        late = client.post(f"/matters/{matter.reference}/validation/")

    assert late.status_code == 422
    assert "Nobody waits for your word on this any more" in late.content.decode()
