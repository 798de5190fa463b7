"""What follows from a ticket's story besides its own row: who follows it, and the rows of its clocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from trifecta.base.entries import Entry
from trifecta.base.worktime import zones
from trifecta.promises import keeping, kept
from trifecta.promises.clocks.results import Run
from trifecta.promises.kept import Kept
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.models import Clock, Recomputing
from trifecta.tickets import following
from trifecta.tickets.following import Follower
from trifecta.tickets.models import Participant

Told = Mapping[int, Sequence[Entry]]
"""Stories by the ticket's number."""


def differences(told: Told, *, at: datetime) -> Iterator[tuple[int, str]]:
    """The ticket's number and one sentence for each row that is not what the story says."""
    yield from _of_followers(told)
    if not clocks_are_being_read():
        looking = _Looking.at(at)
        for number, entries in told.items():
            for clock in looking.differences(number, entries):
                yield from ((number, sentence) for sentence in clock.sentences(number))


def repair(told: Told, *, at: datetime) -> None:
    """Write these rows anew. Inside a transaction that holds the tickets."""
    numbers = {number for number, _ in _of_followers(told)}
    Participant.objects.filter(ticket__in=numbers).delete()
    Participant.objects.bulk_create(
        Participant(ticket_id=number, role=role, **{f"{sort}_id": follower})
        for number in numbers
        for (sort, follower), role in following.followers(told[number]).items()
    )
    if not clocks_are_being_read():
        looking = _Looking.at(at)
        for number, entries in told.items():
            looking.repair(number, entries)


def clocks_are_being_read() -> bool:
    """Whether rows of clocks are about to be others, so that they can't be held against anything."""
    return Recomputing.objects.filter(done_at=None).exists()


def _of_followers(told: Told) -> Iterator[tuple[int, str]]:
    rows: dict[int, dict[Follower, str]] = {}
    followed = Participant.objects.filter(ticket__in=told).values_list("ticket_id", "customer_id", "agent_id", "role")
    for number, customer, agent, role in followed:
        rows.setdefault(number, {})[("customer", customer) if customer else ("agent", agent)] = role
    for number, entries in told.items():
        there, replayed = rows.get(number, {}), following.followers(entries)
        for who in sorted(there.keys() | replayed.keys()):
            if there.get(who) != replayed.get(who):
                yield (
                    number,
                    (
                        f"ticket:{number} is followed by {who[0]}:{who[1]} as {there.get(who)!r} in its rows, "
                        f"and its story says {replayed.get(who)!r}."
                    ),
                )


class _Clock(NamedTuple):
    """Of which a row (None: there is none) and what its story says (None: nothing) are not the same."""

    key: kept.Key
    row: Kept | None
    fresh: Run | None

    def sentences(self, number: int) -> Iterator[str]:
        promise, subject, run = self.key
        name = f"{promise}{f' of {subject}' if subject else ''}{f' (run {run})' if run > 1 else ''}"
        if self.row is None:
            yield f"ticket:{number} has the clock {name} by its story, and no row for it."
        elif self.fresh is None:
            yield f"ticket:{number} has the clock {name} in its rows, and its story knows of none."
        else:
            there, replayed = kept.shown(self.row.news), kept.shown(kept.news(self.fresh))
            for column in (column for column in there if there[column] != replayed[column]):
                yield (
                    f"ticket:{number} has the clock {name} with {column} = {there[column]!r} in its row, "
                    f"and its story says {replayed[column]!r}."
                )


@dataclass(frozen=True, slots=True)
class _Looking:
    """
    Holds rows of clocks against a reading of their story.

    instant: now. changed_at: when terms or hours were last others; what ended before keeps what came of it, so
    nothing is said of it.
    """

    instant: datetime
    force: InForce
    changed_at: datetime | None

    @classmethod
    def at(cls, at: datetime) -> _Looking:
        latest = Recomputing.objects.filter(after_entry=None).order_by("-asked_at").values_list("asked_at", flat=True)
        return cls(at, in_force(at=at), latest.first())

    def differences(self, number: int, entries: Sequence[Entry]) -> list[_Clock]:
        if not entries or max(entry.happened_at for entry in entries) > self.instant:
            return []  # somebody is at work on it at this moment, or a source told of the future
        rows = kept.of(number)
        instant = _as_of(entries, rows)
        runs = {kept.key_of(run): run for run in keeping.read(entries, at=instant, force=self.force)}
        clocks = (_Clock(key, rows.get(key), runs.get(key)) for key in sorted(rows.keys() | runs.keys()))
        return [
            each
            for each in clocks
            if (each.row is None or self._tells(each.row, instant))
            and (each.row is None or each.fresh is None or each.row.news != kept.news(each.fresh))
        ]

    def repair(self, number: int, entries: Sequence[Entry]) -> None:
        """Nothing is told: what came to pass is in the story already, or the sweep is still to find it."""
        found = self.differences(number, entries)
        at = _as_of(entries, kept.of(number))
        for (promise, subject, run), _, fresh in found:
            clock = Clock.objects.filter(ticket=number, promise=promise, subject=subject, run=run)
            if fresh is None:
                clock.delete()
                continue
            columns = dict(zip(kept.READ, kept.row(fresh, force=self.force), strict=True))
            told = {**columns, "read_at": at, "changed_at": at}
            if not clock.update(**told):
                Clock.objects.create(ticket_id=number, promise=promise, subject=subject, run=run, **told)

    def _tells(self, row: Kept, instant: datetime) -> bool:
        """Whether a row must be what a reading gives: the sweep is not behind with it, and nothing else has changed."""
        if not row.is_open:
            return self.changed_at is None or row.read >= zones.epoch_s(self.changed_at)
        is_due = row.next is not None and row.next < zones.epoch_s(instant)
        return not is_due and row.state != "unknown"


def _as_of(entries: Sequence[Entry], rows: Mapping[kept.Key, Kept]) -> datetime:
    """When the rows were last right, whatever has come to pass by itself since then."""
    read = (zones.at_second(row.read) for row in rows.values())
    return max([*(entry.happened_at for entry in entries), *read])
