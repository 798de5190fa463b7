"""The facts in PostgreSQL are those of the store."""

from __future__ import annotations

from datetime import timedelta

import duckdb
import pytest
from django.db import connection

from tests.desk import Desk
from trifecta.warehouse import generations, publishing, refreshing
from trifecta.warehouse.tests.anything import NOON


@pytest.mark.server
def test_publishes_every_fact_and_replaces_the_one_before(on_postgres):
    desk = Desk()
    team = desk.team("First")
    for _ in range(3):
        desk.ticket(team=team, at=NOON)
    first = refreshing.refresh(at=NOON + timedelta(hours=1))
    publishing.publish(first)
    desk.ticket(team=team, at=NOON)
    second = refreshing.refresh(at=NOON + timedelta(hours=2))

    publishing.publish(second)

    assert publishing.published() == second.id
    assert tickets_in_postgres() == tickets_in_store()
    assert len(tickets_in_store()) == 4


@pytest.mark.django_db
def test_says_that_sqlite_has_no_such_engine():
    with pytest.raises(publishing.NotOnPostgres, match="needs a desk on PostgreSQL"):
        publishing.publish(refreshing.refresh(at=NOON))


def tickets_in_postgres() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {publishing.SCHEMA}.tickets ORDER BY ticket")
        return cursor.fetchall()


def tickets_in_store() -> list[tuple]:
    with duckdb.connect() as con:
        files = f"{generations.store()}/facts/tickets.parquet"
        return con.execute(f"SELECT * FROM read_parquet('{files}') ORDER BY ticket").fetchall()
