"""How a clock was counted, and who may read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.customers.models import Site
from trifecta.promises.actions.name_deadline import name_deadline
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.actions.waive_promise import waive_promise
from trifecta.promises.events import PromiseStarted
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.promises.terms import Book, Hours, Target, ZoneOf
from trifecta.screens.ticket.owed import counted
from trifecta.staff.models import Level
from trifecta.tickets import story
from trifecta.tickets.actions.flow.cancel import cancel
from trifecta.tickets.actions.flow.reopen import reopen
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff


@pytest.fixture
def told(ticket, ann):
    """How a promise on the ticket was counted until an instant."""

    def read(promise, at):
        clock = Clock.objects.select_related("ticket", "team").get(ticket=ticket, promise=promise)
        return counted.read(clock, by=ann, at=at)

    return read


def rows(shown):
    return [
        step.mark or (f"{step.from_at:%a %H}-{step.to_at:%a %H}", step.holder, step.why, step.sum_s // 3600)
        for step in shown.steps
    ]


def test_every_stretch_says_who_had_it_and_why_it_counts_or_not(told, desk, ticket, ann):
    network = desk.team("Network", level=Level.SECOND)
    offer_handoff(ticket, to=network, reason="expertise", tried="All", by=ann, at=monday(11))
    accept_handoff(ticket, by=desk.agent("Ben", network), at=monday(14))
    wait(ticket, on="customer", by=ann, at=monday(16))

    shown = told("resolution", tuesday(10))

    assert rows(shown) == [
        ("Mon 09-Mon 11", "First", "open", 2),
        ("Mon 11-Mon 14", "nobody", "open", 5),
        ("Mon 14-Mon 16", "Network", "open", 7),
        ("Mon 16-Tue 10", "Network", "paused, waits for the customer", 7),
    ]
    assert {one.holder: one.seconds // 3600 for one in shown.held} == {"First": 2, "nobody": 3, "Network": 2}


def test_thresholds_and_the_breach_stand_where_they_came_to_pass(told):
    sweep(at=monday(12))

    assert rows(told("first_response", monday(12))) == [
        ("Mon 09-Mon 12", "First", "open", 3),
        "50 % of the time was used",
        "75 % of the time was used",
        "100 % of the time was used",
        "The deadline passed: the promise was broken",
        "125 % of the time was used",
    ]


def test_other_terms_stand_where_they_took_over(told, ticket, ann):
    reprioritize(ticket, impact=4, urgency=4, by=ann, at=monday(11))

    assert rows(told("resolution", monday(12))) == [
        ("Mon 09-Mon 12", "First", "open", 3),
        "From here on “Resolution, priority 5” holds instead of “Resolution, priority 3”, for the time before as well",
    ]


def test_what_was_broken_before_a_longer_time_was_promised_is_over_the_time_of_then(told, ticket, ann):
    reprioritize(ticket, impact=1, urgency=1, by=ann, at=monday(9))
    reprioritize(ticket, impact=2, urgency=2, by=ann, at=monday(15))

    shown = told("resolution", monday(16)).face

    assert (shown.word, shown.amount, shown.marks) == ("broken", "3 h over 4 h", ("24 h by the terms that hold since",))


def test_two_versions_of_one_line_are_told_apart_by_their_time(told):
    longer = [replace(terms, target=Target(30 * 3600)) if terms.code == "resolution_p3" else terms
              for terms in standard_book().terms]  # fmt: skip
    revise_book(Book(tuple(longer)), holds_from=monday(10), follows=True, by=System("rule:set_up"), at=monday(10))

    assert "From here on “30 h” holds instead of “24 h”, for the time before as well" in rows(
        told("resolution", monday(12))
    )


def test_it_names_its_terms_its_book_and_its_hours(told):
    basis = told("resolution", monday(12)).basis

    assert (basis.terms, basis.code, basis.book, basis.condition) == (
        "Resolution, priority 3", "resolution_p3", 1, "priority = 3",
    )  # fmt: skip
    assert (basis.calendar.calendar.name, basis.calendar.number) == ("Office", 1)


def test_it_says_the_time_and_what_holds_instead(told, ticket, ann):
    assert told("resolution", monday(12)).basis.time == "24 h"

    started = PromiseStarted(promise=Code("resolution"), due_at=tuesday(12))
    with transaction.atomic():
        story.tell(ticket, started, by=System("importer:csv"), at=monday(10))
    assert told("resolution", monday(12)).basis.time == (
        "24 h by the terms, which gives 4 Mar 2026, 17:00 UTC; the source told 3 Mar 2026, 12:00 UTC, and that holds"
    )

    same = PromiseStarted(promise=Code("resolution"), due_at=tuesday(17) + timedelta(days=1))
    with transaction.atomic():
        story.tell(ticket, same, by=System("importer:csv"), at=monday(10))
    assert told("resolution", monday(12)).basis.time == (
        "24 h by the terms, which gives 4 Mar 2026, 17:00 UTC; the source told the same"
    )

    name_deadline(ticket, promise="resolution", due_at=tuesday(11), words="Board meeting", by=ann, at=monday(11))
    assert told("resolution", monday(12)).basis.time == (
        "24 h by the terms, which gives 4 Mar 2026, 17:00 UTC; by hand 3 Mar 2026, 11:00 UTC was named, and that holds"
    )

    resolve(ticket, how="fixed", words="Done", by=ann, at=tuesday(10))
    assert told("resolution", tuesday(12)).basis.time == (
        "24 h by the terms; by hand 3 Mar 2026, 11:00 UTC was named, and that holds"
    )


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (None, "in the calendar's own zone UTC, because the ticket names no site"),
        ("", "in the calendar's own zone UTC, because Plant has none"),
        ("Asia/Tokyo", "in the zone of Plant, Asia/Tokyo"),
    ],
)
def test_a_site_without_a_zone_is_said_and_not_guessed(desk, promised, first, ann, site, said):
    book = Book(tuple(replace(terms, hours=Hours(zone=ZoneOf.SITE)) for terms in standard_book().terms))
    revise_book(book, holds_from=monday(8), by=System("rule:set_up"), at=monday(8))
    plant = None if site is None else Site.objects.create(name="Plant", zone=site)
    mira = desk.customer("Mira", site=plant)
    ticket = desk.ticket(by=ann, at=monday(9), team=first, requester=mira, channel="mail", impact=2, urgency=2)
    clock = Clock.objects.select_related("ticket", "team").get(ticket=ticket, promise="resolution")

    assert counted.read(clock, by=ann, at=monday(12)).basis.zone == said


def test_a_long_count_folds_days_that_are_like_the_one_before(told, ticket, ann, monkeypatch):
    monkeypatch.setattr(counted, "MOST_IN_SIGHT", 3)
    monkeypatch.setattr(counted, "FIRST", 1)
    monkeypatch.setattr(counted, "LATEST", 1)
    wait(ticket, on="customer", by=ann, at=monday(11) + timedelta(days=5))

    shown = told("resolution", tuesday(10) + timedelta(days=6))

    assert [step.count if isinstance(step, counted.Fold) else step.mark or step.why for step in shown.shown] == [
        "open",
        2,
        "50 % of the time was used",
        2,
        "75 % of the time was used",
        "100 % of the time was used",
        "The deadline passed: the promise was broken",
        2,
        "125 % of the time was used",
        4,
        "paused, waits for the customer",
    ]


def test_a_pause_says_until_when(told, ticket, ann):
    wait(ticket, on="customer", until=tuesday(15), by=ann, at=monday(11))

    assert rows(told("resolution", monday(12)))[-1][2] == "paused, waits for the customer until 3 Mar 2026, 15:00 UTC"


def test_the_last_step_says_what_came_of_it_and_by_what(told, ticket, desk, first):
    lea = desk.agent("Lea", leads=first)
    clock = Clock.objects.get(ticket=ticket, promise="resolution")
    waive_promise(clock, reason="agreed", words="On the phone.", by=lea, at=monday(11))
    cancel(ticket, reason="mistake", by=lea, at=monday(12))

    assert rows(told("resolution", monday(13)))[-1] == (
        "Waived: Lea waived the promise “Resolution” (The customer agreed to it)"
    )
    assert rows(told("first_response", monday(13)))[-1] == (
        "No longer applied: Lea cancelled the ticket (It was opened by mistake)"
    )


def test_what_goes_on_after_a_reopening_says_how_much_was_used_before(ticket, ann):
    resolve(ticket, how="fixed", words="Done", by=ann, at=monday(10, 3, 10))
    reopen(ticket, reason="more_to_do", by=ann, at=monday(15))
    again = Clock.objects.select_related("ticket", "team").get(ticket=ticket, promise="resolution", run=2)

    shown = counted.read(again, by=ann, at=monday(16))

    assert rows(shown)[0] == "Goes on after a reopening: 1 h 3 min 10 s of 24 h were used before"


def test_the_hours_say_the_week_and_the_zone(told):
    assert told("resolution", monday(12)).basis.hours == "Monday to Friday 09:00-17:00, Saturday to Sunday closed, UTC"


def test_a_deadline_that_was_named_is_over_by_the_time_that_was_open_since(told, ticket, ann):
    name_deadline(ticket, promise="resolution", due_at=monday(16), words="Board meeting", by=ann, at=monday(10))
    wait(ticket, on="customer", by=ann, at=monday(11))
    resolve(ticket, how="fixed", words="Done", by=ann, at=tuesday(12))

    assert told("resolution", tuesday(13)).face.amount == "4 h over 7 h"


def test_the_page_answers_who_may_see_the_ticket(house, ticket, ann, desk):
    clock = Clock.objects.get(ticket=ticket, promise="resolution")
    address = f"/tickets/{ticket.reference}/promises/{clock.pk}/"

    page = house.enter(ann).get(address)

    assert page.status_code == 200
    assert "Resolution" in page.content.decode()
    other = desk.ticket(by=ann)
    assert house.enter(ann).get(f"/tickets/{other.reference}/promises/{clock.pk}/").status_code == 404


def test_what_adds_up_is_told_to_the_second(house, desk, ticket, ann):
    """By minutes alone, 1 h 0 min and 1 h 0 min would be 2 h 1 min."""
    offer_handoff(ticket, to=desk.team("Network"), reason="expertise", tried="All", by=ann, at=monday(10, 0, 50))
    resolve(ticket, how="fixed", words="Done", by=ann, at=monday(11, 1, 30))
    clock = Clock.objects.get(ticket=ticket, promise="resolution")

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/promises/{clock.pk}/").content.decode()

    assert [written in text for written in ("1 h 50 s<", "1 h 40 s<", "2 h 1 min 30 s<")] == [True, True, True]


def test_a_hidden_ticket_tells_nothing(house, ticket, first, desk):
    first.is_restricted = True
    first.save()
    clock = Clock.objects.get(ticket=ticket, promise="resolution")

    page = house.enter(desk.agent("Kim")).get(f"/tickets/{ticket.reference}/promises/{clock.pk}/")

    assert page.status_code == 404
