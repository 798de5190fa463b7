from __future__ import annotations

from trifecta.web import sparklines


def test_the_line_fills_the_box_from_lowest_to_highest():
    spark = sparklines.draw([1, 3, 2])

    assert spark == sparklines.Sparkline(runs=("3.0,25.0 60.0,3.0 117.0,14.0",), end="117.0,14.0", target_y=None)


def test_a_gap_breaks_the_line():
    spark = sparklines.draw([1, None, 2, 3])

    assert spark.runs == ("3.0,25.0", "79.0,14.0 117.0,3.0")


def test_the_end_is_the_latest_known_value():
    assert sparklines.draw([1, 2, None]).end == "60.0,3.0"


def test_a_target_beyond_the_values_stays_in_the_box():
    assert sparklines.draw([1, 2], target=5).target_y == "3.0"


def test_a_flat_line_is_drawn():
    assert sparklines.draw([2, 2]).runs == ("3.0,25.0 117.0,25.0",)


def test_one_value_is_no_line():
    assert sparklines.draw([None, 4]) is None
