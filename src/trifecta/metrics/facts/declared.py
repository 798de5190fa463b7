"""
What the fact tables hold: one row of what, and which columns. Free of engines, so that pages can import it.

Instants end in `_at` and are UTC; dates end in `_on` and are in the desk's zone; seconds end in `_s`. Null means "not
yet" or "nobody knows" and is never filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trifecta.metrics.answer import PERIODS

VERSION = 11
"""Of what the columns mean; a store built by another version is built anew."""

_OF_MATTER = {
    "service": "int64",
    "item": "int64",
    "category": "int64",
    "organization": "int64",
    "department": "int64",
    "site": "int64",
    "channel": "string",
}
_OF_TICKET = {"sort": "string", "priority": "int64"}
_SCOPE = {"current_team": "int64", "owner": "int64", "assignee": "int64"}
"""Who may see it. Owner and assignee are filled only where the team is restricted; nothing else may ask for them."""
RECENT_WEEKS = 4
"""So long after a stay its end counts to what was done of late."""
NUMBERED = {end: tuple(f"{end}_{period}" for period in PERIODS) for end in ("from", "until", "recent")}
"""Columns of the numbers of the periods."""


@dataclass(frozen=True, slots=True)
class Fact:
    """
    One fact table.

    grain: one row of what; subject: what a row opens to, and the column that holds its id
    columns: by name, in the types of Ibis; dimensions: the columns by which it may be cut and filtered
    """

    name: str
    grain: str
    subject: str
    columns: Mapping[str, str]
    dimensions: tuple[str, ...]

    @property
    def stored_columns(self) -> list[str]:
        """As they are made: instants in microseconds, `x_us` for `x_at`."""
        return [
            f"{name.removesuffix('_at')}_us" if dtype == "timestamp" else name for name, dtype in self.columns.items()
        ]


TICKETS = Fact(
    name="tickets",
    grain="one row per ticket",
    subject="ticket",
    columns={
        "ticket": "int64",
        "team": "int64",  # that solved it first, else the one at work
        "first_team": "int64",
        "level": "string",  # of the team
        **_OF_TICKET,
        **_OF_MATTER,
        "opened_at": "timestamp",
        "opened_on": "date",
        "first_response_at": "timestamp",
        "first_resolved_at": "timestamp",
        "first_resolved_on": "date",
        "reopened_at": "timestamp",  # for the first time after it was first resolved
        "resolved_for_s": "int64",  # elapsed since it was first resolved
        "is_cancelled": "boolean",
        "is_merged": "boolean",
        "is_split_off": "boolean",
        "is_confirmed": "boolean",  # the customer said that it is solved
        "is_left_unanswered": "boolean",  # it was closed because nobody answered whether it is
        # until it was first resolved, or so far; a contact counts for the ticket in which its matter goes on:
        "team_change_count": "int64",
        "has_returned": "boolean",  # to a team that had it before
        "is_first_level": "boolean",  # all teams that held it are of level 0 or 1; null: none did, or one's is unknown
        "reply_count": "int64",
        "early_contact_count": "int64",
        "offer_count": "int64",
        "declined_count": "int64",
        "nobody_s": "int64",  # business seconds on offer to a team
        "is_lost": "boolean",  # between teams: declined twice, or on offer for more than eight business hours
        "explained_again_count": "int64",  # stays with another team than the first in which the customer wrote
        # of its whole life:
        "owner_change_count": "int64",  # from one agent to another
        "contact_count": "int64",
        "has_conversation": "boolean",  # a message from the customer, or a person's answer, is known
        "is_repeated": "boolean",  # the customer came again within 7 days of the first resolution; null: unknown
        "conversation_is_told": "boolean",  # when it was opened, replies were already recorded at this desk
        "contacts_are_told": "boolean",
        "moves_are_told": "boolean",  # it was opened no earlier than the first ticket known to have changed teams
        # business seconds since it or what it took in by then was opened, null beyond the horizon of the calendar:
        "response_s": "int64",
        "is_answered": "boolean",  # else the seconds are those until it ended, or so far
        "resolution_s": "int64",
        "is_resolved": "boolean",
        **_SCOPE,
    },
    dimensions=("team", "first_team", "level", *_OF_TICKET, *_OF_MATTER),
)

CONTACTS = Fact(
    name="contacts",
    grain="one row per contact",
    subject="contact",
    columns={
        "contact": "int64",
        "ticket": "int64",
        "team": "int64",
        "level": "string",
        **_OF_MATTER,
        "direction": "string",
        "outcome": "string",
        "started_at": "timestamp",
        "started_on": "date",
        "started_for_s": "int64",  # elapsed since it began
        "wait_s": "int64",
        "handled_s": "int64",
        "is_solved": "boolean",  # at first contact, as the agent says
        "is_repeated": "boolean",  # the same customer came again within 7 days for the same thing; null: unknown
        **_SCOPE,
    },
    dimensions=("team", "level", *_OF_MATTER, "direction", "outcome"),
)

STAYS = Fact(
    name="stays",
    grain="one row per time in which a ticket was open with one team, or on offer to one",
    subject="ticket",
    columns={
        "ticket": "int64",
        "team": "int64",  # none: nobody has taken it yet
        "level": "string",
        "is_offered": "boolean",  # nobody's time: offered by the team and not accepted yet
        "from_at": "timestamp",
        "until_at": "timestamp",  # null while it lasts
        "from_on": "date",
        "held_s": "int64",  # business seconds until it ended, or so far; null beyond the horizon of the calendar
        "is_over": "boolean",
        **dict.fromkeys(NUMBERED["from"], "int64"),  # the periods in which it began, counted through
        **dict.fromkeys(NUMBERED["until"], "int64"),  # in which it ended; while it lasts, the one after the present
        **dict.fromkeys(NUMBERED["recent"], "int64"),  # the first at whose end its own end is no longer recent
        "ended_by": "string",  # resolved, closed, cancelled, merged; null: it lasts, or went on elsewhere
        "opened_s": "int64",  # since when it is waited for, also in tickets that it took in; in seconds since 1970
        **_OF_TICKET,
        **_OF_MATTER,
        **_SCOPE,
    },
    dimensions=("team", "level", *_OF_TICKET, *_OF_MATTER),
)

HANDOFFS = Fact(
    name="handoffs",
    grain="one row per offer of the work to another team",
    subject="ticket",
    columns={
        "ticket": "int64",
        "team": "int64",  # to whom it is offered
        "level": "string",  # of that team
        "from_team": "int64",
        "reason": "string",
        "offered_at": "timestamp",
        "offered_on": "date",
        "answered_at": "timestamp",  # null while it stands
        "answered_on": "date",
        "answer": "string",  # accepted, declined, withdrawn; ended: the ticket was, with the offer standing
        "nobody_s": "int64",  # business seconds until it was answered, or so far
        "is_answered": "boolean",
        **_OF_TICKET,
        **_OF_MATTER,
        **_SCOPE,
    },
    dimensions=("team", "level", "from_team", "reason", "answer", *_OF_TICKET, *_OF_MATTER),
)

PROMISES = Fact(
    name="promises",
    grain="one row per run of a promise on a ticket",
    subject="ticket",
    columns={
        "ticket": "int64",
        "promise": "string",
        "run": "int64",  # the first, the second … of this promise on this ticket
        "terms": "string",  # the line of the book; null: only a source tells of it
        "kind": "string",  # sla, ola, contract, word, xla; told: only a source tells of it
        "team": "int64",  # whose part it is; else the team that had the work last
        "level": "string",  # of that team
        "outcome": "string",  # met, broken, waived, cancelled; null: it is open
        "reason": "string",  # why it was waived or cancelled
        "started_at": "timestamp",
        "due_at": "timestamp",  # null while it is paused or its team does not have the work
        "due_on": "date",  # when it was broken, else due, else ended; null while that lies ahead or is not known
        "broken_at": "timestamp",
        "ended_at": "timestamp",
        "ended_on": "date",
        "is_over": "boolean",
        # seconds of the promise's own hours:
        "target_s": "int64",  # null where a deadline was named
        "spent_s": "int64",  # when it was read last
        "paused_s": "int64",
        "late_s": "int64",  # beyond the target or the deadline until it ended, or so far; null: it is not broken
        **_OF_TICKET,
        **_OF_MATTER,
        **_SCOPE,
    },
    dimensions=("promise", "terms", "kind", "team", "level", "outcome", "reason", *_OF_TICKET, *_OF_MATTER),
)

INSTANTS = Fact(
    name="instants",
    grain="one row per day, week, month and quarter until now",
    subject="",
    columns={
        "period": "string",
        "number": "int64",  # of the period, counted through
        "starts_on": "date",
        "last_day": "int64",  # its last day, or today in the latest, counted from 1970
        "ends_s": "int64",  # its end, or now in the latest, in seconds since 1970
        "told_days": "int64",  # days of the log until then
    },
    dimensions=(),
)

FACTS: Mapping[str, Fact] = {fact.name: fact for fact in (TICKETS, CONTACTS, STAYS, HANDOFFS, PROMISES, INSTANTS)}
