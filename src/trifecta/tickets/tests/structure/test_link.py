from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.structure.link import link
from trifecta.tickets.actions.structure.unlink import unlink
from trifecta.tickets.models import ArticleLink, TicketLink


@pytest.fixture
def larger(desk, cast):
    return desk.ticket(by=cast.nia, team=cast.network, at=monday(9))


def test_a_ticket_is_put_under_another_and_taken_away_again(desk, cast, larger):
    before = desk.columns(cast.ticket)

    link(cast.ticket, relation="parent", to=larger, by=cast.ann, at=monday(10))

    assert list(TicketLink.objects.values_list("ticket", "other", "relation")) == [
        (cast.ticket.pk, larger.pk, "parent")
    ]
    unlink(cast.ticket, relation="parent", to=larger, by=cast.ann, at=monday(11))
    assert not TicketLink.objects.exists()
    linked, unlinked = desk.entries(cast.ticket)[-2:]
    assert (linked.event.kind, linked.event.ticket) == ("ticket.linked", larger.pk)
    assert (unlinked.event.kind, unlinked.event.ticket) == ("ticket.unlinked", larger.pk)
    assert desk.columns(cast.ticket) == before | {"updated_at": monday(11)} == desk.replayed(cast.ticket)


def test_an_article_is_named_by_its_code(desk, cast):
    link(cast.ticket, relation="article", to="KB0042", by=cast.nia, at=monday(10))

    assert list(ArticleLink.objects.values_list("ticket", "article")) == [(cast.ticket.pk, "KB0042")]
    assert desk.entries(cast.ticket)[-1].event.article == "KB0042"


def test_refuses_what_makes_no_sense(desk, cast, larger):
    link(cast.ticket, relation="related", to=larger, by=cast.ann, at=monday(10))

    with desk.untouched(cast.ticket):
        for relation, to, error in [
            ("related", larger, refusals.AlreadyLinked),
            ("related", cast.ticket, refusals.CannotLink),
            ("article", larger, refusals.CannotLink),
            ("parent", "KB0042", refusals.CannotLink),
            ("enemy", larger, refusals.UnknownCode),
        ]:
            with pytest.raises(error):
                link(cast.ticket, relation=relation, to=to, by=cast.ann, at=monday(11))
        with pytest.raises(refusals.NotLinked):
            unlink(cast.ticket, relation="parent", to=larger, by=cast.ann, at=monday(11))


def test_nobody_links_what_they_do_not_see(desk, cast, larger):
    hidden = desk.ticket(by=cast.hana, team=cast.hr, at=monday(9))

    with desk.untouched(cast.ticket):
        for person, to in [(cast.ann, hidden), (cast.cleo, larger), (cast.gone, larger)]:
            with pytest.raises(permits.NotYourTicket):
                link(cast.ticket, relation="related", to=to, by=person, at=monday(10))
