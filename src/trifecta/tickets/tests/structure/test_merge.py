from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.tickets import permits, refusals, rules
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.models import Participant, Ticket
from trifecta.tickets.timeline import timeline


@pytest.fixture
def second(desk, cast):
    """The same matter, a day later, by someone else."""
    return desk.ticket(by=cast.ben, at=tuesday(9), team=cast.first, requester=cast.stranger, body="Blank here too.")


def test_one_ends_and_the_other_goes_on(desk, cast, second):
    offer_handoff(second, to=cast.network, reason="access", tried="-", by=cast.ben, at=tuesday(9, 30))
    before, going_on = desk.columns(second), desk.columns(cast.ticket)

    survivor = merge(second, into=cast.ticket, by=cast.ann, at=tuesday(10))

    ended = {"state": "merged", "closed_at": tuesday(10), "merged_into_id": cast.ticket.pk, "updated_at": tuesday(10)}
    assert desk.columns(second) == before | ended | {"offered_to_id": None, "offered_at": None}
    assert desk.columns(survivor) == going_on | {"updated_at": tuesday(10)}
    for ticket in (second, survivor):
        assert desk.replayed(ticket) == desk.columns(ticket)
    assert desk.story(survivor) == ["opened", "absorbed", "participant_added"]


def test_what_goes_on_waits_since_the_earlier_of_both(desk, cast, second):
    third = desk.ticket(by=cast.ben, at=tuesday(12), team=cast.first)

    merge(cast.ticket, into=second, by=cast.ann, at=tuesday(10))
    merge(second, into=third, by=cast.ann, at=tuesday(13))

    assert desk.entries(second)[1].event.started_at == monday(9)
    assert rules.started_at(desk.entries(third)) == monday(9)
    assert desk.fresh(third).opened_at == tuesday(12)


def test_whoever_asked_or_followed_follows_on_and_may_read_the_old_words(desk, cast, second):
    merge(second, into=cast.ticket, by=cast.ann, at=tuesday(10))

    assert set(Ticket.objects.visible_to(cast.stranger)) == {second, cast.ticket}
    assert [moment.words for moment in timeline(second, seen_by=cast.stranger)] == ["Blank here too."]
    assert Participant.objects.get(ticket=cast.ticket, customer=cast.stranger).role == "cc"
    with desk.untouched(second), pytest.raises(refusals.MergedAway, match="go on there"):
        reply(second, body="Any news?", by=cast.stranger, at=tuesday(11))


def test_nobody_is_added_twice(desk, cast):
    again = desk.ticket(by=cast.ann, at=tuesday(9), team=cast.first, requester=cast.cleo)
    desk.follow(again, cast.carl)

    survivor = merge(again, into=cast.ticket, by=cast.ann, at=tuesday(10))

    assert desk.story(survivor) == ["opened", "absorbed"]


def test_only_into_what_goes_on(desk, cast, second):
    resolved = resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=tuesday(10))
    other = desk.ticket(by=cast.ann, at=tuesday(9), team=cast.first)
    merge(other, into=second, by=cast.ann, at=tuesday(11))

    with desk.untouched(second):
        with pytest.raises(refusals.CannotGoOnThere):
            merge(second, into=second, by=cast.ann, at=tuesday(12))
        with pytest.raises(refusals.CannotGoOnThere):
            merge(second, into=other, by=cast.ann, at=tuesday(12))
        with pytest.raises(refusals.MergedAway):
            merge(other, into=second, by=cast.ann, at=tuesday(12))
    assert merge(second, into=resolved, by=cast.ann, at=tuesday(13)).state == "resolved"


def test_only_who_works_on_it_and_sees_the_other(desk, cast, second):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, at=tuesday(9))

    with desk.untouched(second):
        for person in (cast.nia, cast.stranger, cast.gone):
            with pytest.raises(permits.NotYourTicket):
                merge(second, into=cast.ticket, by=person, at=tuesday(10))
        with pytest.raises(permits.NotYourTicket):
            merge(second, into=hidden, by=cast.ben, at=tuesday(10))
