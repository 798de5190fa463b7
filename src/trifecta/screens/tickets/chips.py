"""The chosen filters that the sentence does not show, each with the address of the list without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from trifecta.screens.tickets.filters import Filters

CURSORS = ("after", "before", "find")


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    without_url: str


def chips(filters: Filters, asked: QueryDict, *, requester: str) -> list[Chip]:
    """requester: the name of the customer the list is narrowed to, if it is."""
    chosen = [name for name in Filters.MORE if filters.cleaned_data.get(name)]
    labels = {name: _("%(filter)s: %(value)s") % _words(filters, name) for name in chosen}
    if requester:
        labels["requester"] = _("of %(customer)s") % {"customer": requester}
    return [Chip(label, without(asked, name)) for name, label in labels.items()]


def without(asked: QueryDict, *names: str) -> str:
    """The same list from its beginning, less these filters."""
    kept = asked.copy()
    for name in (*CURSORS, *names):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"


def _words(filters: Filters, name: str) -> dict[str, str]:
    value = filters.cleaned_data[name]
    in_words = date_format(value, pgettext("date format", "j M Y")) if isinstance(value, date) else filters.said(name)
    return {"filter": str(filters.fields[name].label), "value": in_words}
