"""The engine and the reference, asked the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from trifecta.base.worktime.calendar import always_open
from trifecta.base.worktime.settling import SettledTime, settle
from trifecta.promises.clocks import lines, reading
from trifecta.promises.clocks.clock import Worked
from trifecta.promises.clocks.results import Run, State
from trifecta.promises.terms import Book, Facts, Terms
from trifecta.promises.tests.lives import Life
from trifecta.promises.tests.reference.clerk import read_all
from trifecta.promises.tests.reference.hours import meant
from trifecta.promises.tests.reference.reading import Reading
from trifecta.promises.tests.reference.world import World


def differences(life: Life) -> Iterator[str]:
    """Each in a line: when, of which run, which field, what the reference says and what the engine says."""
    for at in life.looked_at:
        slow = {_key(read): read for read in read_all(life.entries, life.versions, life.world, at=at)}
        fast = {_key(read): read for read in read_by_engine(life, at=at)}
        for key in slow.keys() | fast.keys():
            if key not in fast or key not in slow:
                yield f"at {shown(at)} {key}: {'only' if key in slow else 'not'} in the reference"
                continue
            mine, theirs = asdict(slow[key]), asdict(fast[key])
            for name in mine:
                if mine[name] != theirs[name]:
                    yield f"at {shown(at)} {key} {name}: reference {_said(name, mine)}, engine {_said(name, theirs)}"


def read_by_engine(life: Life, *, at: int) -> list[Reading]:
    opened = int(min(entry.happened_at for entry in life.entries).timestamp() // 1)
    by_age = sorted(life.versions, key=lambda version: version.holds_from)
    held = [version for version in by_age if version.holds_from <= opened]
    later = [version for version in by_age if version.holds_from > opened and version.open_follow]
    books = [lines.lines(held[-1].book)] if held else [lines.lines(Book(()))]
    books += [lines.lines(version.book) for version in later]
    follows = [(version.holds_from, place) for place, version in enumerate(later, start=1)]
    runs = reading.read(
        life.entries,
        books=books,
        worked=worked_in(life.world),
        at=datetime.fromtimestamp(at + 0.999, UTC),
        follows=follows,
        organizations=life.world.customers,
    )
    return [_as_reading(run) for run in runs]


def worked_in(world: World) -> Worked:
    def worked(terms: Terms, facts: Facts) -> SettledTime:
        number, zone = meant(world, terms.hours, team=facts.get("team"), site=facts.get("site"))
        return _settled(world, number, zone)

    return worked


@lru_cache(maxsize=600)
def _settled(world: World, number: int, zone: str) -> SettledTime:
    if number == 0:
        return settle(always_open(), date(2026, 1, 1), date(2027, 12, 31))
    return settle(replace(world.calendars[number], zone=zone), world.first_on, world.last_on)


def _as_reading(run: Run) -> Reading:
    held: Counter[int | None] = Counter()
    for stretch in run.stretches:
        if stretch.state is State.RUNNING:
            held[stretch.holder] += stretch.worked_s
    subject = run.subject.partition(":")[2]
    return Reading(
        run.promise,
        run.terms.code if run.terms else "",
        int(subject) if run.subject.startswith("team:") else subject,
        run.number,
        run.started,
        str(run.state),
        str(run.outcome) if run.outcome and not run.is_open else None,
        run.reason or None,
        run.due,
        run.broken,
        run.ended,
        run.target_s,
        run.spent_s,
        run.paused_s,
        tuple(sorted(((passed.threshold.sort, passed.threshold.amount), passed.second) for passed in run.passed)),
        tuple(sorted((item for item in held.items() if item[1]), key=lambda item: item[0] or 0)),
    )


def _key(read: Reading) -> tuple[str, str, int]:
    return read.promise, str(read.subject), read.number


def _said(name: str, read: dict[str, object]) -> str:
    value = read[name]
    return shown(value) if isinstance(value, int) and name in {"started", "due", "broken_at", "ended"} else f"{value}"


def shown(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%a %m-%d %H:%M:%S}"
