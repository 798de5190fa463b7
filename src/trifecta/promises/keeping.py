"""
Readings kept as rows, and stamps in the log of what came to pass by itself.

Rows can be thrown away and made anew; stamps are facts, each told once. A history's readings are kept without stamps:
nobody is to be warned of what is long over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from trifecta.base import ids
from trifecta.base.actors import System
from trifecta.base.entries import Entry
from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.base.worktime import zones
from trifecta.log import journal, rows
from trifecta.promises.clocks import reading
from trifecta.promises.clocks.results import Passed, Run
from trifecta.promises.events import PromiseBroken, ThresholdPassed
from trifecta.promises.loading import InForce, in_force
from trifecta.promises.models import Clock
from trifecta.tickets.events.flow import Opened, RequesterNamed
from trifecta.tickets.events.structure import Corrected

SWEEP = System("rule:sweep")
Key: TypeAlias = tuple[str, str, int]
KEY = ("promise", "subject", "run")
NEWS = (
    *("kind", "terms", "team_id", "state", "is_open", "outcome", "reason", "started_at", "due_at", "broken_at"),
    *("ended_at", "next_at", "target_s", "is_named"),
)
# What counts up by itself is no news: it is written when anything else is.
READ = (*NEWS, "spent_s", "paused_s", "calendar_version_id")
_ROW = ("id", "ticket_id", *KEY, "read_at", *READ)
_STANDING = ("id", "ticket_id", *KEY, *NEWS)
_PUT_BY, _PUT = ("ticket_id", *KEY), (*READ, "read_at", "changed_at")
_news = itemgetter(*NEWS)


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
    stream, known = ids.stream("ticket", ticket_id), rows_of(ticket_id)
    at = max([at, *(row["read_at"] for row in known.values())])
    force = force or in_force(at=at)
    if after is not None and not force.minds(after) and _is_as_it_was(known, force=force, at=at):
        return 0
    entries = journal.read(stream)
    runs = {key_of(run): run for run in read(entries, at=at, force=force)}
    kept = {key for key, row in known.items() if row["ended_at"] and (since is None or row["ended_at"] <= since)}
    runs = {key: run for key, run in runs.items() if key not in kept}
    if tells:
        _stamp(ticket_id, runs.values(), known, entries)
    gone = [row["id"] for key, row in known.items() if key not in runs and key not in kept]
    return _write(ticket_id, runs, known, force=force, at=at) + _remove(gone)


def _is_as_it_was(known: Mapping[Key, Mapping[str, Any]], *, force: InForce, at: datetime) -> bool:
    looked = max((row["read_at"] for row in known.values()), default=None)
    is_due = any(row["next_at"] is not None and row["next_at"] < at for row in known.values())
    return looked is not None and not is_due and not force.changed_between(looked, at)


def read(entries: Sequence[Entry], *, at: datetime, force: InForce) -> list[Run]:
    """All runs of a ticket's story, by what is in force."""
    if not entries:
        return []
    under = force.under(entries[0].happened_at)
    requesters = {entry.event.requester for entry in entries if isinstance(entry.event, Opened | RequesterNamed)}
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


def key_of(run: Run) -> Key:
    return run.promise, run.subject, run.number


def rows_of(ticket_id: int) -> dict[Key, dict[str, Any]]:
    return rows_of_many([ticket_id]).get(ticket_id, {})


def rows_of_many(tickets: Sequence[int]) -> dict[int, dict[Key, dict[str, Any]]]:
    """By ticket; those without a row are not there."""
    found: dict[int, dict[Key, dict[str, Any]]] = {}
    for row in rows.select(Clock, _ROW, ticket_id=tickets):
        told = dict(zip(_ROW, row, strict=True))
        found.setdefault(told["ticket_id"], {})[told["promise"], told["subject"], told["run"]] = told
    return found


class Standing(NamedTuple):
    """A row as far as a reading is held against it. news: by the names of NEWS, its instants as whole seconds."""

    id: int
    is_open: bool
    news: tuple[Any, ...]


def standings(tickets: Sequence[int]) -> dict[int, dict[Key, Standing]]:
    """`rows_of_many` for very many; those without a row are not there."""
    found: dict[int, dict[Key, Standing]] = {}
    for number, ticket, promise, subject, run, *news in rows.stored(Clock, _STANDING, ticket_id=tickets):
        found.setdefault(ticket, {})[promise, subject, run] = Standing(number, bool(news[_IS_OPEN]), tuple(news))
    return found


_IS_OPEN = NEWS.index("is_open")


def news_of(run: Run) -> tuple[Any, ...]:
    """A reading by the names of NEWS, its instants as whole seconds."""
    team, terms = run.subject.removeprefix("team:"), run.terms
    return (
        *(("told", "") if terms is None else (terms.kind, terms.code)),
        int(team) if team != run.subject else run.holder,
        *(run.state, run.is_open, run.outcome, run.reason),
        *(run.started, run.due, run.broken, run.ended, run.ahead, run.target_s, run.is_named),
    )


def columns(run: Run, *, force: InForce) -> dict[str, Any]:
    """A reading as the row keeps it, by the names of READ."""
    told = dict(zip(NEWS, news_of(run), strict=True))
    told |= {name: _instant(told[name]) for name in _INSTANTS}
    told |= {name: told[name] and str(told[name]) for name in _ENUMERATED}
    hours = force.calendar_version_of(run.hours)
    return {**told, "spent_s": run.spent_s, "paused_s": run.paused_s, "calendar_version_id": hours}


_INSTANTS = tuple(name for name in NEWS if name.endswith("_at"))
_ENUMERATED = ("kind", "state", "outcome")


def is_news(found: Mapping[str, Any], row: Mapping[str, Any] | None) -> bool:
    return row is None or _news(found) != _news(row)


def _instant(second: int | None) -> datetime | None:
    return None if second is None else zones.at_second(second)


def _write(
    ticket_id: int, runs: Mapping[Key, Run], known: Mapping[Key, Mapping[str, Any]], *, force: InForce, at: datetime
) -> int:
    changed = []
    for key, run in runs.items():
        found = columns(run, force=force)
        if is_news(found, known.get(key)):
            changed.append((ticket_id, *key, *(found[name] for name in READ), at, at))
    rows.put(Clock, _PUT_BY, _PUT, changed)
    return len(changed)


def _remove(gone: Sequence[int]) -> int:
    """Runs that never were, now that a fact was corrected."""
    return Clock.objects.filter(pk__in=gone).delete()[0] if gone else 0


def _stamp(
    ticket_id: int, runs: Iterable[Run], known: Mapping[Key, Mapping[str, Any]], entries: Sequence[Entry]
) -> None:
    """Tell what has come to pass since the last reading, and take back what turns out never to have happened."""
    stream = ids.stream("ticket", ticket_id)
    told: list[tuple[int, Event]] = []
    for run in runs:
        row = known.get(key_of(run))
        looked = zones.epoch_s(row["read_at"]) if row else run.started
        told += [(passed.second, _passing(run, passed)) for passed in run.passed if passed.second >= looked]
        before = row["broken_at"] if row else None
        if before is not None and before != _instant(run.broken):
            _take_back(stream, run, entries)
        if run.broken is not None and run.terms is not None and before != _instant(run.broken):
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
