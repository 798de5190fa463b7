"""Any story folds into what a slow reader makes of it."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from trifecta.metrics.facts.tests import slow
from trifecta.metrics.facts.tests.stores import LEVELS, Told, at, built, facts

TEAM = some.none() | some.sampled_from([*LEVELS])
KINDS = {
    "message_sent": some.fixed_dictionaries({"automatic": some.sampled_from([None, False, True])}),
    "message_received": some.sampled_from([{}, {}, {"automatic": True}, {"thanks": True}]),
    "assigned": some.fixed_dictionaries({"team": TEAM}),
    "handoff_offered": some.fixed_dictionaries(
        {"to_team": some.sampled_from([*LEVELS]), "reason": some.sampled_from(["expertise", "access"])}
    ),
    "handoff_accepted": some.fixed_dictionaries({"team": some.sampled_from([*LEVELS])}),
    "handoff_declined": some.just({}),
    "handoff_withdrawn": some.just({}),
    "given_back": some.fixed_dictionaries({"to_team": some.sampled_from([*LEVELS])}),
    "resolved": some.fixed_dictionaries({"team": TEAM}),
    **dict.fromkeys(("waiting", "resumed", "reopened", "rejected", "closed", "cancelled", "merged"), some.just({})),
}
ENTRY = some.sampled_from([*KINDS]).flatmap(
    lambda kind: some.tuples(some.just(kind), KINDS[kind], some.integers(0, 40), some.sampled_from(["staff", "rule"]))
)
OPENED = some.tuples(
    some.just("opened"),
    some.fixed_dictionaries({"team": TEAM, "channel": some.sampled_from([None, "mail", "phone"])}),
    some.just(0),
    some.sampled_from(["staff", "customer"]),
)
OFFER = ("offered_at", "team", "from_team", "reason", "answer", "answered_at")
STORY = some.tuples(OPENED, some.lists(ENTRY, max_size=12)).map(lambda parts: [parts[0], *parts[1]])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(some.lists(STORY, min_size=1, max_size=30), some.randoms(use_true_random=False))
def test_any_story_folds_into_what_a_slow_reader_makes_of_it(stories, chance):
    told = {
        number: [
            Told(f"ticket:{number}", seq, f"ticket.{kind}", at(2, 9) + timedelta(minutes=30 * after), by, facts_)
            for seq, (kind, facts_, after, by) in enumerate(entries, 1)
        ]
        for number, entries in enumerate(stories, 1)
    }
    with tempfile.TemporaryDirectory() as name:
        store = built(Path(name), shuffled([*told.values()], chance))
        tickets, stays, handoffs = (facts(store, name) for name in ("tickets", "stays", "handoffs"))

    expected = {
        number: slow.ticket(entries) | {"explained_again_count": slow.explained_again(entries)}
        for number, entries in told.items()
    }
    assert {row["ticket"]: {name: row[name] for name in expected[row["ticket"]]} for row in tickets} == expected
    for number, entries in told.items():
        own = [
            tuple(row[name] for name in ("from_at", "until_at", "team", "is_offered", "ended_by"))
            for row in stays
            if row["ticket"] == number
        ]
        assert sorted(own, key=lambda stay: stay[0]) == slow.stays(entries)
        offers = [tuple(row[name] for name in OFFER) for row in handoffs if row["ticket"] == number]
        assert sorted(offers, key=str) == sorted(slow.offers(entries), key=str)


def shuffled(stories, chance):
    """The log of many tickets at once: each story in its own order, one between the other."""
    turns = [number for number, entries in enumerate(stories) for _ in entries]
    chance.shuffle(turns)
    waiting = [iter(entries) for entries in stories]
    return [next(waiting[number]) for number in turns]
