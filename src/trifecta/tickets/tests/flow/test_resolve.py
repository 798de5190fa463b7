from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.models import ArticleLink, Remark


def test_is_the_teams_claim(desk, cast):
    ticket = resolve(cast.ticket, how="fixed", words="Cleaned the drum.", by=cast.ann, at=monday(10))

    assert (ticket.state, ticket.resolved_at, ticket.resolved_by_team) == ("resolved", monday(10), cast.first)
    assert (ticket.first_resolved_at, ticket.validated_at, ticket.closed_at) == (monday(10), None, None)
    assert (ticket.owner, ticket.assignee) == (cast.ann, cast.ann)
    assert Remark.objects.get(ticket=ticket, seq=2).body == "Cleaned the drum."
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_ends_waiting_and_offer(desk, cast):
    wait(cast.ticket, on="vendor", until=tuesday(8), by=cast.ann, at=monday(10))
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(10, 5))

    ticket = resolve(cast.ticket, how="vanished", words="Works again.", by=cast.ann, at=monday(11))

    assert (ticket.waiting_on, ticket.waiting_until, ticket.offered_to, ticket.offered_at) == (None, None, None, None)
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_remembers_the_article_once(desk, cast):
    resolve(cast.ticket, how="fixed", words="As written.", article="KB-7", by=cast.ann, at=monday(10))
    reopen(cast.ticket, reason="came_back", by=cast.ann, at=monday(11))
    ticket = resolve(cast.ticket, how="fixed", words="As written.", article="KB-7", by=cast.ann, at=monday(12))

    assert list(ArticleLink.objects.values_list("ticket", "article")) == [(ticket.pk, "KB-7")]
    assert desk.entries(ticket)[1].event.article == "KB-7"


def test_the_first_resolution_is_kept(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    reopen(cast.ticket, reason="not_solved", by=cast.ann, at=monday(11))
    ticket = resolve(cast.ticket, how="fixed", words="Done now.", by=cast.ann, at=monday(12))

    assert (ticket.first_resolved_at, ticket.resolved_at) == (monday(10), monday(12))
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_is_claimed_once(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket), pytest.raises(refusals.AlreadyResolved):
        resolve(cast.ticket, how="fixed", words="Done.", by=cast.ben, at=monday(11))


def test_needs_words_and_a_known_way(desk, cast):
    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.NothingSaid):
            resolve(cast.ticket, how="fixed", words=" ", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            resolve(cast.ticket, how="magic", words="Done.", by=cast.ann, at=monday(10))


def test_is_not_for_other_teams(desk, cast):
    with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
        resolve(cast.ticket, how="fixed", words="Done.", by=cast.nia, at=monday(10))
