"""Whether a customer came again within a week, for the same thing."""

from __future__ import annotations

import numpy as np

from trifecta.metrics.facts.clock import MICRO
from trifecta.metrics.facts.columns import NONE, Columns, Ints, Mask, changes, first_known, in_order

WITHIN_US = 7 * 86_400 * MICRO
"""By the definition of a repeat contact."""


def of_contacts(contacts: Columns, solved_us: Ints) -> Ints:
    """
    By contact: 1 or 0 for inbound ones whose customer and matter are known, else NONE.

    solved_us: when the contact's ticket was first resolved
    If the next contact is about the same ticket, which is still open then, it asks after work in hand: no repeat.
    """
    known = np.flatnonzero(_came(contacts))
    matter, started = _matters(contacts)[0][known], contacts["started_us"][known]
    order = in_order(matter, then=started)
    matter, started, rows = matter[order], started[order], known[order]
    ticket, solved = contacts["ticket"][rows], solved_us[rows]
    next_us, next_ticket = np.append(started[1:], NONE), np.append(ticket[1:], NONE)
    is_near = ~np.append(changes(matter)[1:], True) & (next_us - started <= WITHIN_US)
    is_open = (solved == NONE) | (next_us < solved)
    asks_after = (ticket != NONE) & (next_ticket == ticket) & is_open
    found = np.full(contacts["contact"].size, NONE)
    found[rows] = is_near & ~asks_after
    return found


def of_tickets(tickets: Columns, contacts: Columns) -> Ints:
    """
    By ticket: 1 or 0, whether an inbound contact or another ticket of its customer followed its first resolution.

    NONE for tickets that were not resolved, or whose customer or matter is unknown.
    """
    asked, came = np.flatnonzero(_is_known(tickets)), np.flatnonzero(_came(contacts))
    ended = asked[tickets["first_resolved_us"][asked] != NONE]
    of_ticket, of_contact = _matters(tickets, contacts)
    matter = np.concatenate([of_ticket[asked], of_contact[came], of_ticket[ended]])
    starts = [tickets["opened_us"][asked], contacts["started_us"][came]]
    instant = np.concatenate([*starts, tickets["first_resolved_us"][ended]]).astype(np.int64)
    coming_count = asked.size + came.size
    is_end = np.arange(matter.size) >= coming_count
    order = in_order(matter, then=instant * 2 + is_end)  # who comes at the very instant of the end came before it
    matter, instant, is_end = matter[order], instant[order], is_end[order]
    following = np.where(is_end, matter.size, np.arange(matter.size))
    following = np.minimum.accumulate(following[::-1])[::-1]
    ends = np.flatnonzero(is_end)
    ends_followed = ends[following[ends] < matter.size]
    nearest = following[ends_followed]
    is_near = (matter[nearest] == matter[ends_followed]) & (instant[nearest] - instant[ends_followed] <= WITHIN_US)
    found = np.full(tickets["ticket"].size, NONE)
    found[ended] = 0
    found[ended[order[ends_followed[is_near]] - coming_count]] = 1
    return found


def _came(contacts: Columns) -> Mask:
    came: Mask = _is_known(contacts) & contacts["direction"].is_("inbound")
    return came


def _is_known(rows: Columns) -> Mask:
    known: Mask = (rows["customer"] != NONE) & (_about(rows) != NONE)
    return known


def _matters(*told: Columns) -> list[Ints]:
    """Customer and what it is about as one number, as small as can be: it is sorted by."""
    about = [_about(rows) for rows in told]
    span = 1 + max(int(one.max(initial=0)) for one in about)
    return [rows["customer"].astype(np.int64) * span + one for rows, one in zip(told, about, strict=True)]


def _about(rows: Columns) -> Ints:
    """The same thing again: the same service or, where none is known, the same category."""
    service, category = rows["service"].astype(np.int64), rows["category"].astype(np.int64)
    return first_known(np.where(service == NONE, NONE, service * 2), np.where(category == NONE, NONE, category * 2 + 1))
