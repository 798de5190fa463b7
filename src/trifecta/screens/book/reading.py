"""What the pages of the book are read with: names, opening hours and who wrote what; a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trifecta.base.conditions import words
from trifecta.base.conditions.tree import Condition
from trifecta.base.conditions.vocabulary import Vocabulary
from trifecta.base.worktime import zones
from trifecta.base.worktime.calendar import DAY_S, Calendar, always_open, merged
from trifecta.base.worktime.working_days import Unit
from trifecta.calendars.models import CalendarVersion
from trifecta.parts import spoken
from trifecta.preferences.models import Desk
from trifecta.promises.drafting import draft, wording
from trifecta.promises.drafting.draft import Written
from trifecta.promises.terms import HoursOf, Terms
from trifecta.tickets.vocabulary import FIELDS, DeskNames

ALWAYS = always_open()


@dataclass(frozen=True, slots=True)
class Known:
    """A calendar by its name, as it holds now."""

    name: str
    hours: Calendar
    is_default: bool


@dataclass(frozen=True, slots=True)
class Reading:
    vocabulary: Vocabulary
    calendars: Mapping[int, Known]

    def condition(self, condition: Condition) -> str:
        """In the language in which it is written; empty for all tickets."""
        return words.words(condition, self.vocabulary)

    def calendar_of(self, terms: Terms) -> Calendar:
        """The opening hours that terms mean; those of a team are the desk's until one knows which team."""
        if terms.hours.of is HoursOf.ALWAYS:
            return ALWAYS
        named = self.calendars.get(terms.hours.calendar or 0) if terms.hours.of is HoursOf.CALENDAR else None
        default = next((known for known in self.calendars.values() if known.is_default), None)
        found = named or default
        return found.hours if found else ALWAYS

    def calendar_name(self, terms: Terms) -> str:
        known = self.calendars.get(terms.hours.calendar or 0)
        return known.name if known else ""

    def target(self, terms: Terms) -> str:
        return spoken.said(wording.target_in_words(terms.target, self.calendar_of(terms)))

    def hours(self, terms: Terms) -> str:
        return spoken.said(wording.hours_in_words(terms, calendar_name=self.calendar_name(terms)))

    def days_of(self, terms: Terms) -> float | None:
        """The target in days of its own hours."""
        if terms.target is None:
            return None
        if terms.target.unit is not Unit.BUSINESS_SECONDS:
            return float(max(terms.target.amount, 1))
        week = self.calendar_of(terms).week
        lengths = [sum(window.end_s - window.start_s for window in merged(day)) for day in week if day]
        return terms.target.amount / (sum(lengths) / len(lengths) if lengths else DAY_S)


def vocabulary() -> Vocabulary:
    """In which a day begins at midnight of the desk."""
    desk = Desk.objects.first()
    return Vocabulary(FIELDS, DeskNames(), zones.zone(desk.zone if desk else "UTC"))


def reading(conditions: Iterable[Condition] = (), *, known: Vocabulary | None = None) -> Reading:
    """The names in these conditions are looked up at once."""
    known = known or vocabulary()
    if isinstance(known.names, DeskNames):
        known.names.look_up(conditions)
    versions = CalendarVersion.objects.current().select_related("calendar").order_by("calendar__name")
    calendars = {
        version.calendar_id: Known(version.calendar.name, version.hours, version.calendar.is_default)
        for version in versions
    }
    return Reading(known, calendars)


def written_book() -> tuple[Written, Reading]:
    """The book as it is being changed, and what it is read with."""
    known = vocabulary()
    book = draft.read(known)
    conditions = [terms.applies for terms in (*book.book.terms, *book.holding.terms)]
    return book, reading(conditions, known=known)
