"""What offers of handoffs come to."""

from __future__ import annotations

from pathlib import Path

from trifecta.metrics.facts.tests.stores import NETWORK, OPENED, at, built, facts, story, the_ticket

HOUR_S = 3600


def test_an_offer_is_nobodys_time_and_two_declined_are_lost(tmp_path: Path):
    offered = {"to_team": NETWORK, "reason": "expertise"}
    store = built(
        tmp_path,
        story(
            1,
            (at(2, 9), "opened", OPENED),
            (at(2, 10), "handoff_offered", offered),
            (at(2, 12), "handoff_declined", {"team": NETWORK}),
            (at(2, 14), "handoff_offered", offered),
            (at(2, 15), "handoff_declined", {"team": NETWORK}),
            (at(2, 16), "handoff_offered", offered),
            (at(3, 9), "resolved", {}),
        ),
    )

    told = [(row["reason"], row["answer"], row["nobody_s"] // HOUR_S, row["level"]) for row in facts(store, "handoffs")]
    assert sorted(told) == [
        ("expertise", "declined", 1, "2"),
        ("expertise", "declined", 2, "2"),
        ("expertise", "ended", 1, "2"),  # the office closes at 16 UTC and opens at 8
    ]
    row = the_ticket(store)
    assert (row["offer_count"], row["declined_count"], row["nobody_s"], row["is_lost"]) == (3, 2, 4 * HOUR_S, True)
    held = [(stay["is_offered"], stay["held_s"] // HOUR_S, stay["is_over"]) for stay in facts(store, "stays")]
    assert sorted(held) == [
        (False, 1, True),
        (False, 1, True),
        (False, 2, True),
        (True, 1, True),
        (True, 1, True),
        (True, 2, True),
    ]
