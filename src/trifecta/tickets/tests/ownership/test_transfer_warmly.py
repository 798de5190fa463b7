from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.staff.models import Membership
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.transfer_warmly import transfer_warmly
from trifecta.tickets.models import Remark


@pytest.fixture
def nia_of_network(cast):
    return Membership.objects.get(agent=cast.nia, team=cast.network)


def test_both_halves_are_told_at_the_same_instant(desk, cast, nia_of_network):
    before = desk.columns(cast.ticket)

    ticket = transfer_warmly(
        cast.ticket, to=nia_of_network, reason="access", words="New cable, still no light.", by=cast.ann, at=monday(10)
    )

    theirs = {"team_id": cast.network.pk, "assignee_id": cast.nia.pk, "team_change_count": 1, "updated_at": monday(10)}
    assert desk.columns(ticket) == before | theirs == desk.replayed(ticket)
    offered, accepted = desk.entries(ticket)[-2:]
    assert (offered.event.to_team, offered.event.reason, offered.actor) == (cast.network.pk, "access", cast.ann.actor)
    assert (accepted.event.team, accepted.event.assignee, accepted.actor) == (
        *(cast.network.pk, cast.nia.pk, cast.nia.actor),
    )
    assert (offered.happened_at, accepted.happened_at, accepted.event.told_by) == (monday(10), monday(10), cast.ann.pk)
    assert Remark.objects.get(ticket=ticket, seq=offered.seq).body == "New cable, still no light."


def test_a_team_that_was_asked_before_need_not_answer_any_more(desk, cast, nia_of_network):
    offer_handoff(cast.ticket, to=cast.hr, reason="access", tried="-", by=cast.ann, at=monday(9, 30))

    ticket = transfer_warmly(cast.ticket, to=nia_of_network, reason="access", words="-", by=cast.ann, at=monday(10))

    assert desk.story(ticket)[1:] == ["handoff_offered", "handoff_withdrawn", "handoff_offered", "handoff_accepted"]
    assert desk.replayed(ticket) == desk.columns(ticket)


def test_refuses_what_makes_no_sense(desk, cast, nia_of_network):
    ben_of_first = Membership.objects.get(agent=cast.ben)
    gone_elsewhere = Membership.objects.create(agent=cast.gone, team=cast.network)

    with desk.untouched(cast.ticket):
        for to, error in [(ben_of_first, refusals.AlreadyTheirs), (gone_elsewhere, refusals.NotInThatTeam)]:
            with pytest.raises(error):
                transfer_warmly(cast.ticket, to=to, reason="access", words="-", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NothingSaid):
            transfer_warmly(cast.ticket, to=nia_of_network, reason="access", words=" ", by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            transfer_warmly(cast.ticket, to=nia_of_network, reason="dislike", words="-", by=cast.ann, at=monday(10))


def test_nobody_passes_on_the_work_of_others(desk, cast, nia_of_network):
    for person in (cast.nils, cast.cleo, cast.gone):
        with desk.untouched(cast.ticket), pytest.raises(permits.NotYourTicket):
            transfer_warmly(cast.ticket, to=nia_of_network, reason="access", words="-", by=person, at=monday(10))
