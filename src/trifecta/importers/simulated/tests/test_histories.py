from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from trifecta.base.kinds import KINDS
from trifecta.care.replay import replay as replay_survey
from trifecta.contacts.replay import replay as replay_contact
from trifecta.importers.contract import History
from trifecta.importers.simulated.tests.conftest import entries
from trifecta.records.replay import replay_change, replay_problem
from trifecta.tickets import codes
from trifecta.tickets.replay import replay as replay_ticket
from trifecta.tickets.sense import senseless

STATES = {"open", "waiting", "resolved", "closed", "cancelled", "merged"}
PLACEHOLDER = 1
OF_HISTORY = {"ticket", "contact", "change", "problem", "survey", "word"}


# What moves a ticket: from which states, and to which.
MOVES = {
    "ticket.opened": ({""}, "open"),
    "ticket.waiting": ({"open", "waiting"}, "waiting"),
    "ticket.resumed": ({"waiting"}, "open"),
    "ticket.handoff_offered": ({"open"}, "open"),
    "ticket.resolved": ({"open", "waiting"}, "resolved"),
    "ticket.validated": ({"resolved"}, "resolved"),
    "ticket.validation_unanswered": ({"resolved"}, "resolved"),
    "ticket.rejected": ({"resolved"}, "open"),
    "ticket.closed": ({"resolved"}, "closed"),
    "ticket.reopened": ({"closed"}, "open"),
    "ticket.cancelled": ({"open"}, "over"),
    "ticket.merged": ({"open"}, "over"),
}


def check_order(history: History) -> None:
    """A ticket's story must be possible: what is accepted was offered, what is closed was resolved, and so on."""
    offered, state = None, ""
    for entry in history.told:
        kind, event = entry.event.kind, entry.event
        if kind in MOVES:
            before, after = MOVES[kind]
            assert state in before, (history.key, kind, state)
            state = after
        if kind == "ticket.handoff_offered":
            assert offered is None
            offered = event.to_team
        elif kind in {"ticket.handoff_accepted", "ticket.handoff_declined", "ticket.handoff_withdrawn"}:
            assert offered == event.team
            offered = None
        elif kind in {"ticket.given_back", "ticket.resolved"}:
            assert offered is None


def check_promises(history: History) -> None:
    """What the desk's book finds out by itself is not told; a waiver is, at most once."""
    told = [entry.event.kind for entry in history.told if entry.event.kind.startswith("promise.")]
    assert told in ([], ["promise.waived"])


def test_every_ticket_replays_to_a_valid_row(small):
    agents = {number + 1 for number in small.names.ids["agent"].values()}
    for history in small.of("ticket"):
        row = replay_ticket(entries(history))
        assert row["sort"] in {"incident", "request", "question", "complaint"}
        assert row["state"] in STATES
        assert row["owner_id"] in agents or row["channel"] == "portal"
        assert (row["offered_to_id"] is None) == (row["offered_at"] is None)
        assert history.title


def test_what_the_portal_brings_waits_until_somebody_takes_it(small):
    """As on a real desk, so that owning in time is a promise that can be broken; mail is dealt out by a rule."""
    waits_s, untaken = [], []
    for history in small.of("ticket"):
        opened, *later = history.told
        taken = next((entry for entry in later if entry.event.kind == "ticket.ownership_taken"), None)
        if opened.event.owner != PLACEHOLDER:
            assert opened.event.channel != "portal"
        elif taken is None:
            untaken.append(replay_ticket(entries(history))["state"])
        else:
            waits_s.append((taken.at - opened.at).total_seconds())

    assert sum(wait_s > 3600 for wait_s in waits_s) > len(waits_s) / 10
    assert min(waits_s) > 0
    assert set(untaken) <= {"open", "cancelled", "merged"}
    assert 0 < len(untaken) < len(waits_s) / 10


def test_every_ticket_is_told_in_a_possible_order(small):
    for history in small.of("ticket"):
        check_order(history)
        check_promises(history)


def test_no_entry_comes_out_of_nothing(small):
    """By the rules of the desk's own acts: what is taken back was on offer, who declines was asked, and so on."""
    for history in small.of("ticket"):
        assert senseless(entries(history)) == frozenset(), history.key


def test_two_tickets_that_became_one_tell_the_same(small):
    merged, absorbed = set(), set()
    for history in small.of("ticket"):
        number = small.names.ids["ticket"][history.key]
        for at, actor, event, _ in history.told:
            if event.kind == "ticket.merged":
                merged.add((event.into, number, at, actor, history.told[0].at))
            elif event.kind == "ticket.absorbed":
                absorbed.add((number, event.ticket, at, actor, event.started_at))

    assert merged == absorbed
    assert merged


def test_nobody_follows_their_own_ticket_and_who_leaves_did_follow(small):
    roles = Counter()
    for history in small.of("ticket"):
        requester, follow = replay_ticket(entries(history))["requester_id"], set()
        for entry in history.told:
            event = entry.event
            if event.kind == "ticket.participant_added":
                assert event.customer is None or event.customer != requester
                follow.add((event.customer, event.agent))
                roles[event.role] += 1
            elif event.kind == "ticket.participant_removed":
                follow.remove((event.customer, event.agent))

    assert set(roles) == {"cc", "manager", "watcher"}


def test_whoever_wrote_from_elsewhere_is_named(small):
    unknown = [
        history
        for history in small.of("ticket")
        if history.told[0].event.requester is None and replay_ticket(entries(history))["end_reason"] != "spam"
    ]

    assert unknown
    for history in unknown:
        named = [entry.event for entry in history.told if entry.event.kind == "ticket.requester_named"]
        assert len(named) == 1
        assert replay_ticket(entries(history))["requester_id"] == named[0].requester


def test_silence_closes_only_after_three_questions(small):
    for history in small.of("ticket"):
        asked = 0
        for entry in history.told:
            if entry.event.kind == "ticket.resolved":
                asked = 1
            elif entry.event.kind == "ticket.validation_asked":
                asked += 1
                assert entry.event.attempt == asked
            elif entry.event.kind == "ticket.validation_unanswered" and entry.event.attempts != 2:
                assert entry.event.attempts == asked == 3


def test_the_other_histories_replay_too(small):
    for history in small.of("contact"):
        row = replay_contact(entries(history))
        assert row["outcome"] in {"ticket", "information", "abandoned"}
        assert row["answered_at"] is None or row["answered_at"] >= row["started_at"]
    for history in small.of("survey"):
        row = replay_survey(entries(history))
        assert (row["answered_at"] is None) == (row["value"] is None)
    for history in small.of("change"):
        row, items = replay_change(entries(history))
        assert row["service_id"]
        assert items
    for history in small.of("problem"):
        assert replay_problem(entries(history))["state"] in {"open", "waiting", "resolved", "closed", "cancelled"}


def test_time_runs_forward_and_ends_with_the_world(small):
    for history in small.histories:
        instants = [entry.at for entry in history.told]
        assert instants == sorted(instants)
        assert instants[-1] < small.ends_at


def test_what_a_contact_tells_was_over_when_the_world_ended(small):
    for history in small.of("contact"):
        event = history.told[0].event
        assert event.ended_at is None or event.ended_at <= small.ends_at
        assert event.answered_at is None or event.answered_at < small.ends_at


def test_an_agent_is_on_one_call_at_a_time(small):
    calls = [history.told[0] for history in small.of("contact") if history.told[0].event.channel == "phone"]
    answered = [call.event for call in calls if call.event.agent and call.event.direction == "inbound"]
    first_calls = sorted((call.agent, call.answered_at, call.ended_at) for call in answered)
    overlaps = sum(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(first_calls))

    assert overlaps / len(first_calls) < 0.02


def test_agents_act_mostly_in_their_working_hours(small):
    acts = [entry.at for history in small.of("ticket") for entry in history.told if entry.actor.startswith("staff:")]
    in_hours = [at for at in acts if at.weekday() < 5 and 5 <= at.hour < 19]

    assert len(in_hours) / len(acts) > 0.97


def test_a_correction_names_the_wrong_entry(small):
    corrected = [
        (history, entry)
        for history in small.of("ticket")
        for entry in history.told
        if entry.event.kind == "ticket.corrected"
    ]

    assert corrected
    for history, entry in corrected:
        wrong = history.told[entry.event.supersedes - 1]
        assert (wrong.event.kind, wrong.event.on) == ("ticket.waiting", "vendor")


@pytest.mark.large
def test_medium_uses_every_kind_there_is(medium):
    used = {entry.event.kind for history in medium.histories for entry in history.told}

    assert {kind for kind in KINDS if kind.split(".")[0] in OF_HISTORY} - used == set()


@pytest.mark.large
def test_every_story_of_medium_is_possible(medium):
    for history in medium.of("ticket"):
        check_order(history)
        check_promises(history)


def test_the_desk_speaks_its_own_words(small):
    """A code of no vocabulary would be shown as it is, where the desk's own acts say a sentence."""
    unknown = {
        (kind, field, code)
        for history in small.histories
        for told in history.told
        for (kind, field), choices in codes.SPOKEN_IN.items()
        if told.event.kind == kind and (code := getattr(told.event, field)) is not None
        if code not in codes.codes_of(choices)
    }

    assert unknown == set()
