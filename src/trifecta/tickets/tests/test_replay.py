from __future__ import annotations

import random

import pytest

from tests.desk import monday, tuesday
from trifecta.base.entries import Entry
from trifecta.base.kinds import KINDS
from trifecta.tickets.events import conversation, flow, handoff, ownership, structure
from trifecta.tickets.models import Ticket
from trifecta.tickets.replay import EMPTY, STEPS, replay

OPENED = flow.Opened(sort="incident", owner=1, team=1, assignee=4, requester=7, channel="mail", impact=2, urgency=2)


def told(*events):
    """Entries a minute apart, from nine o'clock, by agent 4 unless said otherwise."""
    return [Entry(seq, monday(9, seq - 1), "staff:4", event) for seq, event in enumerate(events, 1)]


def moved(*events):
    """What the events change after the opening."""
    before, after = replay(told(OPENED)), replay(told(OPENED, *events))
    return {name: value for name, value in after.items() if value != before[name] and name != "updated_at"}


def test_covers_every_column_that_is_not_words():
    columns = {field.attname for field in Ticket._meta.concrete_fields}

    assert set(EMPTY) == columns - {"id", "subject"}


def test_every_step_is_a_known_kind():
    assert set(STEPS) <= set(KINDS)


@pytest.mark.parametrize(
    ("events", "changes"),
    [
        ([conversation.MessageSent()], {"first_response_at": monday(9, 1)}),
        ([conversation.MessageSent(automatic=True)], {}),
        ([conversation.MessageReceived()], {}),
        ([conversation.NoteAdded()], {}),
        ([handoff.Assigned(team=1, assignee=5)], {"assignee_id": 5}),
        ([handoff.Assigned(team=2)], {"team_id": 2, "assignee_id": None, "team_change_count": 1}),
        ([handoff.Assigned()], {"team_id": None, "assignee_id": None}),
        ([handoff.HandoffOffered(to_team=2, reason="x")], {"offered_to_id": 2, "offered_at": monday(9, 1)}),
        ([handoff.HandoffOffered(to_team=2, reason="x"), handoff.HandoffDeclined(team=2, reason="x")], {}),
        (
            [handoff.HandoffOffered(to_team=2, reason="x"), handoff.HandoffAccepted(team=2, assignee=6)],
            {"team_id": 2, "assignee_id": 6, "team_change_count": 1},
        ),
        (
            [handoff.HandoffAccepted(team=2), handoff.GivenBack(to_team=1, reason="x")],
            {"assignee_id": None, "team_change_count": 2},
        ),
        (
            [handoff.HandoffOffered(to_team=2, reason="x"), handoff.Assigned(team=3)],
            {"team_id": 3, "assignee_id": None, "team_change_count": 1},
        ),
        (
            [ownership.OwnershipOffered(to=5, reason="x")],
            {"ownership_offered_to_id": 5, "ownership_offered_at": monday(9, 1)},
        ),
        ([ownership.OwnershipOffered(to=5, reason="x"), ownership.OwnershipTaken(owner=5)], {"owner_id": 5}),
        ([ownership.OwnershipOffered(to=5, reason="x"), ownership.OwnershipDeclined(reason="x")], {}),
        ([ownership.OwnershipOffered(to=5, reason="x"), ownership.OwnershipOfferWithdrawn(to=5)], {}),
        ([handoff.HandoffOffered(to_team=2, reason="x"), handoff.HandoffWithdrawn(team=2)], {}),
        ([ownership.OwnershipTaken(owner=5)], {"owner_id": 5}),
        (
            [flow.Waiting(on="vendor", until=tuesday(8))],
            {"state": "waiting", "waiting_on": "vendor", "waiting_until": tuesday(8)},
        ),
        ([flow.Waiting(on="vendor", until=tuesday(8)), flow.Resumed()], {}),
        ([flow.Reprioritized(impact=1, urgency=None, priority=2)], {"impact": 1, "urgency": None, "priority": 2}),
        ([flow.Recategorized(sort="request", service=3)], {"sort": "request", "service_id": 3}),
        (
            [flow.Waiting(on="vendor"), handoff.HandoffOffered(to_team=2, reason="x"), flow.Resolved(code="fixed")],
            {
                "state": "resolved",
                "resolved_at": monday(9, 3),
                "first_resolved_at": monday(9, 3),
                "resolved_by_team_id": 1,
                "validation_asked_at": monday(9, 3),
                "validation_asked_count": 1,
            },
        ),
        (
            [flow.Resolved(team=8), flow.Validated(), flow.Closed(reason="confirmed")],
            {
                "state": "closed",
                "resolved_at": monday(9, 1),
                "first_resolved_at": monday(9, 1),
                "resolved_by_team_id": 8,
                "validation_asked_at": monday(9, 1),
                "validation_asked_count": 1,
                "validated_at": monday(9, 2),
                "closed_at": monday(9, 3),
                "end_reason": "confirmed",
            },
        ),
        (
            [flow.Resolved(), flow.Validated(), flow.Closed(), flow.Reopened()],
            {"first_resolved_at": monday(9, 1), "reopen_count": 1},
        ),
        ([flow.Resolved(), flow.Rejected()], {"first_resolved_at": monday(9, 1), "reopen_count": 1}),
        (
            [flow.Resolved(), flow.ValidationAsked(attempt=2), flow.Rejected()],
            {"first_resolved_at": monday(9, 1), "reopen_count": 1},
        ),
        ([flow.Cancelled(reason="spam")], {"state": "cancelled", "closed_at": monday(9, 1), "end_reason": "spam"}),
        (
            [ownership.OwnershipOffered(to=5, reason="x"), flow.Cancelled(reason="spam")],
            {"state": "cancelled", "closed_at": monday(9, 2), "end_reason": "spam"},
        ),
        ([flow.RequesterNamed(requester=8, site=3)], {"requester_id": 8, "site_id": 3}),
        ([structure.Merged(into=9)], {"state": "merged", "closed_at": monday(9, 1), "merged_into_id": 9}),
        ([structure.Linked(relation="problem", problem=3)], {}),
        (
            [structure.Linked(relation="contact", contact=3, direction="outbound", answered=True)],
            {"first_response_at": monday(9, 1)},
        ),
        ([structure.Linked(relation="contact", contact=3, direction="outbound")], {}),
        ([structure.Linked(relation="contact", contact=3, direction="inbound", answered=True)], {}),
        ([handoff.Assigned(team=2), structure.Corrected(supersedes=2)], {}),
    ],
)
def test_what_each_kind_moves(events, changes):
    assert moved(*events) == changes


def test_a_rules_message_is_no_response():
    entries = [*told(OPENED), Entry(2, monday(9, 5), "rule:receipt", conversation.MessageSent())]

    assert replay(entries)["first_response_at"] is None


def test_happened_at_decides_and_seq_breaks_ties():
    entries = [
        *told(OPENED),
        Entry(2, monday(12), "staff:4", ownership.OwnershipTaken(owner=5)),
        Entry(3, monday(11), "staff:4", ownership.OwnershipTaken(owner=6)),
        Entry(4, monday(12), "staff:4", handoff.Assigned(team=1, assignee=8)),
        Entry(5, monday(12), "staff:4", handoff.Assigned(team=1, assignee=9)),
    ]
    shuffled = random.Random(4).sample(entries, len(entries))

    row = replay(shuffled)

    assert (row["owner_id"], row["assignee_id"], row["updated_at"]) == (5, 9, monday(12))


def test_the_latest_fact_is_the_touch():
    assert replay(told(OPENED, conversation.NoteAdded()))["updated_at"] == monday(9, 1)
