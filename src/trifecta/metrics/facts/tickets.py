"""The fact `tickets`: the folded stories with what they are about and how long they took."""

from __future__ import annotations

from functools import partial

import numpy as np

from trifecta.metrics.facts import matters
from trifecta.metrics.facts.clock import Times
from trifecta.metrics.facts.columns import NONE, Columns, first_known, places_of
from trifecta.metrics.facts.names import Names


def tickets(stories: Columns, told: Columns, absorbed: Columns, names: Names, times: Times) -> Columns:
    """
    One row per ticket that was opened, but for what contacts and replies tell of it (`touches`).

    told: `matters` and `firsts` of replies, ascending by ticket; absorbed: as in `matters`
    """
    places = places_of(stories["ticket"], told["ticket"])
    stories = {name: column[places != NONE] for name, column in stories.items()}
    told = {name: column[places[places != NONE]] for name, column in told.items()}
    team = first_known(stories["solver"], stories["current_team"])
    homes = names.homes(told["customer"])
    return {
        **told,
        **stories,
        **homes,
        "site": first_known(told["site"], homes["site"]),
        "team": team,
        "level": names.level(team),
        "opened_on": times.zone.day(stories["opened_us"]),
        "first_resolved_on": times.zone.day(stories["first_resolved_us"]),
        "resolved_for_s": times.since_s(stories["first_resolved_us"]),
        **_durations(stories, told, absorbed, names, times),
        **_seen(stories, told, names),
    }


def _durations(stories: Columns, told: Columns, absorbed: Columns, names: Names, times: Times) -> Columns:
    """waits_since_us: what is still to come, if anything, has been waited for since then."""
    answered, solved = told["first_response_us"], stories["first_resolved_us"]
    ended = first_known(stories["ended_us"], np.full(solved.size, times.now_us))
    calendar, began = names.calendar_of(told["service"]), partial(matters.waited_since, stories, absorbed)
    return {
        "waits_since_us": began(until_us=np.full(solved.size, NONE)),
        "response_s": times.business.between_s(began(until_us=answered), first_known(answered, ended), calendar),
        "is_answered": answered != NONE,
        "resolution_s": times.business.between_s(began(until_us=solved), first_known(solved, ended), calendar),
        "is_resolved": solved != NONE,
    }


def _seen(stories: Columns, told: Columns, names: Names) -> Columns:
    """Owner and assignee, where the team at work is restricted."""
    hidden = names.is_restricted(stories["current_team"])
    return {"owner": np.where(hidden, told["owner"], NONE), "assignee": np.where(hidden, stories["assignee"], NONE)}
