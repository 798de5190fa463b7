from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.catalog.models import Service
from trifecta.customers.models import Site
from trifecta.tickets import permits, refusals
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.structure.name_requester import name_requester
from trifecta.tickets.actions.structure.recategorize import About, recategorize


@pytest.fixture
def printing():
    return Service.objects.create(name="Printing")


def test_the_whole_of_what_it_is_about_is_said_anew(desk, cast, printing):
    before = desk.columns(cast.ticket)

    ticket = recategorize(cast.ticket, about=About(sort="request", service=printing), by=cast.ben, at=monday(10))

    changed = {"sort": "request", "service_id": printing.pk, "updated_at": monday(10)}
    assert desk.columns(ticket) == before | changed == desk.replayed(ticket)
    told = desk.entries(ticket)[-1].event
    assert (told.sort, told.service, told.item, told.category) == ("request", printing.pk, None, None)


def test_the_matter_is_found_to_be_somebody_elses(desk, cast):
    dora = desk.customer("Dora", site=Site.objects.create(name="Lyon"))
    before = desk.columns(cast.ticket)

    ticket = name_requester(cast.ticket, requester=dora, by=cast.ann, at=monday(10))

    named = {"requester_id": dora.pk, "site_id": dora.site_id, "updated_at": monday(10)}
    assert desk.columns(ticket) == before | named == desk.replayed(ticket)


def test_refuses_what_changes_nothing_or_makes_no_sense(desk, cast):
    cast.stranger.is_active = False

    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.NothingChanged):
            recategorize(cast.ticket, about=About(sort="incident"), by=cast.ann, at=monday(10))
        with pytest.raises(refusals.UnknownCode):
            recategorize(cast.ticket, about=About(sort="rumor"), by=cast.ann, at=monday(10))
        with pytest.raises(refusals.NothingChanged):
            name_requester(cast.ticket, requester=cast.cleo, by=cast.ann, at=monday(10))
        with pytest.raises(refusals.CannotAsk):
            name_requester(cast.ticket, requester=cast.stranger, by=cast.ann, at=monday(10))


def test_may_be_said_until_it_is_closed(desk, cast):
    resolve(cast.ticket, how="fixed", words="Done.", by=cast.ann, at=monday(10))
    recategorize(cast.ticket, about=About(sort="question"), by=cast.ann, at=monday(11))
    close(cast.ticket, reason="told", by=cast.ann, at=monday(12))

    with desk.untouched(cast.ticket):
        with pytest.raises(refusals.AlreadyClosed):
            recategorize(cast.ticket, about=About(sort="request"), by=cast.ann, at=monday(13))
        with pytest.raises(refusals.AlreadyClosed):
            name_requester(cast.ticket, requester=cast.carl, by=cast.ann, at=monday(13))


def test_only_who_works_on_it(desk, cast):
    for person in (cast.nia, cast.cleo, cast.gone):
        with desk.untouched(cast.ticket):
            with pytest.raises(permits.NotYourTicket):
                recategorize(cast.ticket, about=About(sort="request"), by=person, at=monday(10))
            with pytest.raises(permits.NotYourTicket):
                name_requester(cast.ticket, requester=cast.carl, by=person, at=monday(10))
