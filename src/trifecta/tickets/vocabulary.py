"""What conditions may say of a ticket."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Any

from django.db.models import Model, QuerySet, Value
from django.db.models.functions import Lower

from trifecta.base.conditions import tree
from trifecta.base.conditions.vocabulary import Code, Field, Instant, Name, Number, Vocabulary
from trifecta.catalog.models import Category, Item, Service
from trifecta.customers.models import Customer, Organization, Site
from trifecta.staff.models import Agent, Team
from trifecta.tickets import codes, replay
from trifecta.tickets.models import SORTS, STATES

FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("sort", Code(SORTS), "sort"),
        Field("impact", Number(), "impact"),
        Field("urgency", Number(), "urgency"),
        Field("priority", Number(), "priority"),
        Field("channel", Code(tuple(choice.code for choice in codes.CHANNELS), is_open=True), "channel"),
        Field("state", Code(STATES), "state"),
        Field("requester", Name("customer"), "requester"),
        Field("organization", Name("organization"), "requester__organization"),
        Field("site", Name("site"), "site"),
        Field("service", Name("service"), "service"),
        Field("item", Name("item"), "item"),
        Field("category", Name("category"), "category"),
        Field("team", Name("team"), "team"),
        Field("team_changes", Number(), "team_change_count"),
        Field("owner", Name("agent"), "owner"),
        Field("assignee", Name("agent"), "assignee"),
        Field("opened_at", Instant(), "opened_at"),
    )
}
_TABLES: Mapping[str, type[Model]] = {
    "customer": Customer,
    "organization": Organization,
    "site": Site,
    "service": Service,
    "item": Item,
    "category": Category,
    "team": Team,
    "agent": Agent,
}
_NEAR = 500
"""Among so many names a mistyped one is looked for."""


def vocabulary(*, zone: tzinfo = UTC) -> Vocabulary:
    """The fields of a ticket, with the names as they are now. zone: the desk's."""
    return Vocabulary(FIELDS, DeskNames(), zone)


def facts(row: Mapping[str, Any], *, organization: int | None) -> dict[str, Any]:
    """
    What a test of a condition reads. row: the columns of a ticket, as `replay` gives them or `vars` of the row;
    organization: the requester's, which no ticket tells
    """
    return {"organization": organization} | {name: row[column] for name, column in replay.FACTS.items()}


class DeskNames:
    """The names of the desk's rows; what was looked up once is remembered as long as this object lives."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, int], str | None] = {}
        self._ids: dict[tuple[str, str], Sequence[int]] = {}

    def ids(self, of: str, name: str) -> Sequence[int]:
        if (of, name) not in self._ids:
            found = _rows(of).filter(lowered=Lower(Value(name))).order_by("pk")
            self._ids[of, name] = [*found.values_list("pk", flat=True)[:2]]
        return self._ids[of, name]

    def near(self, of: str, name: str) -> Sequence[str]:
        """Those that begin alike, so that among many the meant one is probably there."""
        begins_alike = _rows(of).filter(lowered__startswith=name[:1].lower())
        return [*begins_alike.order_by("lowered").values_list("name", flat=True)[:_NEAR]]

    def name(self, of: str, number: int) -> str | None:
        if (of, number) not in self._names:
            self._names[of, number] = _rows(of).filter(pk=number).values_list("name", flat=True).first()
        return self._names[of, number]

    def look_up(self, conditions: Iterable[tree.Condition]) -> None:
        """Remember all names in these conditions, with two queries per table at most."""
        wanted: dict[str, set[int]] = {}
        for condition in conditions:
            for comparison in tree.comparisons(condition):
                sort = FIELDS[comparison.field].sort
                if isinstance(sort, Name):
                    wanted.setdefault(sort.of, set()).update(tree.values_of(comparison))
        for of, numbers in wanted.items():
            self._remember(of, numbers)

    def _remember(self, of: str, numbers: set[int]) -> None:
        names = dict(_rows(of).filter(pk__in=numbers).values_list("pk", "name"))
        self._names |= {(of, number): names.get(number) for number in numbers}
        alike = _rows(of).filter(lowered__in=[Lower(Value(name)) for name in names.values()]).order_by("pk")
        by_name: dict[str, list[int]] = {}
        for number, name in alike.values_list("pk", "name"):
            by_name.setdefault(name.lower(), []).append(number)
        self._ids |= {(of, name): by_name[name.lower()] for name in names.values()}


def _rows(of: str) -> QuerySet[Any]:
    return _TABLES[of]._default_manager.annotate(lowered=Lower("name"))
