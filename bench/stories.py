"""What happens to the tickets of a large desk, all at once: columns of entries in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
UNTIL_S = 1_790_812_800
"""2026-10-01, a Thursday."""
DAY_S, DAYS = 86_400, 730
TEAM_LEVELS = ("1",) * 8 + ("2",) * 3 + ("3",)
AGENTS, SERVICES, CUSTOMERS_SHARE = 240, 16, 0.04
CHANNELS = np.array(["phone", "mail", "portal", "chat"])
ROUNDS = 6
"""At most so many times the customer writes and is answered."""


class Step(NamedTuple):
    """Whose story, at which place in it, what, and how long after the step before, on average."""

    tickets: Ints
    order: int
    kind: str
    after_s: float


def stories(count: int) -> pa.Table:
    """`id`, `stream_id`, `seq`, `kind`, `at_s`, `actor` and what kinds tell; ids in the order of time."""
    chance = np.random.default_rng(7)
    steps = [*_steps(np.arange(count), chance)]
    ticket = np.concatenate([step.tickets for step in steps])
    of_step = np.repeat(np.arange(len(steps)), [step.tickets.size for step in steps])
    order = np.array([step.order for step in steps])[of_step]
    told = np.lexsort((order, ticket))
    ticket, of_step = ticket[told], of_step[told]
    begins = np.flatnonzero(np.diff(ticket, prepend=-1))
    place = np.arange(ticket.size) - np.repeat(begins, np.diff(begins, append=ticket.size))
    opened_s = UNTIL_S - DAYS * DAY_S + np.sort(chance.integers(0, DAYS * DAY_S, count))
    waits = 1 + chance.exponential(1.0, ticket.size) * np.array([step.after_s for step in steps])[of_step]
    waits[begins] = 0
    total = np.cumsum(waits)
    at_s = opened_s[ticket] + (total - total[begins][ticket]).astype(np.int64)
    is_contact = np.array([step.kind == "contact.recorded" for step in steps])[of_step]
    seq = place + 1 - (np.cumsum(is_contact) - np.cumsum(is_contact)[begins][ticket])
    kept = np.flatnonzero(at_s <= UNTIL_S)
    kept = kept[np.argsort(at_s[kept], kind="stable")]
    kinds = pa.DictionaryArray.from_arrays(pa.array(of_step[kept], pa.int8()), [step.kind for step in steps])
    is_contact = is_contact[kept]
    stream = np.where(is_contact, np.cumsum(is_contact), ticket[kept] + 1)
    seq = np.where(is_contact, 1, seq[kept])
    return _entries(stream, seq, kinds.cast(pa.string()), at_s[kept], ticket=ticket[kept], count=count, chance=chance)


def _steps(tickets: Ints, chance: np.random.Generator) -> Iterator[Step]:
    """A tenth of a minute's work each; the orders leave room between."""

    def some(share: float, of: Ints = tickets) -> Ints:
        return of[chance.random(of.size) < share]

    rounds = np.minimum(chance.geometric(0.33, tickets.size) - 1, ROUNDS)
    solved, passed_on = some(0.97), some(0.25)
    again, back = some(0.08, solved), some(0.5, passed_on)
    yield Step(tickets, 0, "ticket.opened", 0)
    yield Step(tickets, 1, "contact.recorded", 10)
    yield Step(some(0.96), 2, "ticket.message_sent", 7_200)
    yield Step(some(0.06), 3, "ticket.reprioritized", 600)
    for number in range(ROUNDS):
        yield Step(tickets[rounds > number], 10 + 2 * number, "ticket.message_received", 21_600)
        yield Step(tickets[rounds > number], 11 + 2 * number, "ticket.message_sent", 7_200)
    yield Step(passed_on, 12, "ticket.handoff_offered", 3_600)
    yield Step(passed_on, 13, "ticket.handoff_accepted", 14_400)
    yield Step(back, 20, "ticket.given_back", 43_200)
    yield Step(some(0.12), 21, "contact.recorded", 7_200)
    yield Step(solved, 50, "ticket.resolved", 21_600)
    yield Step(some(0.5, again), 51, "ticket.rejected", 172_800)
    yield Step(again, 52, "ticket.reopened", 86_400)
    yield Step(again, 53, "ticket.message_sent", 7_200)
    yield Step(again, 54, "ticket.resolved", 21_600)
    yield Step(some(0.45, solved), 60, "ticket.validated", 86_400)
    yield Step(some(0.9, solved), 61, "ticket.closed", 259_200)


def _entries(
    stream: Ints, seq: Ints, kinds: pa.Array, at_s: Ints, *, ticket: Ints, count: int, chance: np.random.Generator
) -> pa.Table:
    """What is told of an entry belongs to its ticket; who acted is anybody."""
    agent = chance.integers(1, AGENTS + 1, stream.size)
    team = np.minimum((8 * chance.random(count) ** 1.3).astype(np.int64), 7) + 1
    second = chance.integers(9, len(TEAM_LEVELS) + 1, count)
    customer = chance.integers(1, max(1, int(count * CUSTOMERS_SHARE)) + 1, count)
    is_customers = np.isin(kinds.to_numpy(zero_copy_only=False), ["ticket.message_received", "ticket.rejected"])
    to_second = np.isin(kinds.to_numpy(zero_copy_only=False), ["ticket.handoff_accepted", "ticket.handoff_offered"])
    return pa.table(
        {
            "id": np.arange(1, stream.size + 1),
            "stream_id": stream,
            "seq": seq,
            "kind": kinds,
            "at_s": at_s,
            "actor": np.where(is_customers, "customer:1", "staff:1"),
            "team": np.where(to_second, second[ticket], team[ticket]),
            "to_team": np.where(to_second, second[ticket], team[ticket]),
            "owner": agent,
            "assignee": agent,
            "agent": agent,
            "requester": customer[ticket],
            "customer": customer[ticket],
            "channel": pa.array(CHANNELS[ticket % 4]),
            "priority": 1 + agent % 5,
            "service": 1 + (ticket * 7919) % SERVICES,
            "ticket": ticket + 1,
            "handled_s": 60 + agent,
            **dict.fromkeys(("sort",), pa.array(["incident"] * stream.size)),
            "direction": pa.array(["inbound"] * stream.size),
            "outcome": pa.array(["ticket"] * stream.size),
            "reason": pa.array(["expertise"] * stream.size),
            "code": pa.array(["fixed"] * stream.size),
        }
    )
