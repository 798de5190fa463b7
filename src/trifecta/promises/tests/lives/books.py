"""Books of terms that a desk could have, and some that none should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from trifecta.base.conditions.tree import EVERYTHING, Compared, Condition, Either, Every, Missing, Not, OneOf, Within
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.terms import (
    OWNER,
    AfterReopening,
    Book,
    Hours,
    HoursOf,
    Kind,
    Moves,
    OnChange,
    Per,
    Target,
    Terms,
    Thresholds,
    Trigger,
    ZoneOf,
)
from trifecta.promises.tests.reference.world import Version

HUMAN_REPLY = Trigger("ticket.message_sent", by=("staff",), unless={"automatic": (True,)})
CALL_OUT = Trigger(
    "ticket.linked",
    by=("staff",),
    where={"relation": ("contact",), "direction": ("outbound",), "answered": (True,)},
)
CUSTOMER_WRITES = Trigger("ticket.message_received", unless={"automatic": (True,), "thanks": (True,)})
OPENED, RESOLVED, CLOSED = Trigger("ticket.opened"), Trigger("ticket.resolved"), Trigger("ticket.closed")
CANCELLED, MERGED, TAKEN = Trigger("ticket.cancelled"), Trigger("ticket.merged"), Trigger("ticket.ownership_taken")
RESUMED = Trigger("ticket.resumed")
FOR_CUSTOMER = Trigger("ticket.waiting", where={"on": ("customer",)})
FOR_VENDOR = Trigger("ticket.waiting", where={"on": ("vendor",)})
WAITING = Trigger("ticket.waiting")
BY_PHONE = Trigger("ticket.opened", by=("staff",), where={"channel": ("phone",)})
HANDED_ON = Trigger("ticket.handoff_accepted")
BY_OWNER = (Trigger("ticket.note_added", by=(OWNER,)), Trigger("ticket.message_sent", by=(OWNER, "customer")))
ENDS = (CANCELLED, MERGED)
PAUSES = (
    {},
    {"pauses": (FOR_CUSTOMER,), "resumes": (RESUMED, FOR_VENDOR, CUSTOMER_WRITES)},
    {"pauses": (WAITING,), "resumes": (RESUMED,)},
    {"pauses": (FOR_CUSTOMER, FOR_VENDOR), "resumes": (RESUMED, Trigger("ticket.waiting"))},
)


def random_versions(draw: Random, happened: list[int]) -> tuple[Version, ...]:
    """Mostly one book from before the beginning; sometimes another one later, or none yet."""
    book = _book(draw)
    opened = happened[0]
    versions = [Version(draw.choice([opened - 86_400] * 8 + [opened, opened + 1]), book)]
    for _ in range(draw.choice([0, 0, 0, 1, 1, 2])):
        holds_from = draw.choice(happened) + draw.choice([0, 0, 1, -1, draw.randrange(7200)])
        versions.append(Version(holds_from, _revised(draw, book), open_follow=draw.random() < 0.7))
    return tuple(versions)


def _revised(draw: Random, book: Book) -> Book:
    terms = [_changed(draw, each) if draw.random() < 0.5 else each for each in book.terms]
    return Book(tuple(each for each in terms if draw.random() < 0.9))


def _changed(draw: Random, terms: Terms) -> Terms:
    if terms.target is None:
        return replace(terms, thresholds=_thresholds(draw))
    return replace(terms, target=_target(draw), on_change=draw.choice(list(OnChange)))


def _book(draw: Random) -> Book:
    makers = draw.sample(_MAKERS, draw.randint(2, 4))
    terms = []
    for make in makers:
        count = draw.choice([1, 2, 3])
        for number in range(count):
            made = make(draw)
            is_last = number == count - 1
            condition = EVERYTHING if is_last and draw.random() < 0.7 else _condition(draw)
            terms.append(replace(made, code=f"{made.promise}-{number + 1}", applies=condition))
    draw.shuffle(terms)
    return Book(tuple(_alike_in_kind(terms)))


def _alike_in_kind(terms: list[Terms]) -> list[Terms]:
    return sorted(terms, key=lambda each: each.applies == EVERYTHING)


def _condition(draw: Random) -> Condition:
    simple: list[Condition] = [
        Within("priority", 1, 2),
        Compared("priority", "<=", draw.randint(1, 4)),
        Compared("priority", "=", draw.randint(1, 4)),
        OneOf("team", tuple(draw.sample((1, 2, 3), 2))),
        Missing("requester"),
        Compared("organization", "=", 1),
        Compared("service", "=", draw.randint(1, 2)),
        Compared("sort", "=", "incident"),
        OneOf("site", (1, 2)),
        Compared("team_changes", ">", draw.randrange(2)),
    ]
    one, other = draw.sample(simple, 2)
    return draw.choice([one, one, one, Not(one), Every((one, other)), Either((one, Not(other)))])


def _terms(draw: Random, promise: str, moves: Moves, **more: Any) -> Terms:
    values: dict[str, Any] = {
        "code": promise,
        "name": promise,
        "promise": promise,
        "kind": Kind.SLA,
        "moves": moves,
        "target": _target(draw),
        "hours": _hours(draw),
        "on_change": draw.choice(list(OnChange)),
        "thresholds": _thresholds(draw),
        "pause_limit_s": draw.choice([None, None, 0, 600, 3600, 8 * 3600]),
        "after_reopening": draw.choice(list(AfterReopening)),
    }
    return Terms(**values | more)


def _target(draw: Random) -> Target:
    if draw.random() < 0.25:
        unit = draw.choice([Unit.WORKING_DAYS_SAME_TIME, Unit.WORKING_DAYS_END_OF_DAY])
        return Target(draw.choice([0, 1, 1, 2, 3, 40]), unit)
    return Target(draw.choice([0, 1, 7, 100, 900, 3600, 3600, 4 * 3600, 8 * 3600, 24 * 3600, 40 * 3600, 900 * 3600]))


def _hours(draw: Random) -> Hours:
    zone = draw.choice([ZoneOf.CALENDAR, ZoneOf.CALENDAR, ZoneOf.SITE])
    return draw.choice(
        [
            Hours(zone=zone),
            Hours(zone=zone),
            Hours(HoursOf.CALENDAR, 2, zone),
            Hours(HoursOf.TEAM),
            Hours(HoursOf.ALWAYS),
        ]
    )


def _thresholds(draw: Random) -> Thresholds:
    return Thresholds(
        shares=tuple(sorted(draw.sample([0.0, 0.07, 0.333, 0.5, 0.75, 1.0, 1.25, 1.5], draw.randrange(4)))),
        before_s=tuple(draw.sample([0, 60, 1800, 7200, 30 * 3600], draw.randrange(3))),
        after_s=tuple(draw.sample([1, 600, 3600, 20 * 3600], draw.randrange(3))),
    )


def _first_response(draw: Random) -> Terms:
    moves = Moves(
        starts=(OPENED,), stops=(HUMAN_REPLY, CALL_OUT, RESOLVED), cancels=ENDS, done_at_start=(BY_PHONE,),
        **draw.choice(PAUSES[:2]),
    )  # fmt: skip
    return _terms(draw, "first_response", moves)


def _next_response(draw: Random) -> Terms:
    after = draw.choice([(), (HUMAN_REPLY, CALL_OUT), (HUMAN_REPLY, CALL_OUT, RESOLVED, BY_PHONE)])
    moves = Moves(starts=(CUSTOMER_WRITES,), stops=(HUMAN_REPLY, CALL_OUT), cancels=(*ENDS, CLOSED), after=after)
    return _terms(draw, "next_response", moves, repeats=True, only_at_work=draw.random() < 0.7)


def _periodic_update(draw: Random) -> Terms:
    moves = Moves(
        starts=(OPENED, HUMAN_REPLY, Trigger("ticket.reopened")),
        stops=(HUMAN_REPLY,), cancels=(RESOLVED, *ENDS), **draw.choice(PAUSES),
    )  # fmt: skip
    return _terms(draw, "periodic_update", moves, repeats=True)


def _resolution(draw: Random) -> Terms:
    moves = Moves(starts=(OPENED,), stops=(RESOLVED,), cancels=ENDS, **draw.choice(PAUSES))
    return _terms(draw, "resolution", moves)


def _agreed(draw: Random) -> Terms:
    moves = Moves(starts=(OPENED,), stops=(RESOLVED,), cancels=ENDS, **draw.choice(PAUSES))
    return _terms(draw, "agreed", moves, target=None, after_reopening=AfterReopening.NOTHING)


def _time_to_own(draw: Random) -> Terms:
    return _terms(draw, "own", Moves(starts=(OPENED,), stops=(TAKEN, RESOLVED), cancels=ENDS))


def _follow_up(draw: Random) -> Terms:
    moves = Moves(starts=(HANDED_ON, *BY_OWNER), stops=(*BY_OWNER, RESOLVED), cancels=ENDS, **draw.choice(PAUSES[:2]))
    return _terms(draw, "follow_up", moves, repeats=True, kind=Kind.OLA)


def _vendor(draw: Random) -> Terms:
    stops = (RESUMED, RESOLVED, FOR_CUSTOMER)
    moves = Moves(starts=(FOR_VENDOR,), stops=stops, cancels=ENDS)
    return _terms(draw, "vendor", moves, repeats=True, kind=Kind.CONTRACT)


def _stay(draw: Random) -> Terms:
    moves = Moves(starts=(), stops=(RESOLVED,), cancels=ENDS, **draw.choice(PAUSES))
    hours = draw.choice([Hours(HoursOf.TEAM), Hours(HoursOf.TEAM, zone=ZoneOf.SITE), _hours(draw)])
    return _terms(draw, "stay", moves, per=Per.TEAM, kind=Kind.OLA, hours=hours)


def _word(draw: Random) -> Terms:
    moves = Moves(starts=(), stops=draw.choice([(), (RESOLVED,)]), cancels=ENDS)
    more: dict[str, Any] = {"after_reopening": AfterReopening.NOTHING, "target": None, "per": Per.WORD}
    return _terms(draw, "word", moves, kind=Kind.WORD, **more)


def _anything(draw: Random) -> Terms:
    """Moves that nobody would choose: one entry may begin, pause, resume and end the same clock."""
    chosen = {name: tuple(draw.sample(_TRIGGERS, most)) for name, most in _MOST.items()}
    chosen["after"] = tuple(draw.sample(_TRIGGERS, draw.choice([0, 0, 1, 3])))
    return _terms(draw, "anything", Moves(**chosen), repeats=draw.random() < 0.5, only_at_work=draw.random() < 0.5)


_TRIGGERS = (
    OPENED, RESOLVED, CLOSED, CANCELLED, TAKEN, RESUMED, WAITING, FOR_CUSTOMER, FOR_VENDOR, HUMAN_REPLY, CALL_OUT,
    CUSTOMER_WRITES, Trigger("ticket.reopened"), Trigger("ticket.rejected"), Trigger("ticket.reprioritized"),
    Trigger("ticket.handoff_offered"), Trigger("ticket.handoff_accepted"), Trigger("word.given"),
)  # fmt: skip
_MOST = {"starts": 3, "stops": 2, "cancels": 1, "pauses": 3, "resumes": 3, "done_at_start": 1}

_MAKERS: list[Callable[[Random], Terms]] = [
    _first_response, _next_response, _periodic_update, _resolution, _agreed, _time_to_own, _follow_up, _vendor, _stay,
    _word, _anything,
]  # fmt: skip
