from __future__ import annotations

import ibis
from hypothesis import given, settings
from hypothesis import strategies as st

from trifecta.base.conditions.expressions import expression
from trifecta.base.conditions.matching import test as matches
from trifecta.base.conditions.tests.strategies import VOCABULARY, conditions, facts
from trifecta.base.conditions.tree import EVERYTHING, Compared

SCHEMA = {
    "number": "int64",
    "priority": "int64",
    "impact": "int64",
    "sort": "string",
    "channel": "string",
    "team": "int64",
    "opened_at": "timestamp",
}
DUCKDB = ibis.duckdb.connect()


def table(rows):
    """Instants as the warehouse keeps them: naive, in UTC."""
    plain = [
        {**row, "number": number, "opened_at": row["opened_at"] and row["opened_at"].replace(tzinfo=None)}
        for number, row in enumerate(rows)
    ]
    return ibis.memtable(plain, schema=SCHEMA)


@settings(max_examples=30, deadline=None)
@given(conditions(), st.lists(facts, min_size=1, max_size=12))
def test_duckdb_finds_what_the_test_finds(condition, rows):
    told = table(rows)

    found = DUCKDB.to_pyarrow(told.select("number", holds=expression(condition, told)).order_by("number"))

    assert found["holds"].to_pylist() == [matches(condition)(row) for row in rows]


def test_everything_leaves_nothing_out():
    told = table([dict.fromkeys(VOCABULARY.fields)])

    assert DUCKDB.to_pyarrow(told.filter(expression(EVERYTHING, told)).count()).as_py() == 1


def test_a_field_may_be_called_otherwise_in_a_table():
    told = table([dict.fromkeys(VOCABULARY.fields) | {"team": 7}]).rename(current_team="team")

    found = told.filter(expression(Compared("team", "=", 7), told, columns={"team": "current_team"}))

    assert DUCKDB.to_pyarrow(found.count()).as_py() == 1
