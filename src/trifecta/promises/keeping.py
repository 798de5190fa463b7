"""
Readings kept as rows, and stamps in the log of what came to pass by itself.

Rows can be thrown away and made anew; stamps are facts, each told once. A history's readings are kept without stamps:
nobody is to be warned of what is long over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from trifecta.base import ids
from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.base.worktime import zones
from trifecta.log import journal, rows
from trifecta.promises import kept
from trifecta.promises.clocks import reading
from trifecta.promises.clocks.results import Passed, Run
from trifecta.promises.events import PromiseBroken, ThresholdPassed
from trifecta.promises.kept import KEY, READ, Kept, Key, key_of
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.models import Clock
from trifecta.tickets.events.flow import Opened, RequesterNamed
from trifecta.tickets.events.structure import Corrected

SWEEP = System("rule:sweep")
_PUT_BY, _PUT = ("ticket_id", *KEY), (*READ, "read_at", "changed_at")


def keep(
    ticket_id: int,
    *,
    at: datetime,
    force: InForce | None = None,
    since: datetime | None = None,
    tells: bool = True,
    after: str | None = None,
) -> int:
    """
    Read the ticket's clocks and keep them; return how many rows changed. Inside the act's transaction.

    since: what ended later than that is read again, too; else it keeps what came of it, whatever calendars say by now.
    tells: stamp breaches and thresholds in the log. after: the kind of what happened; where no promise minds it and
    nothing came to pass since the last reading, the rows are right as they are.
    """
    stream, known = ids.stream("ticket", ticket_id), kept.of(ticket_id)
    at = max([at, *(zones.at_second(row.read) for row in known.values())])
    force = force or in_force(at=at)
    if after is not None and not force.minds(after) and _is_as_it_was(known, force=force, at=at):
        return 0
    entries = journal.read(stream)
    runs = {key_of(run): run for run in read(entries, at=at, force=force)}
    latest = None if since is None else zones.epoch_s(since)
    stays = {key for key, row in known.items() if row.ended is not None and (latest is None or row.ended <= latest)}
    runs = {key: run for key, run in runs.items() if key not in stays}
    if tells:
        _stamp(ticket_id, runs.values(), known, entries)
    gone = [row.id for key, row in known.items() if key not in runs and key not in stays]
    return _write(ticket_id, runs, known, force=force, at=at) + _remove(gone)


def _is_as_it_was(known: Mapping[Key, Kept], *, force: InForce, at: datetime) -> bool:
    if not known or any(row.next is not None and row.next < zones.epoch_s(at) for row in known.values()):
        return False
    looked = zones.at_second(max(row.read for row in known.values()))
    return not force.changed_between(looked, at)


def read(entries: Sequence[Entry], *, at: datetime, force: InForce) -> list[Run]:
    """All runs of a ticket's story, by what is in force."""
    if not entries:
        return []
    under = force.under(entries[0].happened_at)
    asked = entries if force.reads_organization else ()
    requesters = {entry.event.requester for entry in asked if isinstance(entry.event, Opened | RequesterNamed)}
    return reading.read(
        entries,
        books=under.books,
        follows=under.follows,
        worked=force.worked,
        at=at,
        organizations=force.organizations(filter(None, requesters)),
    )


def run_of(clock: Clock, *, at: datetime) -> Run:
    """The whole reading behind a row; of a run that has ended, by the calendar that it ended by."""
    force = in_force(at=at)
    if not clock.is_open and clock.calendar_version is not None:
        force = force.by_calendar(clock.calendar_version)
    runs = read(journal.read(ids.stream("ticket", clock.ticket_id)), at=at, force=force)
    return next(run for run in runs if key_of(run) == (clock.promise, clock.subject, clock.run))


def _write(ticket_id: int, runs: Mapping[Key, Run], known: Mapping[Key, Kept], *, force: InForce, at: datetime) -> int:
    news = {key: run for key, run in runs.items() if key not in known or known[key].news != kept.news(run)}
    changed = [(ticket_id, *key, *kept.row(run, force=force), at, at) for key, run in news.items()]
    rows.put(Clock, _PUT_BY, _PUT, changed)
    return len(changed)


def _remove(gone: Sequence[int]) -> int:
    """Runs that never were, now that a fact was corrected."""
    return Clock.objects.filter(pk__in=gone).delete()[0] if gone else 0


def _stamp(ticket_id: int, runs: Iterable[Run], known: Mapping[Key, Kept], entries: Sequence[Entry]) -> None:
    """Tell what has come to pass since the last reading, and take back what turns out never to have happened."""
    stream = ids.stream("ticket", ticket_id)
    told: list[tuple[int, Event]] = []
    for run in runs:
        row = known.get(key_of(run))
        looked = row.read if row else run.started
        told += [(passed.second, _passing(run, passed)) for passed in run.passed if passed.second >= looked]
        before = row.broken if row else None
        if before is not None and before != run.broken:
            _take_back(stream, run, entries)
        if run.broken is not None and run.terms is not None and before != run.broken:
            told.append((run.broken, PromiseBroken(promise=Code(run.promise), **_whose(run))))
    for second, event in sorted(told, key=itemgetter(0)):
        journal.append(stream, event, by=SWEEP, at=zones.at_second(second))


def _passing(run: Run, passed: Passed) -> ThresholdPassed:
    sort, amount = passed.threshold
    named: dict[str, Any] = {"share": amount} if sort == "share" else {f"{sort}_s": int(amount)}
    return ThresholdPassed(promise=Code(run.promise), **named, **_whose(run))


def _whose(run: Run) -> dict[str, Any]:
    """What is as nearly always is left out."""
    return {
        "subject": Code(run.subject) if run.subject else None,
        "run": run.number if run.number > 1 else None,
    }


def _take_back(stream: str, run: Run, entries: Sequence[Entry]) -> None:
    stamp = PromiseBroken(promise=Code(run.promise), **_whose(run))
    superseded = {entry.event.supersedes for entry in entries if isinstance(entry.event, Corrected)}
    for entry in entries:
        if entry.event == stamp and entry.actor == SWEEP.actor and entry.seq not in superseded:
            journal.append(stream, Corrected(supersedes=entry.seq), by=SWEEP, at=entry.happened_at)
