"""By when a customer will hear."""

from __future__ import annotations

from datetime import date

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.portal.matters import page
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.standard import standard_book
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.models import Participant

SETUP = System("rule:set_up")


@pytest.fixture
def ticket(desk):
    """First answer by eleven, news by five, a solution by Wednesday."""
    hours = office_hours("UTC", "09:00-17:00")
    create_calendar(name="Office", hours=hours, from_on=date(2026, 2, 1), by=SETUP, at=monday(8))
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))
    first = desk.team("First")
    asked = {"team": first, "requester": desk.customer("Mira"), "channel": "mail", "impact": 2, "urgency": 2}
    return desk.ticket(by=desk.agent("Ann", first), at=monday(9), **asked)


def hears(ticket, at, person=None):
    ticket.refresh_from_db()
    return page.read(ticket, person or ticket.requester, at=at).hears


def test_the_next_promise_says_by_when(ticket):
    assert hears(ticket, monday(10)) == "You will hear by 11:00"


def test_a_given_word_comes_before_every_promise(ticket):
    give_word(ticket, text="Ann calls you", due_at=tuesday(9), by=ticket.owner, at=monday(9, 30))

    assert hears(ticket, monday(10)) == "By 3 Mar 09:00: Ann calls you"


def test_a_watcher_sees_by_when_and_not_the_words(ticket, desk):
    give_word(ticket, text="Ann calls you", due_at=tuesday(9), by=ticket.owner, at=monday(9, 30))
    cleo = desk.customer("Cleo")
    Participant.objects.create(ticket=ticket, customer=cleo, role="watcher")

    assert hears(ticket, monday(10), cleo) == "Mira will hear by 3 Mar 09:00"


def test_nothing_is_said_while_it_is_the_customers_turn_or_it_is_solved(ticket):
    reply(ticket, body="Which room?", by=ticket.owner, at=monday(10))
    wait(ticket, on="customer", by=ticket.owner, at=monday(10))
    waiting = hears(ticket, monday(10, 30))
    reply(ticket, body="Here.", by=ticket.requester, at=monday(11))
    answered = hears(ticket, monday(11, 30))
    resolve(ticket, how="fixed", words="Done.", by=ticket.owner, at=monday(12))

    assert (waiting, answered, hears(ticket, monday(13))) == ("", "You will hear by 15:00", "")
