"""Quantiles, shares and means, against slow references of another hand."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from trifecta.metrics import statistics


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(9, 10, 0.5958, 0.9821), (27, 30, 0.7438, 0.9654), (90, 100, 0.8256, 0.9448), (0, 10, 0.0, 0.2775)],
)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float):
    share = statistics.wilson(np.array([k]), np.array([n]))

    assert (round(share.low[0], 4), round(share.high[0], 4)) == (low, high)


def km(*groups: list[tuple[int, bool]], q: float) -> statistics.Estimate:
    """Each group in order of time, at equal times what ended before what did not."""
    told = [case for group in groups for case in sorted(group, key=lambda case: (case[0], not case[1]))]
    durations, ended = (np.array(column) for column in zip(*told, strict=True))
    return statistics.km_quantile(durations, ended, np.array([len(group) for group in groups]), q=q)


def slow_km(times: list[tuple[int, bool]], q: float) -> float:
    """The textbook's table, in exact fractions: at each time, those at risk and those who ended."""
    survival = Fraction(1)
    for at in sorted({t for t, _ in times}):
        at_risk = sum(t >= at for t, _ in times)
        ended = sum(t == at and has_ended for t, has_ended in times)
        survival *= Fraction(at_risk - ended, at_risk)
        if ended and survival <= 1 - Fraction(str(q)):
            return at
    return math.nan


@settings(max_examples=200, deadline=None)
@given(
    groups=some.lists(
        some.lists(some.tuples(some.integers(0, 30), some.booleans()), min_size=1, max_size=25), min_size=1, max_size=4
    ),
    q=some.sampled_from([0.5, 0.9]),
)
@example(groups=[[(0, True)], [(0, True)], [(0, True)], [(0, False), (0, False), (0, True), (0, True)]], q=0.5)
def test_kaplan_meier_equals_the_textbook(groups: list[list[tuple[int, bool]]], q: float):
    found = km(*groups, q=q)

    np.testing.assert_array_equal(found.value, [slow_km(group, q) for group in groups])


def test_open_cases_are_not_left_out():
    """Two of three ended; without the open one the median would be 1."""
    found = km([(1, True), (2, True), (9, False)], q=0.5)

    assert found.value.tolist() == [2.0]


def test_a_curve_that_does_not_come_down_says_nothing():
    found = km([(1, True), (5, False), (5, False)], q=0.5)

    assert np.isnan(found.value[0])
    assert np.isnan(found.low[0])


@settings(max_examples=100, deadline=None)
@given(some.lists(some.lists(some.floats(-1e6, 1e6), max_size=20), min_size=1, max_size=4), some.floats(0, 1))
def test_quantiles_equal_numpys(groups: list[list[float]], q: float):
    values = np.array([value for group in groups for value in group])
    numbers = np.repeat(np.arange(len(groups)), [len(group) for group in groups])

    found = statistics.quantile(values, numbers, count=len(groups), q=q)

    expected = [np.quantile(group, q) if group else np.nan for group in groups]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize(("count", "more_share"), [(20, 0.3), (100, 0.2), (5_000, 0.5), (100_000, 0.4)])
def test_the_interval_of_a_mean_is_that_of_very_many_resamples(count: int, more_share: float):
    chance = np.random.default_rng(count)
    times = np.bincount(chance.geometric(1 - more_share, count) - 1)

    found = statistics.means(times[None])

    drawn = chance.multinomial(count, times / count, size=50_000) @ np.arange(times.size) / count
    deviation = drawn.std()
    assert found.value[0] == pytest.approx(times @ np.arange(times.size) / count)
    assert found.low[0] == pytest.approx(np.quantile(drawn, 0.025), abs=max(deviation / 20, 1.01 / count))
    assert found.high[0] == pytest.approx(np.quantile(drawn, 0.975), abs=max(deviation / 20, 1.01 / count))


def test_groups_do_not_touch_each_other():
    together = statistics.means(np.array([[70, 20, 10], [0, 30, 0], [500_000, 400_000, 100_000]]))
    alone = [statistics.means(np.array([times])) for times in ([70, 20, 10], [0, 30], [500_000, 400_000, 100_000])]

    assert [part.tolist() for part in together] == [[one[place][0] for one in alone] for place in range(3)]


def test_no_case_has_no_mean():
    assert all(np.isnan(part[0]) for part in statistics.means(np.array([[0, 0]])))
