"""The cases behind a number: as rows of today, each with what it adds to the number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import TypeAlias

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from trifecta.contacts.models import Contact
from trifecta.metrics.answer import Cases
from trifecta.metrics.metric import Metric
from trifecta.parts import figures
from trifecta.screens.metric.asked import Asked
from trifecta.staff.models import Agent
from trifecta.tickets.models import Ticket
from trifecta.warehouse import asking
from trifecta.web.format import number
from trifecta.web.measures import measure

PER_PAGE = 50
Thing: TypeAlias = "Ticket | Contact"


@dataclass(frozen=True, slots=True)
class Row:
    """on: the day on which it counts. amount, times, hits: as in `answer.Cases`; told: the amount in words."""

    thing: Thing
    on: date
    amount: int | None
    told: str
    times: int
    hits: int | None
    is_hit: bool


@dataclass(frozen=True, slots=True)
class CaseList:
    """
    A page of them. subject: ticket or contact; count: those listed, of total; times_count: how often they count;
    hit_count: those that a share counts.

    next_start: 0 when this is the end
    """

    subject: str = "ticket"
    rows: list[Row] = field(default_factory=list)
    count: int = 0
    total: int = 0
    times_count: int = 0
    hit_count: int | None = None
    next_start: int = 0
    is_computing: bool = False
    failure: str = ""


def read(asked: Asked, *, by: Agent, at: datetime, start: int, only_hits: bool) -> CaseList:
    """What has become invisible or was erased since the numbers were made is left out."""
    kept = asking.ask_cases(asked.one(), by=by, at=at)
    if kept.answer is None:
        return CaseList(is_computing=kept.is_computing, failure=kept.failure)
    found = kept.answer
    hits = found.hit_count or 0
    count = hits if only_hits else found.count
    last = min(start + PER_PAGE, count, len(found.ids))
    return CaseList(
        subject=found.subject,
        rows=list(_rows(asked.metric, found, range(start, last), by=by)),
        count=count,
        total=found.count,
        times_count=found.times_count,
        hit_count=found.hit_count,
        next_start=last if last < min(count, len(found.ids)) else 0,
    )


def every(asked: Asked, found: Cases, *, by: Agent, only_hits: bool) -> Iterator[Row]:
    """All that are listed, a page of queries at a time."""
    places = iter(range((found.hit_count or 0) if only_hits else len(found.ids)))
    while some := list(islice(places, 500)):
        yield from _rows(asked.metric, found, some, by=by)


def amount_title(metric: Metric) -> str:
    """What the amounts of the cases are; nothing where only the case counts."""
    if metric.unit == "share" or metric.interval == "bootstrap":
        return _(metric.label)
    if metric.unit == "s":
        return ", ".join(filter(None, [_("Time"), figures.unit_word(metric)]))
    return ""


def _rows(metric: Metric, found: Cases, places: range | list[int], *, by: Agent) -> Iterator[Row]:
    things = _things(found.subject, by).in_bulk([found.ids[place] for place in places])
    for place in places:
        thing, amount = things.get(found.ids[place]), found.amounts[place]
        if thing is not None:
            times, hits = found.times[place], found.hits[place]
            is_one = hits is None or times == 1
            told = _told(metric, amount, has_ended=found.ended[place]) if is_one else _part(hits or 0, times)
            on, is_hit = date.fromisoformat(found.days[place]), found.hit_count is not None and bool(amount)
            yield Row(thing, on, amount, told, times, hits, is_hit)


def _things(subject: str, by: Agent) -> QuerySet[Ticket] | QuerySet[Contact]:
    if subject == "contact":
        return Contact.objects.select_related("customer", "agent", "ticket_link__ticket")
    return Ticket.objects.visible_to(by).select_related("requester", "owner", "team", "assignee", "service")


def _part(hits: int, times: int) -> str:
    return _("%(hits)s of %(times)s") % {"hits": number(hits), "times": number(times)}


def _told(metric: Metric, amount: int | None, *, has_ended: bool) -> str:
    if amount is None:
        return ""
    if metric.unit == "share" and metric.interval == "ratio":
        return measure(amount, "worked")
    if metric.unit == "share":
        return _("yes") if amount else _("no")
    if metric.unit != "s":
        return measure(amount, "count")
    told = measure(amount, figures.unit_of(metric))
    return told if has_ended else _("%(time)s so far") % {"time": told}
