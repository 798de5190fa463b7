from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import codes, following, names, permits, refusals, wording
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.actions.participants.remove_participant import remove_participant
from trifecta.tickets.models import PARTICIPANT_ROLES, Participant, Ticket
from trifecta.tickets.timeline import timeline


def rows(ticket):
    """As `following.followers` tells them."""
    found = Participant.objects.filter(ticket=ticket)
    return {("customer", row.customer_id) if row.customer_id else ("agent", row.agent_id): row.role for row in found}


@pytest.fixture
def talk(desk, cast):
    """Cleo's ticket, on which everything is said that can be said."""
    ticket = desk.ticket(by=cast.ann, at=monday(9), team=cast.first, requester=cast.cleo, body="It prints blanks.")
    reply(ticket, body="Which one?", by=cast.ann, at=monday(10))
    reply(ticket, body="The red one.", by=cast.cleo, at=monday(11))
    add_note(ticket, body="She is angry.", by=cast.ben, at=monday(12))
    return ticket


def test_one_table_serves_the_rows_the_codes_and_the_permits():
    assert set(following.ROLES) == set(PARTICIPANT_ROLES) == codes.codes_of(codes.PARTICIPANT_ROLES)


def test_someone_follows_and_no_longer(desk, cast, talk):
    before = desk.columns(talk)

    add_participant(talk, person=cast.stranger, role="cc", by=cast.ben, at=monday(13))
    add_participant(talk, person=cast.nia, role="watcher", by=cast.nia, at=monday(13, 1))

    assert rows(talk) == {("customer", cast.stranger.pk): "cc", ("agent", cast.nia.pk): "watcher"}
    assert following.followers(desk.entries(talk)) == rows(talk)
    remove_participant(talk, person=cast.stranger, by=cast.ann, at=monday(13, 2))
    assert rows(talk) == following.followers(desk.entries(talk)) == {("agent", cast.nia.pk): "watcher"}
    assert desk.columns(talk) == before | {"updated_at": monday(13, 2)} == desk.replayed(talk)
    assert not Ticket.objects.visible_to(cast.stranger).exists()


def test_another_role_replaces_the_first(desk, cast, talk):
    add_participant(talk, person=cast.carl, role="watcher", by=cast.ann, at=monday(13))

    add_participant(talk, person=cast.carl, role="cc", by=cast.ann, at=monday(14))

    assert rows(talk) == following.followers(desk.entries(talk)) == {("customer", cast.carl.pk): "cc"}


@pytest.mark.parametrize(
    ("role", "words", "may_write"),
    [
        ("cc", ["It prints blanks.", "Which one?", "The red one."], True),
        ("manager", ["It prints blanks.", "Which one?", "The red one."], False),
        ("watcher", [""], False),
    ],
)
def test_a_role_says_what_is_read_and_written(desk, cast, talk, role, words, may_write):
    add_participant(talk, person=cast.carl, role=role, by=cast.ann, at=monday(13))

    assert list(Ticket.objects.visible_to(cast.carl).filter(pk=talk.pk)) == [talk]
    assert [moment.words for moment in timeline(talk, seen_by=cast.carl)] == words
    if may_write:
        assert reply(talk, body="Mine too.", by=cast.carl, at=monday(14)).seq == 6
    else:
        with desk.untouched(talk), pytest.raises(permits.NotYourTicket):
            reply(talk, body="Mine too.", by=cast.carl, at=monday(14))


def test_an_agent_let_in_behind_closed_doors_reads_as_the_role_says(desk, cast):
    hidden = desk.ticket(by=cast.hana, at=monday(9), team=cast.hr, requester=cast.cleo, body="About my boss.")
    add_note(hidden, body="Careful.", by=cast.hana, at=monday(10))
    assert timeline(hidden, seen_by=cast.ann) == []

    add_participant(hidden, person=cast.ann, role="manager", by=cast.hana, at=monday(11))

    assert Ticket.objects.visible_to(cast.ann).filter(pk=hidden.pk).exists()
    assert [moment.words for moment in timeline(hidden, seen_by=cast.ann)] == ["About my boss."]
    with desk.untouched(hidden), pytest.raises(permits.NotYourTicket):
        add_note(hidden, body="I know him.", by=cast.ann, at=monday(12))


def test_to_let_others_in_takes_someone_who_works_on_it(desk, cast, talk):
    with desk.untouched(talk):
        for person in (cast.nia, cast.cleo, cast.stranger, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                add_participant(talk, person=cast.carl, role="cc", by=person, at=monday(13))
        with pytest.raises(permits.NotYourTicket):
            add_participant(talk, person=cast.carl, role="cc", by=cast.carl, at=monday(13))


def test_everyone_may_leave_and_nobody_sends_others_away(desk, cast, talk):
    add_participant(talk, person=cast.carl, role="cc", by=cast.ann, at=monday(13))
    add_participant(talk, person=cast.stranger, role="cc", by=cast.ann, at=monday(13))

    with desk.untouched(talk), pytest.raises(permits.NotYourTicket):
        remove_participant(talk, person=cast.carl, by=cast.stranger, at=monday(14))
    remove_participant(talk, person=cast.carl, by=cast.carl, at=monday(14))

    assert rows(talk) == {("customer", cast.stranger.pk): "cc"}


def test_refuses_what_makes_no_sense(desk, cast, talk):
    add_participant(talk, person=cast.carl, role="cc", by=cast.ann, at=monday(13))

    with desk.untouched(talk):
        for person, role, error in [
            (cast.carl, "cc", refusals.NothingChanged),
            (cast.cleo, "cc", refusals.CannotFollow),
            (cast.gone, "watcher", refusals.CannotFollow),
            (cast.nobody, "watcher", refusals.CannotFollow),
            (cast.stranger, "spy", refusals.UnknownCode),
        ]:
            with pytest.raises(error):
                add_participant(talk, person=person, role=role, by=cast.ann, at=monday(14))
        with pytest.raises(refusals.CannotFollow):
            remove_participant(talk, person=cast.stranger, by=cast.ann, at=monday(14))


def test_the_story_names_customers_and_colleagues(cast, talk):
    add_participant(talk, person=cast.carl, role="watcher", by=cast.ann, at=monday(13))
    add_participant(talk, person=cast.nia, role="cc", by=cast.ann, at=monday(13))
    remove_participant(talk, person=cast.nia, by=cast.nia, at=monday(14))
    moments = timeline(talk, seen_by=cast.ann)[-3:]

    assert [wording.sentence_of(moment, names.names_of(moments)) for moment in moments] == [
        "Ann let Carl follow it (watcher: sees what becomes of it)",
        "Ann let Nia follow it (in copy: reads and writes)",
        "Nia no longer follows it",
    ]
