from __future__ import annotations

from dataclasses import replace

from trifecta.base.conditions.tree import EVERYTHING, Compared, Within
from trifecta.promises.drafting.warnings import tally, warnings
from trifecta.promises.standard import standard_book
from trifecta.promises.terms import Book, Target, Thresholds

STANDARD = standard_book()
LINES = {terms.code: terms for terms in STANDARD.terms}
P1, P2, P3 = (LINES[f"resolution_p{number}"] for number in (1, 2, 3))
REST, STAY = LINES["resolution_pany"], LINES["stay"]
HOUR_S = 3600


def days_of(terms):
    """As if all hours were eight a day."""
    return None if terms.target is None else terms.target.amount / (8 * HOUR_S) if terms is not STAY else 1.0


def said(*lines):
    return [(warned.code, str(warned.sentence)) for warned in warnings(Book(lines), days_of=days_of)]


def test_a_line_behind_one_for_more_tickets_never_applies():
    wide = replace(P2, applies=Within("priority", 1, 3))

    assert said(wide, P3) == [
        ("resolution_p3", "Never applies: “Resolution, priority 2” comes first and takes all its tickets.")
    ]
    assert said(P3, wide) == []


def test_a_line_of_another_promise_takes_nothing_away():
    assert said(replace(LINES["update_p1"], applies=EVERYTHING), P3) == []


def test_a_warning_longer_before_than_the_target_comes_at_the_beginning():
    early = replace(P1, thresholds=Thresholds(before_s=(HOUR_S, 5 * HOUR_S)))

    assert said(early) == [("resolution_p1", "Warns 5 h before a deadline of 4 h: at once, at the beginning.")]


def test_stays_longer_than_the_whole_are_said():
    assert said(P1, P3, STAY) == [("resolution_p1", "Shorter than what our teams may take: “A team’s part”.")]


def test_stays_of_other_tickets_are_no_part_of_the_whole():
    slow = replace(STAY, code="slow", name="Slow", target=Target(64 * HOUR_S), applies=Compared("priority", ">", 3))
    network = replace(
        STAY, code="network", name="Network", target=Target(16 * HOUR_S), applies=Compared("team", "=", 4)
    )

    assert said(P3, slow) == []
    assert said(P2, network, replace(STAY, name="Any")) == [
        ("resolution_p2", "Shorter than what our teams may take: “Network”, “Any”.")
    ]


def test_tickets_are_counted_by_the_line_that_applies_and_those_by_none():
    book = Book((P1, P2, STAY))
    tickets = [{"priority": number} for number in (1, 1, 2, 5, None)]

    found = tally(book, tickets)

    assert found.ticket_count == 5
    assert found.by_code == {"resolution_p1": 2, "resolution_p2": 1, "stay": 5}
    assert found.uncovered == {"resolution": 2}


def test_the_standard_book_leaves_nobody_out():
    found = tally(STANDARD, [{"priority": number, "team_changes": 1, "owner": 4} for number in (1, 2, 3, 4, 5, None)])

    assert set(found.uncovered.values()) == {0}
    assert 0 not in found.by_code.values()
