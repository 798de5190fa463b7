from __future__ import annotations

import pytest

from trifecta.web.measures import between, measure


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.714, "share", "71 %"),
        (93_600, "duration", "1 day 2 h"),
        (93_600, "worked", "26 h"),
        (1_204, "count", "1,204"),
        (2.345, "number", "2.35"),
        (23.45, "number", "23.5"),
        (None, "share", "–"),
    ],
)
def test_the_unit_decides_how_a_value_is_written(value, unit, words):
    assert measure(value, unit) == words


def test_an_interval_says_percent_once():
    assert between(0.69, 0.73, "share") == "69–73 %"


def test_an_interval_of_durations_says_both():
    assert between(7_260, 8_520, "worked") == "2 h 1 min–2 h 22 min"
