"""An agent's word, a deadline named by hand, a promise waived: acts on promises."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.desk import Desk, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.promises import rules
from trifecta.promises.actions.break_word import break_word
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.keep_word import keep_word
from trifecta.promises.actions.name_deadline import name_deadline
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.actions.waive_promise import waive_promise
from trifecta.promises.events import PromiseStarted
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.promises.sweep import sweep
from trifecta.promises.terms import Book
from trifecta.staff.models import Agent, Team
from trifecta.tickets import story
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.models import Remark, Ticket
from trifecta.tickets.permits import NotYourTicket
from trifecta.tickets.refusals import NothingSaid

SETUP = System("rule:set_up")


@pytest.fixture
def first(desk: Desk) -> Team:
    create_calendar(
        name="Office", hours=office_hours("UTC", "09:00-17:00"), from_on=date(2026, 2, 1), by=SETUP, at=monday(8)
    )
    revise_book(standard_book(), holds_from=monday(0), by=SETUP, at=monday(0))
    return desk.team("First")


@pytest.fixture
def ann(desk: Desk, first: Team) -> Agent:
    return desk.agent("Ann", first)


@pytest.fixture
def ticket(desk: Desk, first: Team, ann: Agent) -> Ticket:
    return desk.ticket(by=ann, at=monday(9), team=first, channel="mail", impact=2, urgency=2)


def clock(ticket: Ticket, promise: str, subject: str = "") -> Clock:
    return Clock.objects.get(ticket=ticket, promise=promise, subject=subject)


@pytest.mark.parametrize("has_book", [True, False])
def test_a_word_has_a_clock_whatever_the_book_says(desk, has_book):
    ann = desk.agent("Ann", desk.team("First"))
    if has_book:
        lines = tuple(terms for terms in standard_book().terms if terms.promise != "word")
        revise_book(Book(lines), holds_from=monday(0), by=SETUP, at=monday(0))
    ticket = desk.ticket(by=ann, at=monday(9))

    give_word(ticket, text="I will call", due_at=monday(15), by=ann, at=monday(10))

    given = Clock.objects.get(ticket=ticket, promise="word")
    assert (given.kind, given.state, given.due_at) == ("word", "running", monday(15))


def test_a_word_runs_until_its_own_deadline_around_the_clock(ticket, ann):
    word = give_word(ticket, text="I will call you", due_at=monday(20), by=ann, at=monday(10))

    given = clock(ticket, "word", "word:1")
    assert (word, given.kind, given.due_at, given.target_s) == ("1", "word", monday(20), 10 * 3600)
    assert Remark.objects.get(ticket=ticket).body == "I will call you"


def test_a_word_is_kept_in_time_or_broken(ticket, ann):
    for due_at in (monday(12), monday(13)):
        give_word(ticket, text="I will call you", due_at=due_at, by=ann, at=monday(10))

    keep_word(ticket, word="1", by=ann, at=monday(11))
    sweep(at=monday(14))

    assert clock(ticket, "word", "word:1").outcome == "met"
    broken = clock(ticket, "word", "word:2")
    assert (broken.outcome, broken.broken_at) == ("broken", monday(13))


def test_a_word_taken_back_is_broken_there_and_then(ticket, ann):
    give_word(ticket, text="I will call you", due_at=monday(15), by=ann, at=monday(10))
    break_word(ticket, word="1", why="The technician is ill", by=ann, at=monday(11))

    taken_back = clock(ticket, "word", "word:1")
    assert (taken_back.outcome, taken_back.broken_at, taken_back.is_open) == ("broken", monday(11), False)


def test_a_word_that_was_never_given_cannot_be_kept(desk, ticket, ann):
    with desk.untouched(ticket), pytest.raises(rules.NoSuchWord):
        keep_word(ticket, word="3", by=ann, at=monday(11))


def test_a_word_is_for_the_time_to_come(desk, ticket, ann):
    with desk.untouched(ticket), pytest.raises(rules.DueInThePast):
        give_word(ticket, text="I will call you", due_at=monday(9), by=ann, at=monday(10))


def test_no_word_is_given_beyond_what_calendars_know(desk, ticket, ann):
    with desk.untouched(ticket), pytest.raises(rules.DueTooFarAhead, match="within the next two years"):
        give_word(ticket, text="Some day", due_at=monday(10).replace(year=2999), by=ann, at=monday(10))


def test_a_deadline_that_a_source_names_beyond_all_calendars_is_kept_as_it_is(ticket):
    some_day = monday(10).replace(year=2999)

    with transaction.atomic():
        story.tell(ticket, PromiseStarted(promise="resolution", due_at=some_day), by=SETUP, at=monday(10))

    named = clock(ticket, "resolution")
    assert (named.state, named.due_at, named.is_named, named.target_s) == ("running", some_day, True, None)


def test_a_named_deadline_stands_until_it_is_released(desk, ticket, ann):
    name_deadline(ticket, promise="resolution", due_at=tuesday(12), words="Agreed by phone", by=ann, at=monday(10))
    named = clock(ticket, "resolution")
    assert (named.due_at, named.is_named) == (tuesday(12), True)

    name_deadline(ticket, promise="resolution", due_at=None, words="No longer needed", by=ann, at=monday(11))
    released, by_terms = clock(ticket, "resolution"), monday(41) + (tuesday(9) - monday(9))
    assert (released.due_at, released.is_named) == (by_terms, False)

    told = [entry.event for entry in desk.entries(ticket) if isinstance(entry.event, PromiseStarted)]
    assert [(one.former_due_at, one.due_at) for one in told] == [(by_terms, tuesday(12)), (tuesday(12), None)]


@pytest.mark.parametrize("source", [None, "importer:csv", "rule:promises"])
def test_only_a_lead_puts_off_what_the_terms_or_the_source_give(desk, first, ticket, ann, source):
    """By the terms it is due on Wednesday at five; the source says Tuesday at noon."""
    lea, promised = desk.agent("Lea", leads=first), monday(17) + timedelta(days=2)
    if source:
        promised = tuesday(12)
        with transaction.atomic():
            started = PromiseStarted(promise="resolution", due_at=promised)
            story.tell(ticket, started, by=System(source), at=monday(9, 30))
    asked = {"promise": "resolution", "words": "They asked", "at": monday(10)}
    later = promised + timedelta(seconds=1)

    with desk.untouched(ticket), pytest.raises(rules.LaterThanPromised, match="only a lead may name a later moment"):
        name_deadline(ticket, due_at=later, by=ann, **asked)
    name_deadline(ticket, due_at=promised, by=ann, **asked)
    name_deadline(ticket, due_at=tuesday(9), by=ann, **asked)
    name_deadline(ticket, due_at=promised, by=ann, **asked)
    name_deadline(ticket, due_at=later, by=lea, **asked)
    assert clock(ticket, "resolution").due_at == later

    name_deadline(ticket, due_at=later, by=ann, **asked)
    name_deadline(ticket, due_at=promised, by=ann, **asked)
    with desk.untouched(ticket), pytest.raises(rules.LaterThanPromised):
        name_deadline(ticket, due_at=later, by=ann, **asked)


def test_only_a_lead_gives_back_what_the_source_wanted_earlier_than_the_terms(desk, first, ticket, ann):
    with transaction.atomic():
        started = PromiseStarted(promise="resolution", due_at=tuesday(12))
        story.tell(ticket, started, by=System("importer:csv"), at=monday(9, 30))
    released = {"promise": "resolution", "due_at": None, "words": "No longer needed", "at": monday(10)}

    with desk.untouched(ticket), pytest.raises(rules.LaterThanPromised):
        name_deadline(ticket, by=ann, **released)
    name_deadline(ticket, by=desk.agent("Lea", leads=first), **released)

    assert clock(ticket, "resolution").due_at == monday(17) + timedelta(days=2)


def test_while_a_promise_is_paused_it_is_put_off_beyond_what_would_be_left(desk, ticket, ann):
    """An hour of twenty-four was used by ten; from eleven on it would be due on Wednesday at five and an hour later."""
    wait(ticket, on="customer", by=ann, at=monday(10))
    asked = {"promise": "resolution", "words": "They asked", "by": ann, "at": monday(11)}
    left_until = monday(10) + timedelta(days=3)

    with desk.untouched(ticket), pytest.raises(rules.LaterThanPromised):
        name_deadline(ticket, due_at=left_until + timedelta(seconds=1), **asked)
    name_deadline(ticket, due_at=left_until, **asked)


def test_only_a_promise_that_runs_has_a_deadline_to_name(desk, ticket, ann):
    asked = {"due_at": tuesday(12), "by": ann, "at": monday(10)}
    with desk.untouched(ticket), pytest.raises(rules.NoSuchPromise):
        name_deadline(ticket, promise="delivery", words="They asked", **asked)
    with desk.untouched(ticket), pytest.raises(NothingSaid):
        name_deadline(ticket, promise="resolution", words=" ", **asked)


def test_a_lead_waives_a_promise_with_a_reason(desk, first, ticket):
    lea = desk.agent("Lea", leads=first)
    sweep(at=monday(12))

    waived = waive_promise(
        clock(ticket, "first_response"), reason="outside", words="The site had no power", by=lea, at=monday(13)
    )

    assert (waived.outcome, waived.reason, waived.is_open, waived.broken_at) == ("waived", "outside", False, monday(11))


def test_who_is_measured_by_a_promise_does_not_waive_it(desk, ticket, ann):
    with desk.untouched(ticket), pytest.raises(NotYourTicket):
        waive_promise(clock(ticket, "first_response"), reason="outside", words="Please", by=ann, at=monday(13))


def test_what_is_waived_stays_waived(desk, first, ticket, ann):
    lea = desk.agent("Lea", leads=first)
    waive_promise(clock(ticket, "resolution"), reason="agreed", words="They wait for the move", by=lea, at=monday(13))
    resolve(ticket, how="fixed", words="New toner", by=ann, at=tuesday(10))

    assert clock(ticket, "resolution").outcome == "waived"
