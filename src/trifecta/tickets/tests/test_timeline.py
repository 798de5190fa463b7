from __future__ import annotations

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.ids import Code, ProblemId
from trifecta.base.kinds import KINDS
from trifecta.log import journal
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.events.handoff import Assigned
from trifecta.tickets.events.ownership import OwnershipTaken
from trifecta.tickets.events.structure import UNNAMED, Corrected, Linked, Unlinked
from trifecta.tickets.names import names_of
from trifecta.tickets.timeline import person, taken_in, timeline
from trifecta.tickets.wording import actor_of, reason_of, sentence_of


@pytest.fixture
def lived(cast):
    """A ticket that has seen most of life."""
    add_note(cast.ticket, body="Drum is worn.", by=cast.ben, at=monday(9, 5))
    offer_handoff(cast.ticket, to=cast.network, reason="access", tried="pinged", by=cast.ann, at=monday(9, 10))
    accept_handoff(cast.ticket, assignee=cast.nils, by=cast.nia, at=monday(9, 20))
    reply(cast.ticket, body="Which floor?", by=cast.nils, at=monday(9, 30))
    wait(cast.ticket, on="customer", by=cast.nils, at=monday(9, 31))
    reply(cast.ticket, body="The third.", by=cast.cleo, at=monday(9, 40))
    assign(cast.ticket, assignee=None, by=cast.nils, at=monday(9, 50))
    return resolve(cast.ticket, how="fixed", words="Opened the port.", by=cast.nils, at=monday(10))


def read(ticket, person):
    moments = timeline(ticket, seen_by=person)
    names = names_of(moments)
    return [(sentence_of(moment, names), moment.words) for moment in moments]


def test_an_agent_reads_the_whole_story(cast, lived):
    assert read(lived, cast.ann) == [
        ("Ann opened the ticket", ""),
        ("Ben added an internal note", "Drum is worn."),
        ("Ann offered the work to Network", "pinged"),
        ("Nia accepted the work for Network", ""),
        ("Nils replied", "Which floor?"),
        ("Nils waits for the customer", ""),
        ("Cleo wrote", "The third."),
        ("The customer’s answer resumed the work", ""),
        ("Nils left the work to Network", ""),
        ("Nils says it is solved", "Opened the port."),
    ]


def test_a_customer_reads_what_concerns_customers(cast, lived):
    assert read(lived, cast.cleo) == [
        ("Ann opened the ticket", ""),
        ("Nils replied", "Which floor?"),
        ("Nils waits for the customer", ""),
        ("Cleo wrote", "The third."),
        ("The customer’s answer resumed the work", ""),
        ("Nils says it is solved", "Opened the port."),
    ]


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        (Linked(relation=Code("article"), article=Code("KB-7")), "Ann used the article KB-7"),
        (Unlinked(relation=Code("article"), article=Code("KB-7")), "Ann took back the article KB-7"),
        (Linked(relation=Code("article"), article=UNNAMED), "Ann used an article"),
        (Linked(relation=Code("duplicate")), "Ann linked it (duplicate)"),
        (Assigned(), "Ann assigned the work to nobody in no team"),
    ],
)
def test_a_sentence_fits_what_happened(cast, event, sentence):
    with transaction.atomic():
        journal.append(cast.ticket.stream, event, by=cast.ann, at=monday(10))

    assert read(cast.ticket, cast.ann)[-1] == (sentence, "")


def test_who_assigns_the_work_to_themselves_takes_it(cast):
    with transaction.atomic():
        event = Assigned(team=cast.first.pk, assignee=cast.ann.pk)
        journal.append(cast.ticket.stream, event, by=cast.ann, at=monday(10))

    assert read(cast.ticket, cast.ann)[-1] == ("Ann took the work", "")


def test_a_moment_says_what_it_is(cast, lived):
    moments = {moment.seq: moment for moment in timeline(lived, seen_by=cast.ann)}

    assert [seq for seq, moment in moments.items() if moment.is_note] == [2]
    assert {seq: moment.direction for seq, moment in moments.items() if moment.is_message} == {5: "out", 7: "in"}
    assert [seq for seq, moment in moments.items() if moment.is_system] == [8]
    assert moments[4].refers == {"team": ("team", cast.network.pk), "assignee": ("agent", cast.nils.pk)}
    assert (moments[7].who, moments[8].who) == (("customer", cast.cleo.pk), None)
    assert moments[3].at == monday(9, 10)
    assert [reason_of(moments[seq]) for seq in (1, 3, 10)] == [None, "It needs rights we do not have", "Fixed"]


def test_four_queries_read_it_and_one_per_table_names_it(cast, lived, django_assert_num_queries):
    with django_assert_num_queries(4):  # who reads, the log, two tables of words
        moments = timeline(lived, seen_by=cast.ann)
    with django_assert_num_queries(3):  # agents, teams, customers
        names_of(moments)


@pytest.mark.parametrize("count", [1, 5])
def test_one_merged_ticket_is_read_in_as_many_queries_as_five(desk, cast, count, django_assert_num_queries):
    merged = [desk.ticket(by=cast.ann, requester=cast.cleo, body="Mine too.", at=monday(9, 5)) for _ in range(count)]
    for minute, (one, into) in enumerate(zip(merged, [*merged[1:], cast.ticket], strict=True)):
        merge(one, into=into, by=cast.ann, at=monday(10, minute))

    with django_assert_num_queries(8):  # who reads, the tickets, two tables of words, what they follow and see, the log
        told = taken_in(cast.ticket, seen_by=cast.ann)
    with django_assert_num_queries(6):
        told_customer = taken_in(cast.ticket, seen_by=cast.cleo)

    read = [(one, [moment.words for moment in moments]) for one, moments in told]
    assert read == [(one, ["Mine too."]) for one in merged]
    assert [one for one, _moments in told_customer] == merged


def test_what_happened_earlier_stands_earlier(cast):
    add_note(cast.ticket, body="second", by=cast.ann, at=monday(12))
    add_note(cast.ticket, body="first", by=cast.ann, at=monday(11))

    assert [moment.words for moment in timeline(cast.ticket, seen_by=cast.ann)] == ["", "first", "second"]


def test_a_superseded_entry_is_marked_for_agents_and_gone_for_customers(cast):
    stream = cast.ticket.stream
    with transaction.atomic():
        journal.append(stream, Assigned(team=cast.first.pk), by=cast.ann, at=monday(10))
        journal.append(stream, Corrected(supersedes=2), by=cast.ann, at=monday(11))

    assert [moment.is_superseded for moment in timeline(cast.ticket, seen_by=cast.ann)] == [False, True, False]
    assert [moment.seq for moment in timeline(cast.ticket, seen_by=cast.cleo)] == [1]


def test_rules_and_imports_have_names_too(cast):
    told = OwnershipTaken(owner=cast.ann.pk)
    with transaction.atomic():
        for actor in ("importer:servicenow", "rule:auto_close"):
            journal.append(cast.ticket.stream, told, by=System(actor), at=monday(10))

    moments = timeline(cast.ticket, seen_by=cast.ann)
    names = names_of(moments)
    assert [actor_of(moment, names) for moment in moments] == [
        "Ann",
        "The import from servicenow",
        "The desk’s rule “auto close”",
    ]


def test_actors_that_are_people():
    assert person("staff:4") == ("agent", 4)
    assert person("customer:9") == ("customer", 9)
    assert person("importer:csv") is None
    assert person("staff:x") is None


def test_instants_are_shown_in_the_readers_zone(cast):
    given = KINDS["word.given"](word="call_back", due_at=tuesday(8))
    with transaction.atomic():
        journal.append(cast.ticket.stream, given, by=cast.ann, at=monday(10))
    moments = timeline(cast.ticket, seen_by=cast.ann)

    with timezone.override(ZoneInfo("Asia/Tokyo")):
        there = sentence_of(moments[-1], names_of(moments))
    with timezone.override(UTC):
        here = sentence_of(moments[-1], names_of(moments))

    assert (here, there) == (
        "Ann gave a word for 3 Mar 2026, 08:00 UTC",
        "Ann gave a word for 3 Mar 2026, 17:00 JST",
    )


def test_what_has_a_reference_is_named_by_it(cast, django_assert_num_queries):
    linked = KINDS["ticket.linked"](relation="problem", problem=ProblemId(12))
    merged = KINDS["ticket.merged"](into=77)
    with transaction.atomic():
        journal.append(cast.ticket.stream, merged, by=cast.ann, at=monday(10))
    moments = timeline(cast.ticket, seen_by=cast.ann)
    with django_assert_num_queries(1):
        names = names_of(moments[-1:])

    assert sentence_of(moments[-1], names) == "Ann merged it into T-10077"
    assert linked.refers["problem"] == "problem"


@pytest.mark.parametrize(
    ("direction", "answered", "said"),
    [
        ("inbound", True, "Ann spoke with the customer, who came to us"),
        ("inbound", False, "Ann noted that the customer tried to reach us"),
        ("outbound", True, "Ann reached the customer and spoke with them"),
        ("outbound", False, "Ann tried to reach the customer"),
        (None, None, "Ann linked the contact C-10005"),
    ],
)
def test_a_contact_says_who_reached_whom(cast, direction, answered, said):
    linked = KINDS["ticket.linked"](relation="contact", contact=5, direction=direction, answered=answered)
    with transaction.atomic():
        journal.append(cast.ticket.stream, linked, by=cast.ann, at=monday(10))
    moments = timeline(cast.ticket, seen_by=cast.ann)

    assert sentence_of(moments[-1], names_of(moments)) == said


def test_what_a_confirmation_closes_nobody_closed(cast):
    with transaction.atomic():
        for reason in ("confirmed", "told"):
            journal.append(cast.ticket.stream, KINDS["ticket.closed"](reason=reason), by=cast.ann, at=monday(10))
    moments = timeline(cast.ticket, seen_by=cast.ann)
    told = [sentence_of(moment, names_of(moments)) for moment in moments if moment.kind == "ticket.closed"]

    assert told == ["With that the ticket is closed", "Ann closed the ticket"]
