from __future__ import annotations

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Cell
from trifecta.parts import sureness


def said(metric, value, *, n=237, numerator=None):
    return sureness.words(metrics.get(metric), Cell("2026-10-01", {}, value, n, None, None, numerator, None))


def test_a_median_says_of_how_many_and_how_many_still_run():
    words = said("ttr_km_p50", 11_940.0, numerator=229)

    assert words.startswith("It is the time of the middle one of 237 tickets, 8 of them still running.")
    assert words.endswith("Method: Kaplan-Meier with Greenwood's variance, 95 %.")


def test_each_shape_says_its_method():
    assert said("ttr_km_p90", 90_000.0, numerator=229).startswith(
        "Nine in ten of 237 tickets took no longer; 8 still run."
    )
    assert said("reopen_14d", 0.08).endswith("Method: Wilson's score interval, 95 %.")
    assert said("reassignments", 0.3).endswith("Method: bootstrap, 95 %.")


def test_what_is_counted_whole_has_no_sampling_error():
    assert said("backlog_age_p50", 86_400.0) == (
        "Every case is counted, so there is no sampling error and no interval."
    )


def test_without_a_number_there_is_nothing_to_be_sure_of():
    assert said("ttr_km_p50", None) == ""
    assert said("ttr_km_p50", None, n=0) == ""
