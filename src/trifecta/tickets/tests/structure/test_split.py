from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.log.models import Entry
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.structure.split import Starts, split
from trifecta.tickets.models import TicketLink


@pytest.fixture
def talk(cast):
    reply(cast.ticket, body="And my phone is dead.", by=cast.cleo, at=monday(10))
    reply(cast.ticket, body="We will look at both.", by=cast.ann, at=monday(10, 30))
    add_note(cast.ticket, body="Two matters.", by=cast.ben, at=monday(11))
    return cast.ticket


def test_another_matter_becomes_a_ticket_of_its_own(desk, cast, talk):
    before = desk.columns(talk)

    phone = split(talk, messages=[2], subject="The phone is dead", by=cast.ben, at=monday(12))

    row = desk.columns(phone)
    assert (row["opened_at"], row["owner_id"], row["team_id"]) == (monday(12), cast.ben.pk, cast.first.pk)
    assert (row["requester_id"], row["assignee_id"], row["first_response_at"]) == (cast.cleo.pk, None, None)
    assert desk.story(phone) == ["opened", "message_received", "linked"]
    assert [message.body for message in phone.messages.all()] == ["And my phone is dead."]
    told = desk.entries(phone)[1]
    assert (told.actor, told.happened_at) == (cast.cleo.actor, monday(12))
    assert TicketLink.objects.get().relation == "split_from"
    assert desk.story(talk)[-1] == "split"
    assert desk.columns(talk) == before | {"updated_at": monday(12)}
    for ticket in (phone, talk):
        assert desk.replayed(ticket) == desk.columns(ticket)


def test_it_may_count_from_when_it_was_written(desk, cast, talk):
    phone = split(talk, messages=[3, 2], subject="The phone", starts=Starts.AT_MESSAGE, by=cast.ben, at=monday(12))

    row = desk.columns(phone)
    assert (row["opened_at"], row["first_response_at"]) == (monday(10), monday(10, 30))
    assert desk.replayed(phone) == row
    assert [entry.happened_at for entry in desk.entries(phone)[:3]] == [monday(10), monday(10), monday(10, 30)]
    assert set(Entry.objects.filter(stream=phone.stream).values_list("recorded_at", flat=True)) == {monday(12)}


def test_only_what_was_said_is_split_off(desk, cast, talk):
    with desk.untouched(talk):
        for messages in ([], [1], [2, 99]):
            with pytest.raises(refusals.NotAMessage):
                split(talk, messages=messages, subject="The phone", by=cast.ben, at=monday(12))
        with pytest.raises(refusals.NothingSaid):
            split(talk, messages=[2], subject=" ", by=cast.ben, at=monday(12))


def test_only_who_works_on_it(desk, cast, talk):
    for person in (cast.nia, cast.cleo, cast.gone):
        with desk.untouched(talk), pytest.raises(permits.NotYourTicket):
            split(talk, messages=[2], subject="The phone", by=person, at=monday(12))
