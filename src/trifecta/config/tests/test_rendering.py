"""Answers as tables to read."""

from __future__ import annotations

from datetime import UTC, datetime

from trifecta.config import rendering
from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Cell

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)


def lines(metric_id: str, *cells: Cell) -> list[str]:
    metric = metrics.get(metric_id)
    answer = Answer(metric.id, 1, metric.unit, metric.date_basis, NOW.isoformat(), "s", "", "", list(cells))
    return rendering.as_table(answer, metric, checked_at=NOW).splitlines()


def of(priority: int | None) -> Cell:
    return Cell(None, {"priority": priority}, 7, 7, None, None, 7, None)


def test_priorities_stand_in_their_order():
    told = lines("ticket_volume", *map(of, (None, 2, 4, 1, 3)))

    assert [line.split()[0] for line in told[1:6]] == ["Critical", "High", "Medium", "Low", "none"]


def test_cases_without_a_number_say_why():
    told = lines("first_response_p90", Cell(None, {}, None, 1_948, None, None, 0, 1_948))

    assert "– Fewer than nine in ten got a response from a person, so the time cannot be told." in told


def test_an_empty_backlog_says_so():
    assert lines("backlog_age_p50") == ["Nothing is open."]
