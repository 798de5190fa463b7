from __future__ import annotations

from statistics import mean, median

from trifecta.importers.simulated.chance import Chance, running


def test_streams_of_a_seed_are_their_own():
    assert Chance(7, "lives").random() == Chance(7, "lives").random()
    assert Chance(7, "lives").random() != Chance(7, "words").random()


def test_what_is_expected_comes_on_average():
    chance = Chance(7, "test")

    assert abs(mean(chance.poisson(3.0) for _ in range(20_000)) - 3.0) < 0.05
    assert abs(mean(chance.poisson(900.0) for _ in range(500)) - 900.0) < 6


def test_a_duration_lies_about_its_median():
    chance = Chance(7, "test")

    assert abs(median(chance.around(3600, 1.0) for _ in range(20_000)) - 3600) < 120


def test_weights_decide_how_often():
    chance, sums = Chance(7, "test"), running([1, 3])
    picked = [chance.weighted("ab", sums) for _ in range(20_000)]

    assert abs(picked.count("b") / len(picked) - 0.75) < 0.01
