from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import monday
from trifecta.base.entries import Entry
from trifecta.tickets import codes, refusals, rules
from trifecta.tickets.acts import Act
from trifecta.tickets.events import flow, handoff
from trifecta.tickets.models import OPEN_STATES, SORTS, STATES
from trifecta.tickets.rules import Standing

TALK = {Act.OPEN_TICKET, Act.ADD_NOTE, Act.REPLY, Act.KEEP_WORD, Act.BREAK_WORD, Act.WAIVE_PROMISE}
TALK |= {Act.ADD_PARTICIPANT, Act.REMOVE_PARTICIPANT, Act.SPLIT, Act.LINK, Act.UNLINK, Act.CORRECT}
UNENDED = TALK | {Act.OFFER_OWNERSHIP, Act.MERGE, Act.MARK_SPAM, Act.RECATEGORIZE, Act.NAME_REQUESTER}
WORK = UNENDED | {Act.ASSIGN, Act.TAKE, Act.OFFER_HANDOFF, Act.TRANSFER_WARMLY, Act.REPRIORITIZE, Act.WAIT, Act.RESOLVE}
WORK |= {Act.CANCEL, Act.GIVE_WORD, Act.NAME_DEADLINE}
RESOLVED = UNENDED | {Act.ASK_VALIDATION, Act.VALIDATE, Act.REJECT, Act.REOPEN, Act.CLOSE}
ANSWERS_TO_ASKING = {Act.ACCEPT_OWNERSHIP, Act.DECLINE_OWNERSHIP, Act.WITHDRAW_OWNERSHIP_OFFER}


@pytest.mark.parametrize(
    ("standing", "acts"),
    [
        (Standing("open"), WORK),
        (Standing("open", is_mine=True), WORK - {Act.TAKE}),
        (Standing("open", offered_to=3), WORK | {Act.ACCEPT_HANDOFF, Act.DECLINE_HANDOFF, Act.WITHDRAW_HANDOFF}),
        (Standing("open", asked_to_own=4), WORK | ANSWERS_TO_ASKING),
        (Standing("open", team=2, came_from=1), WORK | {Act.GIVE_BACK}),
        (Standing("waiting"), WORK | {Act.RESUME}),
        (Standing("resolved", offered_to=3, came_from=1), RESOLVED),
        (Standing("resolved", asked_count=2), RESOLVED),
        (Standing("resolved", asked_count=3), RESOLVED - {Act.ASK_VALIDATION} | {Act.LEAVE_UNVALIDATED}),
        (Standing("resolved", asked_to_own=4), RESOLVED | ANSWERS_TO_ASKING),
        (
            Standing("resolved", is_validated=True, asked_to_own=4),
            UNENDED | ANSWERS_TO_ASKING | {Act.REOPEN, Act.CLOSE},
        ),
        (Standing("closed"), TALK | {Act.REJECT, Act.REOPEN}),
        (Standing("closed", is_validated=True), TALK | {Act.REOPEN}),
        (Standing("cancelled"), TALK),
        (Standing("merged"), {Act.OPEN_TICKET}),
    ],
)
def test_each_state_has_its_acts(standing, acts):
    assert rules.possible(standing) == acts


def test_a_refusal_names_the_state_it_found():
    with pytest.raises(refusals.AlreadyClosed, match=r"^This ticket is closed\.$"):
        rules.require(Act.RESOLVE, Standing("closed"))
    with pytest.raises(refusals.AlreadyCancelled):
        rules.require(Act.WAIT, Standing("cancelled"))
    with pytest.raises(refusals.MergedAway):
        rules.require(Act.REPLY, Standing("merged"))
    with pytest.raises(refusals.StillOpen):
        rules.require(Act.CLOSE, Standing("waiting"))


def test_rules_know_the_states_of_the_row():
    assert frozenset(OPEN_STATES) == rules.AT_WORK
    assert codes.codes_of(codes.SORTS) == set(SORTS)
    assert all(rules.possible(Standing(state)) for state in STATES)


def test_more_impact_or_urgency_is_never_less_pressing():
    levels = [1, 2, 3, 4]
    table = [[rules.priority(impact, urgency) for urgency in levels] for impact in levels]

    assert table == [[1, 2, 3, 4], [2, 3, 4, 5], [3, 4, 5, 5], [4, 5, 5, 5]]
    assert all(left <= right for row in [*table, *zip(*table, strict=True)] for left, right in pairwise(row))
    assert (rules.priority(None, 1), rules.priority(1, None)) == (None, None)


@pytest.mark.parametrize(("impact", "urgency"), [(0, 1), (1, 5), (-1, 2), (None, 5)])
def test_there_are_four_levels(impact, urgency):
    with pytest.raises(refusals.UnknownCode):
        rules.priority(impact, urgency)


@pytest.mark.parametrize(
    ("events", "team"),
    [
        ([], None),
        ([handoff.HandoffAccepted(team=2)], 1),
        ([handoff.HandoffAccepted(team=2), handoff.HandoffAccepted(team=3)], 2),
        (
            [
                handoff.HandoffAccepted(team=2),
                handoff.HandoffAccepted(team=3),
                handoff.GivenBack(to_team=2, reason="x"),
            ],
            1,
        ),
        ([handoff.HandoffAccepted(team=2), handoff.GivenBack(to_team=1, reason="x")], None),
        ([handoff.HandoffAccepted(team=2), handoff.Assigned(team=2, assignee=9)], 1),
        ([handoff.HandoffAccepted(team=2), handoff.Assigned(team=5)], None),
        ([handoff.HandoffAccepted(team=2), handoff.GivenBack(to_team=7, reason="x")], None),
        ([handoff.HandoffAccepted(team=2), handoff.Assigned()], None),
    ],
)
def test_work_goes_back_where_a_handoff_brought_it_from(events, team):
    told = [flow.Opened(sort="incident", owner=1, team=1), *events]
    entries = [Entry(seq, monday(9, seq), "staff:1", event) for seq, event in enumerate(told, 1)]

    assert rules.came_from(entries) == team


def test_only_a_humans_answer_resumes_and_only_what_waits_for_it():
    assert rules.resumes("waiting", "customer")
    assert not rules.resumes("waiting", "vendor")
    assert not rules.resumes("resolved", None)


def test_a_story_does_not_run_backwards():
    assert rules.in_turn(monday(10), latest=monday(9)) == monday(10)
    assert rules.in_turn(monday(8), latest=monday(9)) == monday(9)


@given(st.text())
def test_a_subject_is_one_line_or_a_refusal(text):
    try:
        line = rules.subject(text)
    except (refusals.NothingSaid, refusals.SubjectTooLong):
        assert not text.split() or len(" ".join(text.split())) > 250
    else:
        assert line == " ".join(text.split())
        assert 0 < len(line) <= 250


def test_every_code_has_one_label():
    for choices in codes.SPOKEN_IN.values():
        known = [choice.code for choice in choices]
        assert len(known) == len(set(known))
        assert all(choice.label for choice in choices)


def test_a_foreign_code_is_shown_readably():
    assert codes.label("ticket.resolved", "code", "fixed") == "Fixed"
    assert codes.label("ticket.reopened", "reason", "not_solved") == "It was not solved"
    assert codes.label("ticket.rejected", "reason", "not_solved") == "It still does not work"
    assert codes.label("ticket.resolved", "code", "closed_by_caller") == "closed by caller"
