"""What happens to a ticket: mostly what people do, sometimes what only a bad import tells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from trifecta.base.entries import Entry
from trifecta.base.kinds import Event
from trifecta.promises.events import (
    PromiseBroken,
    PromiseMet,
    PromiseStarted,
    PromiseWaived,
    WordBroken,
    WordGiven,
    WordKept,
)
from trifecta.promises.tests.lives.worlds import BEFORE, CUSTOMERS, SITES, TEAMS
from trifecta.promises.tests.reference.world import World
from trifecta.tickets.events import conversation, flow, handoff, ownership, structure

STAFF, CUSTOMER, RULE, SOURCE = "staff:4", "customer:7", "rule:auto_close", "importer:csv"
LONGEST_DAYS = 14
_GAPS_S = [0, 0, 0, 1, 2, 59, 60, 300, 1800, 3600, 3600, 4 * 3600, 9 * 3600, 24 * 3600, 3 * 86_400]
Does = Callable[[Random, datetime], Event]


def random_story(draw: Random, world: World) -> list[Entry]:
    """Entries as the log holds them: by their place, which is not always the order in which it was true."""
    began = datetime(world.first_on.year, world.first_on.month, world.first_on.day, tzinfo=UTC)
    began += timedelta(days=2, seconds=draw.choice([0, 3600, 60, 1]) * draw.randrange(24 * (BEFORE - 3)))
    entries = [Entry(1, began, draw.choice([STAFF, CUSTOMER, RULE]), _opened(draw, began))]
    latest = began
    for seq in range(2, 2 + draw.choice([0, 1, 2, 3, 5, 8, 12, 18, 24])):
        latest = _later(draw, began, latest)
        entries.append(_entry(draw, seq, _told_late(draw, began, latest), entries))
    return entries


def _later(draw: Random, began: datetime, latest: datetime) -> datetime:
    gap = draw.choice(_GAPS_S)
    at = latest + timedelta(seconds=gap if draw.random() < 0.6 else draw.randrange(gap + 1))
    if draw.random() < 0.2:
        on_the_hour = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        at = max(at, on_the_hour)
    if draw.random() < 0.05:
        at += timedelta(milliseconds=draw.randrange(900))
    return min(at, began + timedelta(days=LONGEST_DAYS))


def _told_late(draw: Random, began: datetime, latest: datetime) -> datetime:
    """Mostly now; now and then it was true some time ago."""
    if draw.random() < 0.9:
        return latest
    return began + timedelta(seconds=draw.randint(1, int((latest - began).total_seconds()) + 1))


def _entry(draw: Random, seq: int, at: datetime, entries: list[Entry]) -> Entry:
    if draw.random() < 0.04 and seq > 2:
        wrong = draw.choice([entry for entry in entries if entry.seq > 1])
        return Entry(seq, at, STAFF, structure.Corrected(supersedes=wrong.seq))
    if draw.random() < 0.02:
        sooner = timedelta(seconds=draw.choice([-60, 0, 1, 60, 3600, 5 * 3600, 86_400]))
        return Entry(seq, at, STAFF, structure.Absorbed(ticket=9, started_at=entries[0].happened_at - sooner))
    actors, does = draw.choices(list(_EVENTS), weights=list(_EVENTS.values()))[0]
    return Entry(seq, at, draw.choice(actors), does(draw, at))


def _opened(draw: Random, _at: datetime) -> Event:
    return flow.Opened(
        sort=draw.choice(["incident", "incident", "request"]),
        owner=draw.choice([1, 4]),
        requester=draw.choice([None, *CUSTOMERS]),
        site=draw.choice([None, *SITES]),
        team=draw.choice([None, *TEAMS]),
        channel=draw.choice(["phone", "mail", "portal"]),
        priority=draw.choice([None, 1, 2, 3, 4]),
        service=draw.choice([None, 1, 2]),
    )


def _waiting(draw: Random, _at: datetime) -> Event:
    return flow.Waiting(on=draw.choice(["customer", "customer", "vendor", "other"]))


def _weighed(draw: Random, _at: datetime) -> Event:
    return flow.Reprioritized(priority=draw.choice([None, 1, 2, 3, 4]))


def _sorted(draw: Random, _at: datetime) -> Event:
    return flow.Recategorized(sort=draw.choice(["incident", "request"]), service=draw.choice([None, 1, 2]))


def _named(draw: Random, _at: datetime) -> Event:
    return flow.RequesterNamed(requester=draw.choice(CUSTOMERS), site=draw.choice([None, *SITES]))


def _sent(draw: Random, _at: datetime) -> Event:
    return conversation.MessageSent(channel="mail", automatic=draw.choice([None, None, False, True]))


def _received(draw: Random, _at: datetime) -> Event:
    return conversation.MessageReceived(
        channel="mail", automatic=draw.choice([None, None, None, True]), thanks=draw.choice([None, None, None, True])
    )


def _called(draw: Random, _at: datetime) -> Event:
    return structure.Linked(
        relation="contact", contact=5, direction=draw.choice(["inbound", "outbound"]), answered=draw.random() < 0.7
    )


def _assigned(draw: Random, _at: datetime) -> Event:
    return handoff.Assigned(team=draw.choice([None, *TEAMS, *TEAMS]), assignee=draw.choice([None, 4]))


def _given(draw: Random, at: datetime) -> Event:
    ahead = draw.choice([-60, 0, 60, 1800, 7200, 86_400, 3 * 86_400])
    return WordGiven(word=draw.choice("ab"), due_at=at + timedelta(seconds=ahead))


def _deadline(draw: Random, at: datetime) -> Event:
    ahead = draw.choice([-3600, 0, 60, 7200, 86_400, 4 * 86_400])
    due_at = draw.choice([None, *[at + timedelta(seconds=ahead)] * 3])
    return PromiseStarted(promise=draw.choice(["resolution", "agreed", "agreed", "first_response"]), due_at=due_at)


def _waived(draw: Random, _at: datetime) -> Event:
    promise = draw.choice(["resolution", "first_response", "next_response", "stay", "agreed"])
    subject = draw.choice([None, "team:1", "team:2"]) if promise == "stay" else None
    return PromiseWaived(promise=promise, reason="outage", subject=subject)


def _told(draw: Random, at: datetime) -> Event:
    name = draw.choice(["their_sla", "their_ola"])
    due_at = draw.choice([None, at + timedelta(days=1)])
    return draw.choice(
        [PromiseStarted(promise=name, due_at=due_at), PromiseMet(promise=name), PromiseBroken(promise=name)]
    )


_ANYONE = (STAFF, CUSTOMER, RULE, SOURCE)
_EVENTS: dict[tuple[tuple[str, ...], Does], int] = {
    ((STAFF, STAFF, RULE), _sent): 14,
    ((CUSTOMER,), _received): 12,
    ((STAFF,), _called): 3,
    ((STAFF,), lambda _d, _a: conversation.NoteAdded()): 2,
    ((STAFF,), _waiting): 12,
    ((STAFF, RULE), lambda _d, _a: flow.Resumed()): 11,
    ((STAFF,), _weighed): 8,
    ((STAFF,), _sorted): 5,
    ((STAFF,), _named): 4,
    ((STAFF,), _assigned): 6,
    ((STAFF,), lambda d, _a: handoff.HandoffOffered(to_team=d.choice(TEAMS), reason="expertise")): 8,
    ((STAFF,), lambda d, _a: handoff.HandoffAccepted(team=d.choice(TEAMS))): 7,
    ((STAFF,), lambda d, _a: handoff.HandoffDeclined(team=d.choice(TEAMS), reason="not_ours")): 3,
    ((STAFF,), lambda d, _a: handoff.HandoffWithdrawn(team=d.choice(TEAMS))): 2,
    ((STAFF,), lambda d, _a: handoff.GivenBack(to_team=d.choice(TEAMS), reason="done")): 4,
    ((STAFF,), lambda d, _a: ownership.OwnershipTaken(owner=d.choice([1, 4]))): 3,
    ((STAFF,), lambda _d, _a: flow.Resolved()): 8,
    ((CUSTOMER, STAFF), lambda _d, _a: flow.Reopened()): 5,
    ((CUSTOMER,), lambda _d, _a: flow.Rejected()): 4,
    ((RULE, STAFF), lambda _d, _a: flow.Closed()): 2,
    ((STAFF,), lambda _d, _a: flow.Cancelled(reason="spam")): 1,
    ((STAFF,), lambda _d, _a: structure.Merged(into=99)): 1,
    ((STAFF,), _given): 5,
    ((STAFF,), lambda d, _a: WordKept(word=d.choice("ab"))): 3,
    ((RULE, STAFF), lambda d, _a: WordBroken(word=d.choice("ab"))): 1,
    ((SOURCE, STAFF), _deadline): 5,
    ((STAFF,), _waived): 3,
    ((SOURCE,), _told): 1,
}
