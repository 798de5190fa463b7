"""Clocks that are read by the zone of a site, when that zone becomes known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.desk import monday, thursday, wednesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.config.safety import verifying
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.actions.add_customers import add_customers
from trifecta.customers.models import Site
from trifecta.customers.particulars import Particulars
from trifecta.promises import recomputing
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock, Recomputing
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book, Hours, HoursOf, Terms, ZoneOf

SETUP = System("rule:test")

IN_LAGOS = Particulars("Noor", site="Lagos", zone="Africa/Lagos")
IN_TOKYO = Particulars("Yuki", site="Tokyo", zone="Asia/Tokyo")


def by_the_site(terms: Terms) -> Terms:
    return replace(terms, hours=Hours(zone=ZoneOf.SITE)) if terms.hours.of is HoursOf.DESK else terms


@pytest.fixture
def ticket(request, desk):
    """Opened by a customer in Lagos, of which no zone is known, under a book that means the zones of sites or not."""
    create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SETUP, at=monday(0)
    )
    book = standard_book()
    if getattr(request, "param", True):
        book = Book(tuple(map(by_the_site, book.terms)))
    revise_book(book, holds_from=monday(0), by=SETUP, at=monday(0))
    mira = add_customer(Particulars("Mira", site="Lagos"), by=SETUP, at=monday(8))
    Site.objects.create(name="Tokyo")
    asked = {"team": desk.team("First"), "requester": mira, "channel": "mail"}
    return desk.ticket(at=monday(9), impact=2, urgency=2, **asked)


def resolution_due(ticket):
    return Clock.objects.get(ticket=ticket, promise="resolution").due_at


def asked_for() -> list[str]:
    return list(Recomputing.objects.filter(done_at=None).values_list("asked_by", flat=True))


def test_what_is_open_is_timed_anew_once_and_is_then_what_the_log_says(ticket):
    Recomputing.objects.update(done_at=monday(8))
    of_the_desk = resolution_due(ticket)

    add_customers([IN_LAGOS, IN_TOKYO], by=SETUP, at=monday(12))

    assert asked_for() == [SETUP.actor]
    job = Recomputing.objects.get(done_at=None)
    while recomputing.go_on(job, at=monday(12)):
        pass
    # Lagos is an hour ahead, so an hour of Monday was over already.
    assert (of_the_desk, resolution_due(ticket)) == (wednesday(17), thursday(9))
    assert list(verifying.differences(at=monday(12))) == []


def test_a_site_of_no_ticket_and_a_zone_that_is_known_move_nothing(ticket):
    add_customer(IN_LAGOS, by=SETUP, at=monday(10))
    Recomputing.objects.update(done_at=monday(11))

    add_customer(IN_TOKYO, by=SETUP, at=monday(12))
    add_customer(IN_LAGOS, by=SETUP, at=monday(12))

    assert asked_for() == []


@pytest.mark.parametrize("ticket", [False], indirect=True)
def test_nothing_is_timed_anew_where_no_terms_mean_the_zones_of_sites(ticket):
    Recomputing.objects.update(done_at=monday(8))

    add_customer(IN_LAGOS, by=SETUP, at=monday(12))

    assert asked_for() == []
