"""What the page says of each promise: its name, how it stands, both forms of time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import friday, monday, tuesday
from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.log import journal
from trifecta.promises import keeping
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.keep_word import keep_word
from trifecta.promises.actions.name_deadline import name_deadline
from trifecta.promises.actions.waive_promise import waive_promise
from trifecta.promises.events import PromiseBroken, PromiseStarted
from trifecta.promises.models import Clock
from trifecta.promises.sweep import sweep
from trifecta.screens.ticket.owed import owing
from trifecta.staff.models import Role
from trifecta.tickets import timeline
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.wait import wait


@pytest.fixture
def owed(ticket, ann):
    """What is owed on the ticket at an instant."""
    return lambda at: owing.read(ticket, timeline.timeline(ticket, seen_by=ann), at=at)


def said(faces):
    return {face.name: (face.word, face.amount, f"{face.due_at:%a %H:%M}" if face.due_at else "") for face in faces}


def test_each_running_promise_says_when_it_is_due_and_how_much_is_left(owed):
    assert said(owed(monday(10)).running) == {
        "First response": ("on time", "1 h left of 2 h", "Mon 11:00"),
        "Resolution": ("on time", "23 h left of 24 h", "Wed 17:00"),
        "Update": ("on time", "7 h left of 8 h", "Mon 17:00"),
        "Part of First": ("on time", "7 h left of 8 h", "Mon 17:00"),
    }


def test_after_its_last_warning_it_is_at_risk_and_then_broken(owed):
    sweep(at=monday(10, 31))

    before, after = owed(monday(10, 40)), owed(monday(12))

    assert said(before.running)["First response"] == ("at risk", "20 min left of 2 h", "Mon 11:00")
    assert before.running[0].name == "First response"
    assert said(after.running)["First response"] == ("broken", "1 h over 2 h", "Mon 11:00")


def test_a_paused_one_says_what_is_left_and_no_deadline(owed, ticket, ann):
    wait(ticket, on="customer", by=ann, at=monday(11))

    assert said(owed(friday(9)).running)["Resolution"] == ("paused", "22 h left of 24 h", "")


def test_what_has_ended_is_apart_with_what_came_of_it(owed, ticket, ann, desk, first):
    reply(ticket, body="We look.", by=ann, at=monday(10, 30))
    lea = desk.agent("Lea", leads=first, role=Role.LEADER)
    solution = Clock.objects.get(ticket=ticket, promise="resolution")
    waive_promise(solution, reason="agreed", words="On the phone.", by=lea, at=monday(11))

    shown = owed(monday(12))

    assert {(face.name, face.word, face.amount, face.reason) for face in shown.ended} == {
        ("Somebody owns it", "kept", "0 s of 1 h used", ""),
        ("First response", "kept", "1 h 30 min of 2 h used", ""),
        ("Update", "kept", "1 h 30 min of 8 h used", ""),
        ("Resolution", "waived", "2 h of 24 h used", "The customer agreed to it"),
    }
    assert shown.broken_count == 0


def test_a_deadline_named_by_hand_is_marked(owed, ticket, ann):
    name_deadline(ticket, promise="resolution", due_at=tuesday(12), words="Board meeting", by=ann, at=monday(10))

    (solution,) = [face for face in owed(monday(11)).running if face.name == "Resolution"]

    assert (solution.due_at, solution.marks) == (
        tuesday(12),
        ("24 h by the terms, but the deadline named by hand holds",),
    )


def test_what_is_left_until_a_named_deadline_knows_no_pause(owed, ticket, ann):
    name_deadline(ticket, promise="resolution", due_at=tuesday(12), words="Board meeting", by=ann, at=monday(10))
    wait(ticket, on="customer", by=ann, at=monday(11))
    resume(ticket, by=ann, at=monday(15))

    (solution,) = [face for face in owed(monday(16)).running if face.name == "Resolution"]

    assert solution.amount == "4 h left of 11 h"


def test_a_deadline_that_came_with_the_ticket_was_named_by_nobody_here(owed, ticket, ann):
    told = PromiseStarted(promise=Code("resolution"), due_at=tuesday(12))
    journal.append(ticket.stream, told, by=System("rule:promises"), at=monday(9))
    keeping.keep(ticket.pk, at=monday(9), tells=False)
    before = next(face for face in owed(monday(10)).running if face.name == "Resolution")
    name_deadline(ticket, promise="resolution", due_at=tuesday(11), words="Board meeting", by=ann, at=monday(10))
    after = next(face for face in owed(monday(11)).running if face.name == "Resolution")

    assert (before.due_at, before.marks) == (tuesday(12), ("deadline told by the source; 24 h by the terms",))
    assert (after.due_at, after.marks) == (tuesday(11), ("24 h by the terms, but the deadline named by hand holds",))


def test_a_given_word_is_said_in_its_words(owed, ticket, ann):
    word = give_word(ticket, text="I call you", due_at=monday(15), by=ann, at=monday(10))
    before = owed(monday(11))
    keep_word(ticket, word=word, by=ann, at=monday(14))

    assert said(before.running)["Given word: I call you"][::2] == ("on time", "Mon 15:00")
    assert said(owed(monday(16)).ended)["Given word: I call you"][0] == "kept"


def test_what_only_a_source_told_is_marked_and_not_counted(owed, ticket):
    source = System("importer:hpsm")
    journal.append(
        ticket.stream, PromiseStarted(promise=Code("made_in_time"), due_at=monday(12)), by=source, at=monday(9)
    )
    journal.append(ticket.stream, PromiseBroken(promise=Code("made_in_time")), by=source, at=monday(13))
    keeping.keep(ticket.pk, at=monday(13), tells=False)

    (told,) = [face for face in owed(monday(14)).ended if face.clock.kind == "told"]

    assert (told.name, told.word, told.amount, told.marks) == ("made in time", "broken", "", ("told by the source",))


def test_queries_do_not_grow_with_the_promises(ticket, ann, django_assert_num_queries):
    moments = timeline.timeline(ticket, seen_by=ann)
    with django_assert_num_queries(5):
        owing.read(ticket, moments, at=monday(10))
    for number in range(10):
        give_word(ticket, text="x", due_at=monday(15), by=ann, at=monday(10) + timedelta(minutes=number))
    with django_assert_num_queries(5):
        assert len(owing.read(ticket, moments, at=monday(12)).running) == 14
