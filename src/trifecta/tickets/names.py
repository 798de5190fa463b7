"""The names behind the ids of a story, looked up in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from trifecta.base import ids
from trifecta.catalog.models import Category, Item, Service
from trifecta.customers.models import Customer, Site
from trifecta.staff.models import Agent, Team
from trifecta.tickets.timeline import Moment, Name

TABLES: Mapping[str, type[Model]] = {
    "agent": Agent,
    "team": Team,
    "customer": Customer,
    "site": Site,
    "service": Service,
    "item": Item,
    "category": Category,
}


def names_of(moments: Iterable[Moment]) -> dict[Name, str]:
    """
    The name of everyone and everything the moments speak of; at most one query per table, seven in all.

    Tickets, contacts, changes and problems are named by their references, which needs none.
    """
    wanted: dict[str, set[int]] = {}
    for moment in moments:
        for sort, number in (*moment.refers.values(), *filter(None, [moment.who])):
            wanted.setdefault(sort, set()).add(number)
    names: dict[Name, str] = {}
    for sort, numbers in wanted.items():
        names |= {(sort, number): name for number, name in _look_up(sort, numbers)}
    return names


def _look_up(sort: str, numbers: set[int]) -> Iterable[tuple[Any, str]]:
    if sort in ids.PREFIXES:
        return [(number, ids.reference(sort, number)) for number in numbers]
    return TABLES[sort]._default_manager.filter(pk__in=numbers).values_list("pk", "name")
