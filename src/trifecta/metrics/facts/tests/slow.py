"""The fold of a ticket's story in plain Python, one entry at a time: slow, and by another hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from trifecta.metrics.facts.tests.stores import LEVELS, Told

TAKING = {"opened", "assigned", "handoff_accepted", "given_back"}
OPENING = {"opened", "waiting", "resumed", "reopened", "rejected"}
OFFERING = {"handoff_offered", "handoff_accepted", "handoff_declined", "handoff_withdrawn"}
ENDING = {"resolved", "closed", "cancelled", "merged"}


def ticket(told: Sequence[Told]) -> dict[str, Any]:
    """The columns of the fact that depend on the order of entries."""
    found: dict[str, Any] = dict.fromkeys(("first_response_at", "first_resolved_at", "reopened_at"))
    teams: list[int] = []
    replies, holder, solver, has_conversation = 0, None, None, False
    for kind, one in _in_order(told):
        has_conversation |= kind == "message_received"
        is_spoken = kind == "opened" and one.by == "staff" and one.facts.get("channel") in {"phone", "chat", "walk_in"}
        is_reply = kind == "message_sent" and one.by == "staff" and not one.facts.get("automatic")
        if kind in TAKING:
            holder = one.facts.get("to_team" if kind == "given_back" else "team")
        if found["first_resolved_at"] is None:
            if kind == "resolved":
                found["first_resolved_at"] = one.at
                solver = one.facts.get("team") or holder
            elif kind in TAKING and holder is not None and [holder] != teams[-1:]:
                teams.append(holder)
            replies += is_reply
        elif kind in {"reopened", "rejected"} and found["reopened_at"] is None:
            found["reopened_at"] = one.at
        has_conversation |= is_reply or is_spoken
        if (is_reply or is_spoken) and found["first_response_at"] is None:
            found["first_response_at"] = one.at
    return {
        **found,
        "reply_count": replies,
        "team_change_count": max(len(teams) - 1, 0),
        "has_returned": len(set(teams)) < len(teams),
        "is_first_level": _stayed_at_first_level(teams),
        "has_conversation": has_conversation,
        "team": solver or holder,
        "current_team": holder,
    }


def _stayed_at_first_level(teams: Sequence[int]) -> bool | None:
    levels = [LEVELS[team] for team in teams]
    return None if None in levels or not levels else {*levels} <= {"0", "1"}


def stays(told: Sequence[Told]) -> list[tuple[Any, ...]]:
    """From, until, team, whether on offer, and how it ended; whatever took no time is none."""
    found, holder, is_open, is_offered = [], None, False, False
    before: tuple[Any, ...] = ()
    for kind, one in _in_order(told):
        if kind in TAKING:
            holder = one.facts.get("to_team" if kind == "given_back" else "team")
        if kind in OPENING | ENDING:
            is_open = kind in OPENING
        if kind in ENDING | OFFERING or (before and holder != before[0]):
            is_offered = kind == "handoff_offered"
        now = (holder, is_open, is_offered)
        if before != now:
            if found:
                found[-1] = (found[-1][0], one.at, *found[-1][2:5], kind if kind in ENDING else None)
            found.append((one.at, None, *now, None))
        before = now
    return [
        (since, until, team, offered, ended_by)
        for since, until, team, was_open, offered, ended_by in found
        if was_open and since != until
    ]


def offers(told: Sequence[Told]) -> list[tuple[Any, ...]]:
    """When, to whom, by whom, why; and how and when it was answered."""
    found: list[list[Any]] = []
    holder, is_offered = None, False
    for kind, one in _in_order(told):
        before = holder
        if kind in TAKING:
            holder = one.facts.get("to_team" if kind == "given_back" else "team")
        if is_offered and (kind in ENDING | OFFERING or holder != before):
            answer = {"handoff_accepted": "accepted", "handoff_declined": "declined"}.get(kind, "withdrawn")
            found[-1][4:] = ["ended" if kind in ENDING else answer, one.at]
            is_offered = False
        if kind == "handoff_offered":
            found.append([one.at, one.facts["to_team"], holder, one.facts.get("reason"), None, None])
            is_offered = True
    return [tuple(offer) for offer in found]


def explained_again(told: Sequence[Told]) -> int:
    """By looking at each of the customer's messages: in which stay it fell."""
    solved_at = ticket(told)["first_resolved_at"]
    taken = [(kind, one.facts) for kind, one in _in_order(told) if kind in TAKING]
    teams = [facts.get("to_team" if kind == "given_back" else "team") for kind, facts in taken]
    first_team = next((team for team in teams if team is not None), None)
    said = [one.at for kind, one in _in_order(told) if kind == "message_received" and not _is_empty(one)]
    return sum(
        any(since <= moment and (until is None or moment < until) for moment in said)
        for since, until, team, offered, _ in stays(told)
        if not offered and team not in {None, first_team} and (solved_at is None or since < solved_at)
    )


def _is_empty(one: Told) -> bool:
    return bool(one.facts.get("automatic") or one.facts.get("thanks"))


def _in_order(told: Sequence[Told]) -> list[tuple[str, Told]]:
    return [(one.kind.partition(".")[2], one) for one in sorted(told, key=lambda one: (one.at, one.seq))]
