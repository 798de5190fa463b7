from __future__ import annotations

import hashlib
from datetime import UTC
from pathlib import Path

import pytest

from trifecta.importers.contract import BadSource, Remark, Request
from trifecta.importers.simulated.source import SOURCE
from trifecta.importers.simulated.tests import conftest
from trifecta.importers.simulated.tests.fake_names import FakeNames


def digest(told: conftest.Told) -> str:
    return hashlib.sha256(repr(told.histories).encode()).hexdigest()


def read(home: Path | None = None, **options: str) -> list[object]:
    return list(SOURCE.read(Request([], UTC, options, home=home), FakeNames()))


def test_the_same_size_seed_and_end_give_the_same_world(small, tmp_path):
    again = conftest.tell(tmp_path)

    assert digest(again) == digest(small)
    assert again.truth == small.truth


def test_another_seed_gives_another_world(small, tmp_path):
    other = conftest.tell(tmp_path, seed="8")

    assert digest(other) != digest(small)
    assert 2_700 <= len(other.of("ticket")) <= 3_400


def test_small_is_about_three_thousand_tickets(small):
    assert 2_700 <= len(small.of("ticket")) <= 3_300
    assert len(small.of("contact")) > len(small.of("ticket"))


@pytest.mark.large
def test_medium_is_about_twenty_five_thousand_tickets(medium):
    assert 23_500 <= len(medium.of("ticket")) <= 26_500


def test_keys_are_unique_and_everything_reserved_is_told(small):
    for sort in ("ticket", "contact", "survey", "problem", "change"):
        keys = [history.key for history in small.of(sort)]
        assert len(keys) == len(set(keys))
        assert set(small.names.ids[sort]) == set(keys)


def test_a_ticket_leans_only_on_what_is_told_before_it_or_with_it(small):
    """What it absorbed may come after it, as no row of it leans on that; it must come."""
    tickets = set(small.names.ids["ticket"].values())
    told = {sort: set() for sort in ("ticket", "contact", "problem", "change")}
    for history in small.histories:
        if history.sort == "ticket":
            for entry in history.told:
                for field, sort in entry.event.refers.items():
                    number = getattr(entry.event, field)
                    if entry.event.kind == "ticket.absorbed":
                        assert number in tickets
                    elif number is not None and sort in {"ticket", "problem", "change"}:
                        assert number in told[sort], (history.key, entry.event)
        if history.sort in told:
            told[history.sort].add(small.names.ids[history.sort][history.key])


def test_an_end_in_the_middle_of_a_day_is_taken_as_it_is(tmp_path):
    told = conftest.tell(tmp_path, until="2026-03-11T10:30Z")

    assert told.truth["world"]["ends_at"] == "2026-03-11T10:30:00Z"
    assert told.truth["world"]["begins_at"] == "2025-02-10T23:00:00Z"
    assert max(entry.at for history in told.histories for entry in history.told) < told.ends_at


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"size": "huge", "until": "2026-11-18"}, "The size is “huge”; it can be small, medium or large."),
        ({"seed": "x", "until": "2026-11-18"}, "The seed is “x”; it must be a whole number such as 7."),
        ({"until": "soon"}, "The end is “soon”; write it as a date such as 2026-11-22."),
        ({}, "Say where the history ends, for example --until 2026-11-22."),
    ],
)
def test_a_bad_option_is_told_in_one_sentence(options, sentence):
    with pytest.raises(BadSource) as error:
        read(**options)

    assert str(error.value) == sentence


def test_the_truth_is_announced_only_where_it_was_written(tmp_path):
    without = read(size="small", until="2026-11-18")
    with_home = read(home=tmp_path, size="small", until="2026-11-18")

    assert not [said for said in without if isinstance(said, Remark)]
    assert with_home[-1] == Remark(f"What was planted in this world is written in {tmp_path / 'truth.json'}.")


def test_the_progress_bar_knows_about_how_much_will_come(small):
    expected = SOURCE.rows(Request([], UTC, {"size": "small", "until": conftest.UNTIL}))

    assert expected == 7_940
    assert abs(len(small.histories) - expected) < 0.1 * expected
