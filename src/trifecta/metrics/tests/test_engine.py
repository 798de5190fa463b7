"""Questions and answers over a small store."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import ibis
import pytest

from trifecta.base.errors import NotPermitted
from trifecta.metrics import engine
from trifecta.metrics.answer import Question, SeenBy
from trifecta.metrics.conftest import example
from trifecta.metrics.engines import UnknownEngine
from trifecta.metrics.facts.declared import FACTS
from trifecta.metrics.metric import UnknownMetric
from trifecta.metrics.narrowing import UnknownDimension, UnknownPeriod

MARCH, APRIL = date(2026, 3, 10), date(2026, 4, 10)
HIDDEN_TEAM = 9


def keep(store: Path, fact: str, columns: dict[str, list[Any]]) -> None:
    table = example(fact, columns).select(*FACTS[fact].columns)
    ibis.duckdb.connect().to_parquet(table, store / "facts" / f"{fact}.parquet")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Thirty tickets resolved in March by team 1, ten in April by team 2, thirty hidden ones of team 9 in March."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "snapshot.json").write_text(json.dumps({"id": "s1", "as_of": "2026-05-01T00:00:00+00:00"}))
    teams = [1] * 30 + [2] * 10 + [HIDDEN_TEAM] * 30
    keep(
        tmp_path,
        "tickets",
        {
            "team": teams,
            "current_team": teams,
            "owner": [None] * 40 + [7] + [8] * 29,
            "first_resolved_on": [MARCH] * 30 + [APRIL] * 10 + [MARCH] * 30,
            "has_returned": ([True] * 6 + [False] * 24) + [True] * 10 + [True] * 30,
            "resolved_for_s": [90 * 86_400] * 35 + [86_400] * 35,
        },
    )
    for fact in ("contacts", "stays", "handoffs", "promises", "instants"):
        _empty(tmp_path, fact)
    return tmp_path


def _empty(store: Path, fact: str) -> None:
    table = ibis.memtable([], schema=dict(FACTS[fact].columns))
    ibis.duckdb.connect().to_parquet(table, store / "facts" / f"{fact}.parquet")


def test_a_share_by_team_and_month(store: Path):
    told = engine.answer(Question("pingpong", by=("team",), period="month", where=(("team", "1"),)), store=store)

    (cell,) = told.rows
    assert (cell.period, cell.dims, cell.value, cell.n) == ("2026-03-01", {"team": 1}, 0.2, 30)
    assert (round(cell.low, 4), round(cell.high, 4)) == (0.0951, 0.3731)
    assert (cell.numerator, cell.denominator) == (6, 30)
    assert [type(number) for number in (cell.n, cell.numerator, cell.denominator)] == [int] * 3
    assert (told.unit, told.date_basis, told.snapshot) == ("share", "first resolved", "s1")
    assert told.sql.startswith("SELECT")
    assert told.definition.endswith("(A-B-A).")


@pytest.mark.parametrize("metric_id", ["ticket_volume", "reassignments", "ttr_km_p90"])
def test_what_is_counted_is_whole(store: Path, metric_id: str):
    keep(store, "tickets", {"team_change_count": [0, 1, 2] * 10})

    (cell,) = engine.answer(Question(metric_id), store=store).rows

    counted = [cell.numerator, cell.value] if metric_id == "ticket_volume" else [cell.numerator, cell.denominator]
    assert counted == [30, 30]
    assert [type(number) for number in counted] == [int, int]


def test_too_few_cases_are_no_number(store: Path):
    (cell,) = engine.answer(Question("pingpong", where=(("team", "2"),)), store=store).rows

    assert (cell.value, cell.low, cell.n, cell.too_few) == (None, None, 10, True)


def test_a_window_that_has_not_passed_is_ripening_and_not_counted(store: Path):
    (cell,) = engine.answer(Question("reopen_14d", period="month", where=(("team", "2"),)), store=store).rows

    assert (cell.n, cell.maturing) == (5, True)


def test_hidden_tickets_are_never_counted_for_who_may_not_see_them(store: Path):
    eyes = SeenBy(agent_id=7, hidden_team_ids=(HIDDEN_TEAM,))

    everyone = engine.answer(Question("pingpong", since=date(2026, 3, 1), until=date(2026, 4, 1)), store=store)
    mine = engine.answer(
        Question("pingpong", since=date(2026, 3, 1), until=date(2026, 4, 1), seen_by=eyes), store=store
    )
    cases = engine.cases(Question("pingpong", seen_by=eyes), store=store)

    assert everyone.rows[0].n == 60
    assert mine.rows[0].n == 31  # and the one hidden ticket that agent 7 owns
    assert cases.count == 41
    assert max(cases.ids) == 41


def test_a_number_opens_to_exactly_its_cases(store: Path):
    asked = Question("pingpong", since=date(2026, 4, 1), until=date(2026, 5, 1))

    cases = engine.cases(asked, store=store)

    assert (cases.subject, cases.count) == ("ticket", engine.answer(asked, store=store).rows[0].n)
    assert sorted(cases.ids) == list(range(31, 41))


def test_what_makes_the_number_stands_first(store: Path):
    cases = engine.cases(Question("pingpong", where=(("team", "1"),)), store=store)

    assert (cases.count, cases.hit_count) == (30, 6)
    assert cases.amounts == [1] * 6 + [0] * 24
    assert cases.ended == [True] * 30
    assert (cases.times_count, cases.times, cases.hits) == (30, [1] * 30, cases.amounts)


@pytest.mark.parametrize(
    ("metric_id", "told", "amounts", "ended"),
    [
        ("ticket_volume", {}, [None, None], [True, True]),
        ("reassignments", {"team_change_count": [1, 3]}, [3, 1], [True, True]),
        ("ttr_km_p50", {"resolution_s": [50, 90], "is_resolved": [True, False]}, [90, 50], [False, True]),
    ],
)
def test_each_case_tells_its_own_amount(store: Path, metric_id, told, amounts, ended):
    keep(store, "tickets", {"ticket": [1, 2], **told})

    cases = engine.cases(Question(metric_id), store=store)

    assert (cases.count, cases.hit_count) == (2, None)
    assert (cases.amounts, cases.ended) == (amounts, ended)


def test_the_same_dimension_twice_means_either(store: Path):
    (cell,) = engine.answer(Question("pingpong", where=(("team", "1"), ("team", "2"))), store=store).rows

    assert cell.n == 40


def test_what_nothing_tells_of_has_no_rows(store: Path):
    assert engine.answer(Question("contact_volume", period="month"), store=store).rows == []


@pytest.mark.parametrize("dimension", ["agent", "owner", "assignee"])
def test_single_agents_are_not_compared(store: Path, dimension: str):
    with pytest.raises(NotPermitted):
        engine.answer(Question("pingpong", by=(dimension,)), store=store)


@pytest.mark.parametrize(
    ("question", "where", "error", "near"),
    [
        (Question("pingpng"), "duckdb", UnknownMetric, "pingpong"),
        (Question("pingpong", by=("taem",)), "duckdb", UnknownDimension, "team"),
        (Question("pingpong", period="fortnight"), "duckdb", UnknownPeriod, "week"),
        (Question("pingpong"), "dukdb", UnknownEngine, "duckdb"),
    ],
)
def test_a_slip_is_answered_with_what_is_near(
    store: Path, question: Question, where: str, error: type[Exception], near: str
):
    with pytest.raises(error, match=near):
        engine.answer(question, store=store, engine=where)
