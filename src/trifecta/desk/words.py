"""
Everything at the desk that is prose: where it stands, how it is removed, and how a person's name is taken out of it.

Facts stay in the log whatever becomes of the words (ADR 0005). A test demands that each column of text is named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet

from trifecta.care.models import Survey
from trifecta.records.models import Change, Problem
from trifecta.tickets.models import Message, Remark, Ticket

GONE = "[erased]"
STAND_IN = "Erased person"
"""The name of whoever was erased."""
PROSE: tuple[tuple[type[Model], str], ...] = (
    (Message, "body"),
    (Remark, "body"),
    (Ticket, "subject"),
    (Survey, "remark"),
    (Change, "title"),
    (Problem, "title"),
)
_SHORTEST_NAME, _SHORTEST_NUMBER = 5, 6
_SIGNED = 3
"""Lines at the end of a letter in which its writer may be named."""


class Text(NamedTuple):
    """One text: the column of the row of this number."""

    model: type[Model]
    column: str
    number: int


@dataclass(frozen=True, slots=True)
class Removed:
    """How many of each are gone."""

    messages: int = 0
    remarks: int = 0
    subjects: int = 0
    surveys: int = 0

    def __add__(self, other: Removed) -> Removed:
        return Removed(
            self.messages + other.messages,
            self.remarks + other.remarks,
            self.subjects + other.subjects,
            self.surveys + other.surveys,
        )


def remove(tickets: QuerySet[Ticket]) -> Removed:
    """All that was said on these tickets and in their surveys."""
    of_these = Q(ticket__in=tickets.values("pk"))
    return Removed(
        messages=Message.objects.filter(of_these).delete()[0],
        remarks=Remark.objects.filter(of_these).delete()[0],
        subjects=Ticket.objects.filter(pk__in=tickets.values("pk")).exclude(subject="").update(subject=""),
        surveys=Survey.objects.filter(of_these).exclude(remark="").update(remark=""),
    )


def remove_places(places: Iterable[tuple[str, int]]) -> Removed:
    """What was said by these entries (stream, seq), on whose ticket ever."""
    removed = Removed()
    for messages, remarks in said_by(places):
        removed += Removed(messages=messages.delete()[0], remarks=remarks.delete()[0])
    return removed


def said_by(places: Iterable[tuple[str, int]]) -> Iterator[tuple[QuerySet[Message], QuerySet[Remark]]]:
    """What stands at each of these places on a ticket: at most one of the two."""
    for stream, seq in places:
        sort, _, number = stream.partition(":")
        if sort == "ticket":
            here = {"ticket": int(number), "seq": seq}
            yield Message.objects.filter(**here), Remark.objects.filter(**here)


def marks_of(name: str, *more: str) -> list[str]:
    """
    By what a person is named in prose; what is too short to be theirs alone is left out.

    >>> marks_of("Mira Vogel", "mira@example.org", "", "12")
    ['Mira Vogel', 'Vogel, Mira', 'Vogel Mira', 'mira@example.org']
    """
    first, _, last = name.rpartition(" ")
    names = [name, f"{last}, {first}", f"{last} {first}"] if first else [name]
    return [mark for mark in names if len(mark) >= _SHORTEST_NAME] + [
        mark for mark in more if len(mark) >= _SHORTEST_NUMBER
    ]


def strike(text: str, marks: Sequence[str]) -> str:
    """
    >>> strike("Call Mira Vogel, or mira vogel's desk", ["Mira Vogel"])
    "Call [erased], or [erased]'s desk"
    >>> strike("Mira Vogels Drucker, nicht der von Palmira Vogel", ["Mira Vogel"])
    '[erased]s Drucker, nicht der von Palmira Vogel'
    >>> strike("Mariella waits", ["Marie"])
    'Mariella waits'
    """
    # A name may be in the genitive.
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, marks))})(?=s?(?!\w))", GONE, text, flags=re.IGNORECASE)


def unsign(text: str, first_name: str) -> str:
    """
    Take the first name from under a letter of their own; elsewhere it may be anybody's.

    >>> unsign("Joris, it works again.\\n\\nRegards\\nJoris, Service Desk", "Joris")
    'Joris, it works again.\\n\\nRegards\\n[erased], Service Desk'
    >>> unsign("It works again.\\nJoris Willems looks at it.\\nBest regards, Joris", "Joris")
    'It works again.\\nJoris Willems looks at it.\\nBest regards, [erased]'
    """
    lines = text.split("\n")
    for place in range(max(len(lines) - _SIGNED, 1), len(lines)):
        lines[place] = re.sub(rf"(^\W*|,\s*){re.escape(first_name)}(?=\s*(?:,|$))", rf"\1{GONE}", lines[place])
    return "\n".join(lines)


def naming(marks: Sequence[str]) -> list[Text]:
    """The texts in which a person is named by one of these; looks at all there are."""
    found = []
    for model, column in PROSE if marks else ():
        wanted = Q()
        for mark in marks:
            wanted |= Q(**{f"{column}__icontains": mark})
        numbers = model._default_manager.filter(wanted).values_list("pk", flat=True)
        found += [Text(model, column, number) for number in numbers]
    return found


def strike_out(found: Iterable[Text], marks: Sequence[str]) -> int:
    """Take a person's marks out of these texts; how many named them."""
    count = 0
    for model, column, number in found:
        row = model._default_manager.filter(pk=number)
        for text in row.values_list(column, flat=True):
            if (struck := strike(text, marks)) != text:
                count += row.update(**{column: struck})
    return count


def strike_signatures(places: Iterable[tuple[str, int]], first_name: str) -> int:
    """Take it from under what they wrote, by (stream, seq); under how much of it the name stood."""
    count = 0
    for said in chain.from_iterable(said_by(places)):
        for body in said.values_list("body", flat=True):
            if (unsigned := unsign(body, first_name)) != body:
                count += said.update(body=unsigned)
    return count
