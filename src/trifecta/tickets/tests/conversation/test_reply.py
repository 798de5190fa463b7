from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.reply import Sort, reply
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.models import Ticket


def test_an_agents_words_are_the_first_response(desk, cast):
    message = reply(cast.ticket, body="I am on it.", by=cast.ann, at=monday(9, 10), channel="mail")

    assert (message.seq, message.body) == (2, "I am on it.")
    assert desk.entries(cast.ticket)[1].event.channel == "mail"
    assert desk.fresh(cast.ticket).first_response_at == monday(9, 10)
    assert desk.replayed(cast.ticket) == desk.columns(cast.ticket)


def test_the_first_response_stays_the_first(desk, cast):
    reply(cast.ticket, body="I am on it.", by=cast.ann, at=monday(9, 10))
    reply(cast.ticket, body="Solved soon.", by=cast.ben, at=monday(9, 20))

    assert desk.fresh(cast.ticket).first_response_at == monday(9, 10)


def test_a_response_that_is_told_late_counts_from_when_it_was_true(desk, cast):
    reply(cast.ticket, body="I am on it.", by=cast.ann, at=monday(9, 30))
    reply(cast.ticket, body="Called back.", by=cast.ben, at=monday(9, 10))

    ticket = desk.fresh(cast.ticket)
    assert (ticket.first_response_at, ticket.updated_at) == (monday(9, 10), monday(9, 30))
    assert desk.replayed(ticket) == desk.columns(ticket)


@pytest.mark.parametrize("sort", [Sort.AUTOMATIC, Sort.PLAIN])
def test_what_no_human_wrote_is_no_response(desk, cast, sort):
    author = cast.ann if sort is Sort.AUTOMATIC else System("rule:receipt")

    reply(cast.ticket, body="We got your mail.", by=author, at=monday(9, 1), sort=sort)

    assert desk.fresh(cast.ticket).first_response_at is None
    assert desk.story(cast.ticket) == ["opened", "message_sent"]
    assert desk.replayed(cast.ticket) == desk.columns(cast.ticket)


@pytest.mark.parametrize("who", ["cleo", "carl"])
def test_the_customers_side_resumes_what_waits_for_it(desk, cast, who):
    wait(cast.ticket, on="customer", until=tuesday(8), by=cast.ann, at=monday(10))

    message = reply(cast.ticket, body="It is on floor 3.", by=getattr(cast, who), at=monday(11))

    ticket = desk.fresh(cast.ticket)
    assert (ticket.state, ticket.waiting_on, ticket.waiting_until) == ("open", None, None)
    assert desk.story(ticket) == ["opened", "waiting", "message_received", "resumed"]
    assert desk.entries(ticket)[-1].actor == "rule:customer_answered"
    assert (message.seq, ticket.first_response_at) == (3, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_a_mail_that_arrives_late_still_resumes(desk, cast):
    wait(cast.ticket, on="customer", by=cast.ann, at=monday(10))

    reply(cast.ticket, body="It is on floor 3.", by=cast.cleo, at=monday(9, 50))

    received, resumed = desk.entries(cast.ticket)[-2:]
    assert (received.happened_at, resumed.happened_at) == (monday(9, 50), monday(10))
    assert desk.fresh(cast.ticket).state == "open"
    assert desk.replayed(cast.ticket) == desk.columns(cast.ticket)


def test_an_out_of_office_resumes_nothing(desk, cast):
    wait(cast.ticket, on="customer", by=cast.ann, at=monday(10))

    reply(cast.ticket, body="I am away.", by=cast.cleo, at=monday(10, 1), sort=Sort.AUTOMATIC)

    assert desk.fresh(cast.ticket).state == "waiting"


def test_a_mere_thank_you_resumes_nothing_and_is_told_as_such(desk, cast):
    wait(cast.ticket, on="customer", by=cast.ann, at=monday(10))

    reply(cast.ticket, body="Thanks!", by=cast.cleo, at=monday(10, 1), sort=Sort.THANKS)

    assert desk.fresh(cast.ticket).state == "waiting"
    assert (desk.entries(cast.ticket)[-1].event.thanks, desk.entries(cast.ticket)[-1].event.automatic) == (True, None)


def test_who_answers_what_nobody_owns_owns_it(desk, cast):
    matter = desk.ticket(by=cast.cleo, requester=cast.cleo, team=cast.first, at=monday(9))

    reply(matter, body="We got your mail.", by=System("rule:receipt"), at=monday(9, 1))
    reply(matter, body="I am away.", by=cast.ben, at=monday(9, 2), sort=Sort.AUTOMATIC)
    assert desk.fresh(matter).owner == cast.nobody
    reply(matter, body="I am on it.", by=cast.nia, at=monday(9, 10))
    reply(matter, body="Me too.", by=cast.ben, at=monday(9, 20))

    assert desk.fresh(matter).owner == cast.nia
    assert desk.story(matter)[3:] == ["message_sent", "ownership_taken", "message_sent"]
    assert desk.replayed(matter) == desk.columns(matter)


def test_what_has_ended_gets_no_owner_any_more(desk, cast):
    matter = desk.ticket(by=cast.cleo, requester=cast.cleo, team=cast.first, at=monday(9))
    resolve(matter, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    close(matter, reason="told", by=cast.lea, at=monday(11))

    reply(matter, body="You are welcome.", by=cast.ann, at=monday(12))

    assert desk.fresh(matter).owner == cast.nobody


def test_what_waits_for_others_goes_on_waiting(desk, cast):
    wait(cast.ticket, on="vendor", by=cast.ann, at=monday(10))

    reply(cast.ticket, body="Any news?", by=cast.cleo, at=monday(11))

    assert desk.fresh(cast.ticket).waiting_on == "vendor"


def test_an_agents_words_do_not_resume(desk, cast):
    wait(cast.ticket, on="customer", by=cast.ann, at=monday(10))

    reply(cast.ticket, body="Which floor?", by=cast.ann, at=monday(11))

    assert desk.fresh(cast.ticket).state == "waiting"


def test_thanks_reopens_nothing(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    reply(cast.ticket, body="Thanks!", by=cast.cleo, at=monday(10, 5))
    resolved = desk.columns(cast.ticket)
    close(cast.ticket, reason="told", by=cast.ann, at=monday(11))
    reply(cast.ticket, body="Thanks again!", by=cast.cleo, at=monday(11, 5))
    closed = desk.columns(cast.ticket)

    assert (resolved["state"], resolved["reopen_count"]) == ("resolved", 0)
    assert (closed["state"], closed["reopen_count"]) == ("closed", 0)
    assert desk.replayed(cast.ticket) == closed


def test_goes_on_where_it_was_merged_into(desk, cast):
    Ticket.objects.filter(pk=cast.ticket.pk).update(state="merged", merged_into=desk.ticket())

    with desk.untouched(cast.ticket), pytest.raises(refusals.MergedAway):
        reply(cast.ticket, body="Any news?", by=cast.cleo, at=monday(11))


def test_refuses_silence_strangers_and_unknown_channels(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.NothingSaid):
            reply(cast.ticket, body="  ", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            reply(cast.ticket, body="Hello", by=cast.ann, at=monday(10), channel="pigeon")
        for person in (cast.stranger, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                reply(cast.ticket, body="Hello", by=person, at=monday(10))
