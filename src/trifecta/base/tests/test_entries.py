from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import monday
from trifecta.base.entries import Entry, in_order
from trifecta.tickets.events.ownership import OwnershipTaken
from trifecta.tickets.events.structure import Corrected


def taken(seq, at, owner=1):
    return Entry(seq, at, "staff:1", OwnershipTaken(owner=owner))


def corrected(seq, at, supersedes):
    return Entry(seq, at, "staff:1", Corrected(supersedes=supersedes))


def test_the_world_decides_the_order_and_seq_breaks_ties():
    late, early, tied = taken(1, monday(11)), taken(2, monday(10)), taken(3, monday(11))

    assert in_order([tied, late, early]) == [early, late, tied]


def test_a_superseded_entry_is_skipped_and_its_correction_kept():
    wrong, right = taken(1, monday(9)), taken(3, monday(9), owner=2)
    correction = corrected(2, monday(10), supersedes=1)

    assert in_order([wrong, correction, right]) == [right, correction]


def test_a_correction_may_be_corrected():
    entries = [taken(1, monday(9)), corrected(2, monday(10), 1), corrected(3, monday(11), 2)]

    assert [entry.seq for entry in in_order(entries)] == [3]


def test_an_empty_story_is_a_story():
    assert in_order([]) == []
    assert in_order(iter([taken(1, monday(9))])) == [taken(1, monday(9))]


@given(st.lists(st.integers(0, 5)), st.randoms(use_true_random=False))
def test_the_order_of_reading_does_not_matter(hours, chance: random.Random):
    entries = [taken(seq, monday(hour)) for seq, hour in enumerate(hours, 1)]
    shuffled = chance.sample(entries, len(entries))

    assert in_order(shuffled) == sorted(entries, key=lambda entry: (entry.happened_at, entry.seq))
