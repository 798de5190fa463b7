"""What promises are read by at this moment: the versions of the book, the calendars, whose hours are whose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

from trifecta.base.worktime import zones
from trifecta.base.worktime.settling import SettledTime
from trifecta.calendars import loading, rules
from trifecta.calendars.loading import Present
from trifecta.calendars.models import CalendarVersion
from trifecta.customers.models import Customer, Site
from trifecta.log import rows
from trifecta.promises import written
from trifecta.promises.clocks import clock
from trifecta.promises.clocks import lines as ready
from trifecta.promises.clocks.lines import Lines
from trifecta.promises.clocks.told import TELLING
from trifecta.promises.models import BookVersion
from trifecta.promises.standard import with_words
from trifecta.promises.terms import Book, Facts, Hours, HoursOf, Terms, ZoneOf
from trifecta.staff.models import Team
from trifecta.tickets import replay, vocabulary
from trifecta.tickets.events.structure import Corrected


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    holds_from: datetime
    follows: bool
    lines: Lines


@dataclass(frozen=True, slots=True)
class Under:
    """The books that one ticket is under: the first one, then those that it followed and from which second on."""

    books: tuple[Lines, ...]
    follows: tuple[tuple[int, int], ...]


READ_ALWAYS = clock.ALWAYS_MINDED | TELLING | replay.MOVING.keys() | {Corrected.kind}
"""Kinds that change a reading whatever the terms."""
NOTHING_PROMISED = ready.lines(with_words(Book(())))


@dataclass(frozen=True)
class InForce:
    """Loaded once for an act or a batch; never kept longer, since any of it may be revised."""

    versions: tuple[Version, ...]
    calendars: tuple[Present, ...]
    at: datetime
    _times: dict[tuple[int, int | None, int | None], tuple[Hours, SettledTime]] = field(default_factory=dict)
    _versions_of: dict[SettledTime, int] = field(default_factory=dict)

    def under(self, opened_at: datetime) -> Under:
        """The latest version that held when the ticket was opened, and the later ones that open tickets follow."""
        held = [version for version in self.versions if version.holds_from <= opened_at]
        later = [version for version in self.versions if version.holds_from > opened_at and version.follows]
        books = (held[-1].lines if held else NOTHING_PROMISED, *(version.lines for version in later))
        follows = tuple((zones.epoch_s(version.holds_from), place) for place, version in enumerate(later, start=1))
        return Under(books, follows)

    def minds(self, kind: str) -> bool:
        """Whether an event of this kind may change what is read."""
        minds = (minds for version in self.versions for minds in version.lines.minds.values())
        return kind in READ_ALWAYS or any(kind in kinds for kinds in minds)

    def changed_between(self, after: datetime, until: datetime) -> bool:
        """Whether open tickets came under another version of the book."""
        return any(version.follows and after < version.holds_from <= until for version in self.versions)

    def worked(self, terms: Terms, facts: Facts) -> SettledTime:
        """The open time that terms mean; what a team or site does not say is the desk's."""
        hours = terms.hours
        key = id(hours), facts.get("team"), facts.get("site")  # to hash the hours would cost more than all the rest
        known = self._times.get(key)
        if known is None:
            known = self._times[key] = hours, self._worked(hours, facts)
        return known[1]

    def _worked(self, hours: Hours, facts: Facts) -> SettledTime:
        if hours.of is HoursOf.ALWAYS or not self.calendars:
            return loading.all_hours(rules.settled_until(self.at))
        calendar = self._calendar(hours, facts)
        zone = self._zones.get(facts.get("site") or 0, "") if hours.zone is ZoneOf.SITE else ""
        time = calendar.time_in(zone) if zone else calendar.time
        self._versions_of[time] = calendar.version_id
        return time

    def by_calendar(self, version: CalendarVersion) -> InForce:
        """The same with an earlier version of a calendar."""
        earlier = {
            calendar: calendar._replace(version_id=version.pk, fingerprint=version.fingerprint)
            for calendar in self.calendars
            if calendar.calendar_id == version.calendar_id
        }
        return InForce(self.versions, tuple(earlier.get(each, each) for each in self.calendars), self.at)

    def calendar_version_of(self, hours: SettledTime | None) -> int | None:
        """By which version of which calendar these hours are; none for all hours."""
        return self._versions_of.get(hours) if hours is not None else None

    def _calendar(self, hours: Hours, facts: Facts) -> Present:
        wanted = {
            HoursOf.CALENDAR: hours.calendar,
            HoursOf.TEAM: self._calendars_of_teams.get(facts.get("team") or 0),
        }.get(hours.of)
        found = next((calendar for calendar in self.calendars if calendar.calendar_id == wanted), None)
        return found or self._default

    @cached_property
    def _default(self) -> Present:
        return next((calendar for calendar in self.calendars if calendar.is_default), self.calendars[0])

    @cached_property
    def _calendars_of_teams(self) -> Mapping[int, int]:
        return dict(Team.objects.exclude(calendar=None).values_list("pk", "calendar_id"))

    @cached_property
    def _zones(self) -> Mapping[int, str]:
        return dict(Site.objects.exclude(zone="").values_list("pk", "zone"))

    @cached_property
    def reads_organization(self) -> bool:
        return any("organization" in version.lines.reads for version in self.versions)

    def organizations(self, requesters: Iterable[int]) -> dict[int, int | None]:
        """Of these customers, if any terms ask; else nothing."""
        if not self.reads_organization:
            return {}
        return dict(Customer.objects.filter(pk__in=requesters).values_list("pk", "organization_id"))


def in_force(*, at: datetime) -> InForce:
    """Two small queries; the rest when terms ask for it."""
    kept = sorted(rows.select(BookVersion, ("number", "holds_from", "follows", "fingerprint")))
    versions = (Version(number, since, follows, _lines(number, mark)) for number, since, follows, mark in kept)
    return InForce(tuple(versions), tuple(loading.present()), at)


@lru_cache(maxsize=32)
def _lines(number: int, fingerprint: str) -> Lines:  # noqa: ARG001  (a changed fingerprint is another book)
    kept = BookVersion.objects.get(number=number).definition
    return ready.lines(with_words(written.book_from_json(kept, vocabulary.vocabulary())))
