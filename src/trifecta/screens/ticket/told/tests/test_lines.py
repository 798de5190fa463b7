"""What a line of the story says, and whether its reader may say that it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.base.ids import AgentId, Code, TeamId
from trifecta.log import journal
from trifecta.promises.actions.break_word import break_word
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.keep_word import keep_word
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted, PromiseWaived
from trifecta.promises.standard import standard_book
from trifecta.screens.ticket import page
from trifecta.tickets import story
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.resume import resume
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.ownership.take import take
from trifecta.tickets.actions.structure.correct import correct
from trifecta.tickets.events.handoff import HandoffAccepted


@pytest.fixture
def ticket(desk, ann, first):
    return desk.ticket(by=ann, team=first, requester=desk.customer("Mira"), at=monday(9))


def read(ticket, by):
    return page.read(page.TICKETS.get(pk=ticket.pk), by=by, at=monday(18))


def facts(ticket, by):
    return [line for run in read(ticket, by).stretches for line in (*run.first, *run.folded, *run.latest)]


def correctable(ticket, by):
    return [line.text for line in facts(ticket, by) if line.wrong]


def test_a_broken_promise_is_called_by_its_name(ticket, ann, first):
    for promise, subject in (("resolution", None), ("stay", Code(f"team:{first.pk}")), ("callback_rule", None)):
        broken = PromiseBroken(promise=Code(promise), subject=subject)
        journal.append(ticket.stream, broken, by=System("rule:sweep"), at=monday(12))

    assert [line.text for line in facts(ticket, ann)][-3:] == [
        "The promise “Resolution” was broken",
        "The promise “A team’s part” was broken",
        "The promise “callback rule” was broken",
    ]


@pytest.mark.parametrize("source", ["importer:csv", "rule:promises"])
def test_a_promise_that_only_the_source_knows_is_called_the_sources(ticket, ann, source):
    for happened in (PromiseMet(promise=Code("callback_rule")), PromiseBroken(promise=Code("callback_rule"))):
        journal.append(ticket.stream, happened, by=System(source), at=monday(12))

    assert [line.text for line in facts(ticket, ann)][-2:] == [
        "The source told that its promise “callback rule” was kept",
        "The source told that its promise “callback rule” was broken",
    ]


def test_who_names_a_deadline_is_said_with_when_and_why(ticket, ann):
    due_at = datetime(2026, 3, 9, 12, tzinfo=UTC)
    said = [(due_at, None, "Their fair is on Tuesday."), (None, due_at, ""), (due_at, monday(17), ""), (None, None, "")]
    for minute, (promised, before, words) in enumerate(said):
        started = PromiseStarted(promise=Code("resolution"), due_at=promised, former_due_at=before)
        with transaction.atomic():
            story.tell(ticket, started, by=ann, at=monday(10, minute), words=words)

    assert [(line.text, line.words) for line in facts(ticket, ann)][-4:] == [
        ("Ann named a deadline for “Resolution”: 9 Mar 2026, 12:00 UTC", "Their fair is on Tuesday."),
        ("Ann gave “Resolution” back to its terms; it was due 9 Mar 2026, 12:00 UTC", ""),
        ("Ann named a deadline for “Resolution”: 2 Mar 2026, 17:00 UTC → 9 Mar 2026, 12:00 UTC", ""),
        ("Ann gave “Resolution” back to its terms", ""),
    ]


def test_who_waives_a_promise_is_said_with_why(ticket, ann):
    waived = PromiseWaived(promise=Code("resolution"), reason=Code("agreed"))
    journal.append(ticket.stream, waived, by=ann, at=monday(10))

    (line,) = facts(ticket, ann)[-1:]
    assert (line.text, line.reason) == ("Ann waived the promise “Resolution”", "The customer agreed to it")


def test_what_a_source_promised_is_no_step_of_anybodys(ticket):
    journal.append(ticket.stream, PromiseStarted(promise=Code("response")), by=System("importer:csv"), at=monday(10))

    assert "response" not in " ".join(line.text for line in facts(ticket, ticket.owner))


def test_what_came_of_a_word_names_it(desk, ann, first):
    revise_book(standard_book(), holds_from=monday(0), by=System("rule:set_up"), at=monday(0))
    ticket = desk.ticket(by=ann, team=first, requester=desk.customer("Mira"), at=monday(9))
    for number, text in enumerate(("I call you", "I write to you"), start=1):
        give_word(ticket, text=text, due_at=monday(16), by=ann, at=monday(10, number))
    keep_word(ticket, word="1", by=ann, at=monday(11))
    break_word(ticket, word="2", why="The part is late.", by=ann, at=monday(12))

    said = [line.text for line in facts(ticket, ann)]
    assert "Ann kept “Given word: I call you”" in said
    assert "Ann took back “Given word: I write to you”" in said


def test_work_that_was_passed_on_in_person_says_so(desk, ticket, ann):
    network = desk.team("Network")
    ben = desk.agent("Ben", network)
    accepted = HandoffAccepted(team=TeamId(network.pk), assignee=AgentId(ben.pk), told_by=AgentId(ann.pk))
    journal.append(ticket.stream, accepted, by=ben, at=monday(10))

    assert facts(ticket, ann)[-1].text == "Ann handed the work over to Ben in person"


def test_one_corrects_what_one_told(ticket, ann):
    take(ticket, by=ann, at=monday(10))
    wait(ticket, on="vendor", by=ann, at=monday(11))

    assert correctable(ticket, ann) == ["Ann took the work", "Ann waits for the vendor"]


def test_what_others_told_is_for_a_lead_to_correct(desk, ticket, ann, first):
    take(ticket, by=ann, at=monday(10))

    assert correctable(ticket, desk.agent("Ben", first)) == []
    assert correctable(ticket, desk.agent("Lea", leads=first)) == ["Ann took the work"]


def test_what_was_corrected_is_marked_and_not_corrected_again(ticket, ann):
    take(ticket, by=ann, at=monday(10))
    correct(ticket, seq=2, by=ann, at=monday(11))

    assert "Ann took the work (corrected later)" in [line.text for line in facts(ticket, ann)]
    assert correctable(ticket, ann) == []


def test_a_line_leads_to_its_correction(house, ticket, ann):
    take(ticket, by=ann, at=monday(10))
    client, address = house.enter(ann), f"/tickets/{ticket.reference}/corrections/?seq=2"

    assert f'href="{address}"' in client.get(f"/tickets/{ticket.reference}/").content.decode()
    dialog = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert '<option value="2" selected>Ann took the work, 2 Mar 2026, 10:00 UTC</option>' in dialog


def test_what_an_entry_of_somebody_else_builds_on_is_not_offered(desk, ticket, ann, first):
    """The answer ended the waiting; without the wait, that would make no sense."""
    wait(ticket, on="customer", by=ann, at=monday(10))
    reply(ticket, body="Here it is.", by=ticket.requester, channel="mail", at=monday(11))

    assert correctable(ticket, ann) == []
    assert correctable(ticket, desk.agent("Lea", leads=first))[0] == "Ann waits for the customer"


def test_what_own_later_entries_build_on_says_which_to_correct_first(house, ticket, ann):
    wait(ticket, on="vendor", by=ann, at=monday(10))
    resume(ticket, by=ann, at=monday(11))
    client, address = house.enter(ann), f"/tickets/{ticket.reference}/corrections/"

    dialog = client.get(address, headers={"HX-Request": "true"}).content.decode()
    refused = client.post(address, {"seq": "2", "seen": "3"})

    assert (
        "Ann waits for the vendor, 2 Mar 2026, 10:00 UTC (correct first: Ann resumed the work, 2 Mar 2026, 11:00 UTC)"
        in dialog
    )
    assert refused.status_code == 422
    assert (
        "Correct this first, for it builds on it: Ann resumed the work, 2 Mar 2026, 11:00 UTC."
        in refused.content.decode()
    )


def test_nothing_is_offered_for_correction_by_somebody_it_does_not_concern(desk, ticket, ann):
    take(ticket, by=ann, at=monday(10))
    resolve(ticket, how="fixed", words="New rollers", by=ann, at=monday(11))

    assert correctable(ticket, desk.agent("Kim", desk.team("Field"))) == []


def test_an_offer_says_who_made_it(desk, house, ticket, ann):
    offer_handoff(ticket, to=desk.team("Network"), reason="expertise", tried="All", by=ann, at=monday(10))
    offer_ownership(ticket, to=desk.agent("Ben"), reason="nearer", by=ann, at=monday(10))

    text = house.enter(ann).get(f"/tickets/{ticket.reference}/").content.decode()

    assert "Ann offers it to Network" in text
    assert "Ann asks Ben to own it" in text
