"""What nobody told is left out, never guessed."""

from __future__ import annotations

from typing import Any

import pytest

from trifecta.metrics import metric
from trifecta.metrics.conftest import example
from trifecta.metrics.definitions import resolution

HOUR_S = 3_600


def share(cases: Any) -> tuple[int, int]:
    """Numerator and denominator."""
    told = [int(value) for value in cases.numerator.execute()]
    return sum(told), len(told)


@pytest.mark.parametrize("channel", ["mail", "portal"])
def test_what_was_written_is_solved_at_once_only_within_the_hour(channel: str):
    tickets = example("tickets", {"channel": [channel] * 3, "resolution_s": [HOUR_S, HOUR_S + 1, None]})

    assert share(resolution.fcr_measured(tickets)) == (1, 3)


def test_what_was_written_may_take_several_answers_within_the_hour():
    tickets = example("tickets", {"channel": ["mail", "phone"], "resolution_s": [60, 60], "reply_count": [3, 3]})

    assert share(resolution.fcr_measured(tickets)) == (1, 2)


def test_on_the_phone_or_an_unknown_channel_the_hour_does_not_matter():
    tickets = example("tickets", {"channel": ["phone", None], "resolution_s": [9 * HOUR_S] * 2})

    assert share(resolution.fcr_measured(tickets)) == (2, 2)


def test_where_neither_contact_nor_message_is_known_one_interaction_cannot_be():
    tickets = example(
        "tickets",
        {"has_conversation": [False, True, False, None], "contact_count": [0, 0, 1, 0], "reply_count": [0] * 4},
    )

    assert share(resolution.fcr_measured(tickets)) == (2, 2)


def test_first_contact_needs_to_know_which_level_solved_it():
    tickets = example("tickets", {"is_first_level": [None, None, True, False], "first_team": [4, None, 4, 4]})

    assert share(resolution.fcr_measured(tickets)) == (2, 3)


def test_first_level_leaves_out_whose_level_is_not_known():
    tickets = example("tickets", {"is_first_level": [None, True, False], "level": [None, "1", "2"]})

    assert share(resolution.flr(tickets)) == (1, 2)


@pytest.mark.parametrize("metric_id", ["flr", "fcr_measured"])
def test_what_is_missing_is_said(metric_id: str):
    assert "which teams are the first level" in metric.get(metric_id).unmeasured


@pytest.mark.parametrize("metric_id", ["backlog_age_p50", "backlog_age_p90", "backlog_over_target_share"])
def test_an_empty_backlog_is_said_plainly(metric_id: str):
    assert metric.get(metric_id).unmeasured == "Nothing is open."
