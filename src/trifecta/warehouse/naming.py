"""
Ids of the store into names and back. Free of engines: pages and commands import it.

Names are joined when they are shown and are never in the store, so that erasing a person needs no rebuild.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.catalog.models import Category, Item, Service
from trifecta.contacts import rules as contacts
from trifecta.contacts.models import Contact
from trifecta.customers.models import Customer, Department, Organization, Site
from trifecta.metrics.answer import Answer
from trifecta.parts import words
from trifecta.parts.clocks.naming import promise_name
from trifecta.promises import called
from trifecta.promises import codes as promises
from trifecta.promises.drafting.wording import PROMISES
from trifecta.staff.models import Agent, Level, Team
from trifecta.tickets import codes
from trifecta.tickets.models import Ticket

Value = int | str | None
Where = tuple[tuple[str, str], ...]
MOST_COMPARED = 20_000
"""Names among which near ones are looked for."""


class UnknownName(TrifectaError):
    """No row of this name."""


TABLES: Mapping[str, type[Model]] = {
    "agent": Agent,
    "assignee": Agent,
    "category": Category,
    "customer": Customer,
    "department": Department,
    "first_team": Team,
    "from_team": Team,
    "item": Item,
    "organization": Organization,
    "owner": Agent,
    "requester": Customer,
    "service": Service,
    "site": Site,
    "team": Team,
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In the order of their rank. is_used: whether a foreign history brought this code of its own."""

    codes: tuple[str, ...]
    word: Callable[[str], str]
    is_used: Callable[[str], bool] = lambda _code: False


def _is_channel_used(code: str) -> bool:
    return Contact.objects.filter(channel=code).exists() or Ticket.objects.filter(channel=code).exists()


VOCABULARIES: Mapping[str, Vocabulary] = {
    "channel": Vocabulary(tuple(choice.code for choice in codes.CHANNELS), words.channel, _is_channel_used),
    "answer": Vocabulary(tuple(words.ANSWERS), words.handoff_answer),
    "direction": Vocabulary(contacts.DIRECTIONS, str),
    "outcome": Vocabulary((*contacts.OUTCOMES, *words.OUTCOMES), words.outcome),
    "level": Vocabulary(tuple(filter(None, Level.values)), lambda code: str(dict(Level.choices).get(code, code))),
    "priority": Vocabulary(
        tuple(choice.code for choice in codes.PRIORITIES),
        lambda code: words.priority(int(code)) if code.isdecimal() else code,
    ),
    "kind": Vocabulary(tuple(words.KINDS_OF_PROMISE), words.promise_kind),
    "promise": Vocabulary(tuple(PROMISES), promise_name, lambda _code: True),
    "reason": Vocabulary(
        (*(choice.code for choice in (*codes.HANDOFF_REASONS, *promises.WAIVERS)), *words.ENDINGS),
        words.reason,
        lambda _code: True,
    ),
    "sort": Vocabulary(tuple(choice.code for choice in codes.SORTS), words.sort),
}


GIVEN: Mapping[str, Callable[[], Mapping[str, str]]] = {"terms": called.names_of_terms}
"""Codes to which people of the desk gave names."""


def names(dimension: str, values: Iterable[Value]) -> dict[Value, str]:
    """What to show for each value of a dimension, in one query; two rows of one name are told apart by their ids."""
    wanted = set(values)
    shown: dict[Value, str] = {None: _without(dimension)} if None in wanted else {}
    wanted.discard(None)
    if dimension in TABLES:
        return shown | _names_of_rows(TABLES[dimension], wanted)
    if dimension in GIVEN:
        given = GIVEN[dimension]()
        return shown | {value: given.get(str(value), str(value).replace("_", " ")) for value in wanted}
    word = VOCABULARIES[dimension].word if dimension in VOCABULARIES else str
    return shown | {value: word(str(value)) for value in wanted}


def has_row(dimension: str, number: int) -> bool:
    """Whether there is a row of this id behind the dimension."""
    return TABLES[dimension]._default_manager.filter(pk=number).exists()


def rank(dimension: str, value: Value, name: str) -> tuple[bool, int, str]:
    """Where a value stands in a list: codes in their own order, everything else by name, what has none last."""
    codes = VOCABULARIES[dimension].codes if dimension in VOCABULARIES else ()
    place = codes.index(str(value)) if str(value) in codes else len(codes)
    return (value is None, place, name)


def names_in(answer: Answer) -> dict[str, dict[Value, str]]:
    """The names of every dimension of an answer: one query for each."""
    dimensions = answer.rows[0].dims if answer.rows else {}
    return {name: names(name, (cell.dims[name] for cell in answer.rows)) for name in dimensions}


def find(dimension: str, text: str) -> str:
    """
    The id or code, as a question wants it, of what a person calls `text`.

    Case does not matter; an id is found too, and “none” is what has no value. Raises UnknownName, which says what is
    near.
    """
    if text.strip().casefold() in {"", _("none").casefold(), _without(dimension).casefold()}:
        return ""
    if dimension in TABLES:
        return _id_of_row(dimension, TABLES[dimension], text.strip())
    if dimension in GIVEN:
        given = GIVEN[dimension]()
        return _code(dimension, Vocabulary(tuple(given), given.__getitem__, lambda _code: True), text.strip())
    if dimension in VOCABULARIES:
        return _code(dimension, VOCABULARIES[dimension], text.strip())
    return text


def find_all(pairs: Iterable[tuple[str, str]]) -> Where:
    """As `find`, for a question's `where`."""
    return tuple((dimension, find(dimension, text)) for dimension, text in pairs)


def _without(dimension: str) -> str:
    """Of contacts and promises: what has not ended has no outcome yet."""
    return {"level": _("not known"), "outcome": _("open")}.get(dimension, _("none"))


def unknown(sentence: str, text: str, known: Sequence[str]) -> str:
    """
    A sentence that ends with what is near, if anything is.

    >>> unknown("There is no metric “fcr”.", "fcr", ["fcr_measured", "backlog_weeks"])
    'There is no metric “fcr”. Did you mean fcr_measured?'
    """
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(text.casefold(), folded, n=3, cutoff=0.5)
    near += [name for name in folded if name.startswith(text.casefold()) and name not in near]
    if not near:
        return sentence
    return f"{sentence} Did you mean {', '.join(folded[name] for name in near[:3])}?"


def _names_of_rows(table: type[Model], ids: set[Any]) -> dict[Value, str]:
    found = dict(table._default_manager.filter(pk__in=ids).values_list("pk", "name"))
    times = Counter(found.values())
    told = {pk: name if times[name] == 1 else f"{name} ({pk})" for pk, name in found.items()}
    return {value: told.get(value, f"#{value}") for value in ids}


def _id_of_row(dimension: str, table: type[Model], text: str) -> str:
    rows = table._default_manager
    found = list(rows.filter(name__iexact=text).values_list("pk", flat=True)[:2])
    if not found and text.isdecimal():
        found = list(rows.filter(pk=int(text)).values_list("pk", flat=True))
    if len(found) == 1:
        return str(found[0])
    if found:
        raise UnknownName(f"Several rows of {dimension} are named “{text}”; give the id instead of the name.")
    known = list(rows.order_by("pk").values_list("name", flat=True)[:MOST_COMPARED])
    raise UnknownName(unknown(f"There is no {dimension} “{text}”.", text, known))


def _code(dimension: str, vocabulary: Vocabulary, text: str) -> str:
    spoken = {code.casefold(): code for code in vocabulary.codes}
    spoken |= {vocabulary.word(code).casefold(): code for code in vocabulary.codes}
    if text.casefold() in spoken:
        return spoken[text.casefold()]
    if vocabulary.is_used(text):
        return text
    raise UnknownName(unknown(f"There is no {dimension} “{text}”.", text, list(spoken)))
