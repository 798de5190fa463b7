"""Counting a finished story for `truth.json`."""

from __future__ import annotations

from datetime import date
from functools import cache

from trifecta.importers.contract import History
from trifecta.importers.simulated.hours import DAY_S
from trifecta.importers.simulated.lives.life import Life
from trifecta.staff.models import PLACEHOLDER_ID
from trifecta.tickets.events.flow import Cancelled, Closed, Opened, Rejected, Reopened, Resolved
from trifecta.tickets.events.ownership import OwnershipTaken
from trifecta.tickets.events.structure import Merged

_MOVES: dict[type, bool] = {
    Opened: True,
    Rejected: True,
    Reopened: True,
    Resolved: False,
    Closed: False,
    Cancelled: False,
    Merged: False,
}
AGES = ((3, "under 3 days"), (7, "3 to 7 days"), (30, "7 to 30 days"), (90, "30 to 90 days"), (365, "90 to 365 days"))
OLDEST = "over 365 days"
EPOCH_DAY = date(1970, 1, 1).toordinal()


def enter(life: Life) -> None:
    """Only what lies before the end of the world counts."""
    assert life.ticket is not None
    books, ends_at = life.stage.books, life.stage.ends_at
    books.count(life.ticket.told)
    customer, service = life.arrival.customer, books.services[life.service.code]
    books.tickets["all"] += 1
    books.tickets[life.situation.sort] += 1
    books.tickets_of[customer.key] += 1
    service["tickets"] += 1
    service["refused"] += bool(life.rejections)
    service["repeats"] += life.arrival.sort == "repeat"
    if life.bounces:
        books.bounced[f"{life.service.code}"] += 1
    _enter_month(life)
    service["broken"] += life.is_broken
    if is_open(life.ticket):
        if is_owned(life.ticket):
            books.open_of[life.owner.key] += 1
        books.open_asked[customer.key] += 1
        books.open_ages[_age((ends_at - life.opened_at) / DAY_S)] += 1


def is_open(ticket: History) -> bool:
    """Whether the last move of the told story leaves it open."""
    return next((_MOVES[type(entry.event)] for entry in reversed(ticket.told) if type(entry.event) in _MOVES), True)


def is_owned(ticket: History) -> bool:
    """Whether somebody by name answers for it by the end of the told story."""
    first = ticket.told[0].event
    is_born_so = isinstance(first, Opened) and first.owner != PLACEHOLDER_ID
    return is_born_so or any(isinstance(entry.event, OwnershipTaken) for entry in ticket.told)


def _enter_month(life: Life) -> None:
    """By the month of the first solution: how many, and how many of them in the first contact."""
    if life.resolved_at is not None and life.resolved_at < life.stage.ends_at:
        month = life.stage.books.months[month_of(life.resolved_at)]
        month["resolved"] += 1
        month["first_contact"] += life.solved_first


@cache
def _month_of_day(day: int) -> str:
    return f"{date.fromordinal(EPOCH_DAY + day):%Y-%m}"


def month_of(at: int) -> str:
    """The month in Greenwich, such as 2026-11."""
    return _month_of_day(at // DAY_S)


def _age(days: float) -> str:
    return next((name for limit, name in AGES if days < limit), OLDEST)
