"""The facts in PostgreSQL are those of the store."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from django.db import connection

from tests.desk import Desk
from trifecta.metrics import engine, metric
from trifecta.metrics.answer import Cell, Question
from trifecta.staff.models import Level
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.engines import opening, postgres
from trifecta.warehouse.tests.anything import NOON, append_anything


@pytest.mark.server
def test_publishes_every_fact_and_replaces_the_one_before(on_postgres):
    desk = Desk()
    team = desk.team("First")
    for _ in range(3):
        desk.ticket(team=team, at=NOON)
    first = refreshing.refresh(at=NOON + timedelta(hours=1))
    postgres.publish(first)
    desk.ticket(team=team, at=NOON)
    second = refreshing.refresh(at=NOON + timedelta(hours=2))

    postgres.publish(second)

    assert postgres.published() == second.id
    assert tickets_in_postgres() == tickets_in_store()
    assert len(tickets_in_store()) == 4


@pytest.mark.server
@pytest.mark.parametrize("name", ["postgres", "spark"])
def test_every_metric_is_the_same_there(on_postgres, name):
    if name == "spark":
        pytest.importorskip("pyspark", reason="Spark is not installed (pip install trifecta[spark])")
    desk = Desk()
    first, network = desk.team("First"), desk.team("Network", level=Level.SECOND)
    for number in range(30):
        desk.ticket(team=(first, network)[number % 3 == 0], at=NOON + timedelta(hours=number))
    append_anything(200, seed=7, stream_from=1_000)
    snapshot = refreshing.refresh(at=NOON + timedelta(days=40))
    questions = [Question(one.id, by=("team",), period="week") for one in metric.all_metrics()]

    here = [engine.answer(question, store=generations.store()).rows for question in questions]
    with opening.opened(name, snapshot) as there:
        told = [engine.answer(question, store=generations.store(), engine=there).rows for question in questions]

    assert [figures(rows) for rows in told] == [figures(rows) for rows in here]


@pytest.mark.django_db
@pytest.mark.sqlite
def test_says_that_sqlite_has_no_such_engine():
    with pytest.raises(postgres.NotOnPostgres, match="needs a desk on PostgreSQL"):
        postgres.publish(refreshing.refresh(at=NOON))


def figures(rows: list[Cell]) -> list[tuple]:
    """In one order, and equal to nine digits."""
    told = [(cell.period, cell.dims["team"], cell.n, *map(nine, (cell.value, cell.low, cell.high))) for cell in rows]
    return sorted(told, key=str)


def nine(value: float | None) -> str | None:
    return None if value is None else f"{value:.9g}"


def tickets_in_postgres() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {postgres.SCHEMA}.tickets ORDER BY ticket")
        return cursor.fetchall()


def tickets_in_store() -> list[tuple]:
    with duckdb.connect() as con:
        files = f"{generations.store()}/facts/tickets.parquet"
        return con.execute(f"SELECT * FROM read_parquet('{files}') ORDER BY ticket").fetchall()
