"""
The numbers of a whole desk, against slow queries of another hand.

The desk is the small demo desk, made and measured by the commands that people type. The queries below read the log's
table with plain Python; they share no line with the facts, the definitions or the engine.
"""

from __future__ import annotations

import statistics
from collections import Counter
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from tests.by_hand import ENDINGS, REOPENING, Home, first, month

OWNING = {"ticket.opened", "ticket.ownership_taken"}
NOBODY = 1
"""Who owns what nobody owns by name."""
pytestmark = [pytest.mark.server, pytest.mark.xdist_group("numbers")]


def holders(told, until: datetime):
    """The teams that came to hold the work, one after the other, until an instant (included)."""
    seen = []
    for _, kind, at, _, facts in told:
        if at > until:
            break
        if kind in {"ticket.opened", "ticket.assigned", "ticket.handoff_accepted"}:
            team = facts.get("team")
        elif kind == "ticket.given_back":
            team = facts["to_team"]
        else:
            continue
        if team is not None and (not seen or seen[-1] != team):
            seen.append(team)
    return seen


def stays(told):
    """From when until when the open work was with one team, and on offer to none; what takes no time is none."""
    found, before = [], (None, False, False)
    for _, kind, at, _, facts in told:
        holder, is_open, is_offered = before
        if kind in {"ticket.opened", "ticket.assigned", "ticket.handoff_accepted"}:
            holder = facts.get("team")
        elif kind == "ticket.given_back":
            holder = facts["to_team"]
        if kind in {"ticket.opened", "ticket.waiting", "ticket.resumed", *REOPENING}:
            is_open = True
        elif kind in ENDINGS:
            is_open = False
        if kind in ENDINGS or kind.startswith("ticket.handoff") or holder != before[0]:
            is_offered = kind == "ticket.handoff_offered"
        now = (holder, is_open, is_offered)
        if now != before:
            if found and found[-1][1] is None:
                found[-1][1] = at
            if holder is not None and is_open and not is_offered:
                found.append([at, None])
        before = now
    return [(since, until) for since, until in found if since != until]


def test_tickets_opened_by_month(home: Home):
    opened = Counter()
    for told in home.tickets():
        opened[month(told[0][2])] += 1
    split_off = Counter()
    for told in home.tickets():
        for _, kind, _, _, facts in told:
            if kind == "ticket.split":
                split_off[month(home.streams[f"ticket:{facts['into']}"][0][2])] += 1

    answered = {period: row["n"] for period, row in home.by_month("ticket_volume").items()}

    assert answered == {period: n - split_off[period] for period, n in opened.items()}


def test_contacts_by_month(home: Home):
    began = Counter(
        month(at) for _, _, at, _, facts in home.contacts() if facts.get("direction", "inbound") == "inbound"
    )

    assert {period: row["n"] for period, row in home.by_month("contact_volume").items()} == began


def test_reopened_within_fourteen_days(home: Home):
    resolved, reopened = Counter(), Counter()
    for told in home.tickets():
        solved = first(told, "ticket.resolved")
        if solved is None or home.as_of - solved[2] < timedelta(days=14):
            continue
        resolved[month(solved[2])] += 1
        later = [
            one
            for one in told
            if one[1] in {"ticket.reopened", "ticket.rejected"} and (one[2], one[0]) > (solved[2], solved[0])
        ]
        if later and later[0][2] - solved[2] <= timedelta(days=14):
            reopened[month(solved[2])] += 1

    answered = {
        period: (row["denominator"], row["numerator"])
        for period, row in home.by_month("reopen_14d").items()
        if row["n"]
    }

    assert answered == {period: (n, reopened[period]) for period, n in resolved.items()}


def test_changes_of_team_and_returns(home: Home):
    changes, returns, resolved = Counter(), Counter(), Counter()
    stories = [(told, first(told, "ticket.resolved")) for told in home.tickets()]
    held = [(told, solved, holders(told, solved[2] if solved else home.as_of)) for told, solved in stories]
    known_from = min(told[0][2] for told, _, teams in held if len(teams) > 1)
    for told, solved, teams in held:
        if solved is None or told[0][2] < known_from:
            continue
        resolved[month(solved[2])] += 1
        changes[month(solved[2])] += max(len(teams) - 1, 0)
        returns[month(solved[2])] += len(set(teams)) < len(teams)

    passed_on = {period: (row["n"], row["numerator"]) for period, row in home.by_month("reassignments").items()}
    to_and_fro = {period: (row["n"], row["numerator"]) for period, row in home.by_month("pingpong").items()}

    assert passed_on == {period: (n, changes[period]) for period, n in resolved.items()}
    assert to_and_fro == {period: (n, returns[period]) for period, n in resolved.items()}


def test_handoffs_and_what_came_of_them(home: Home):
    offered, answered, declined = Counter(), Counter(), Counter()
    for told in home.tickets():
        stands = False
        for _, kind, at, _, _ in told:
            if stands and kind in {"ticket.handoff_accepted", "ticket.handoff_declined"}:
                answered[month(at)] += 1
                declined[month(at)] += kind == "ticket.handoff_declined"
            if kind in ENDINGS or kind.startswith("ticket.handoff"):
                stands = kind == "ticket.handoff_offered"
            offered[month(at)] += kind == "ticket.handoff_offered"

    asked = {period: row["n"] for period, row in home.by_month("handoffs").items()}
    sent_back = {period: (row["n"], row["numerator"]) for period, row in home.by_month("handoffs_declined").items()}

    assert asked == +offered
    assert sent_back == {period: (n, declined[period]) for period, n in answered.items()}
    assert sum(declined.values()) > 0


def test_owners_who_followed_each_other(home: Home):
    resolved, changes = Counter(), Counter()
    for told in home.tickets():
        solved = first(told, "ticket.resolved")
        if solved is None:
            continue
        owners = [facts["owner"] for _, kind, _, _, facts in told if kind in OWNING]
        resolved[month(solved[2])] += 1
        changes[month(solved[2])] += sum(one not in {NOBODY, other} for one, other in pairwise(owners))

    answered = {period: (row["n"], row["numerator"]) for period, row in home.by_month("ownership_changes").items()}

    assert answered == {period: (n, changes[period]) for period, n in resolved.items()}


def test_confirmed_by_the_customer_and_held(home: Home):
    resolved, confirmed, unanswered = Counter(), Counter(), Counter()
    for told in home.tickets():
        solved = first(told, "ticket.resolved")
        if solved is None or first(told, "ticket.cancelled", "ticket.merged"):
            continue
        unanswered[month(solved[2])] += first(told, "ticket.validation_unanswered") is not None
        if home.as_of - solved[2] < timedelta(days=14):
            continue
        later = [at for seq, kind, at, _, _ in told if kind in REOPENING and (at, seq) > (solved[2], solved[0])]
        held = not later or later[0] - solved[2] > timedelta(days=14)
        resolved[month(solved[2])] += 1
        confirmed[month(solved[2])] += held and first(told, "ticket.validated") is not None

    said = home.by_month("confirmed_resolution")
    silent = {period: row["numerator"] for period, row in home.by_month("left_unvalidated").items()}

    counted = {period: (row["n"], row["numerator"]) for period, row in said.items() if row["n"]}
    assert counted == {period: (n, confirmed[period]) for period, n in resolved.items()}
    assert +Counter(silent) == +unanswered


def test_how_long_teams_have_work_counts_every_stay(home: Home):
    began, ended = Counter(), Counter()
    for told in home.tickets():
        for since, until in stays(told):
            began[month(since)] += 1
            ended[month(since)] += until is not None

    answered = {period: (row["n"], row["numerator"]) for period, row in home.by_month("held_by_team").items()}

    assert answered == {period: (n, ended[period]) for period, n in began.items()}


def test_what_is_open_now_and_how_old_it_is(home: Home):
    ages = []
    for told in home.tickets():
        is_open = None
        for _, kind, _, _, _ in told:
            if kind in {"ticket.opened", "ticket.waiting", "ticket.resumed", "ticket.reopened", "ticket.rejected"}:
                is_open = True
            elif kind in {"ticket.resolved", "ticket.closed", "ticket.cancelled", "ticket.merged"}:
                is_open = False
        if is_open:
            ages.append((home.as_of - told[0][2]).total_seconds())

    (row,) = home.answer("backlog_age_p50")["rows"]

    assert row["n"] == len(ages)
    assert row["value"] == pytest.approx(statistics.median(ages), abs=2)


def test_an_answer_says_what_it_counts(home: Home):
    told = home.answer("reopen_14d", "--by", "team", "--period", "quarter")

    assert {"metric", "unit", "date_basis", "as_of", "definition", "sql", "rows"} <= told.keys()
    assert {"period", "team", "value", "n", "low", "high", "numerator", "denominator"} <= told["rows"][0].keys()
    assert all(row["value"] is None for row in told["rows"] if row["n"] < 20)
