"""The join and the clamp say on every engine what Python says, to the second."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from random import Random

import duckdb
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from trifecta.base.worktime.arithmetic import worked_between
from trifecta.base.worktime.calendar import always_open, office_hours
from trifecta.base.worktime.settling import settle
from trifecta.base.worktime.tests.strategies import scenes
from trifecta.base.worktime.zones import at_second, epoch_s
from trifecta.calendars.models import SPAN_COLUMNS, SettledHour
from trifecta.calendars.sql import HOURS_TABLE, epoch_s_sql, worked_between_sql
from trifecta.calendars.tests.desk import make_calendar

ENGINES = [lambda: sqlite3.connect(":memory:"), duckdb.connect]
COLUMNS = ", ".join(f"{name} SMALLINT" for name in SPAN_COLUMNS)


def open_seconds(engine, settled, pairs):
    """The SQL's answer to each pair of epoch seconds, over rows kept by a fresh engine."""
    store = engine()
    store.execute(f"CREATE TABLE hours (version_id BIGINT, hour BIGINT, cum_open_s BIGINT, {COLUMNS})")
    store.execute(f"INSERT INTO hours VALUES {values((7, *row) for row in settled.rows())}")
    store.execute("CREATE TABLE cases (number INTEGER, version BIGINT, begun_s BIGINT, done_s BIGINT)")
    store.execute(f"INSERT INTO cases VALUES {values((number, 7, *pair) for number, pair in enumerate(pairs))}")
    worked = worked_between_sql("c.begun_s", "c.done_s", version="c.version", hours="hours")
    rows = store.execute(f"SELECT {worked.value} FROM cases c {worked.joins} ORDER BY c.number").fetchall()
    return [seconds for (seconds,) in rows]


def values(rows):
    """Literals, because one statement per row takes DuckDB seconds."""
    return ", ".join(f"({', '.join('NULL' if each is None else str(each) for each in row)})" for row in rows)


def random_pairs(settled, count, seed):
    random = Random(seed)
    start, end = settled.first_hour * 3600, settled.end_s
    return [(random.randrange(start, end), random.randrange(start, end)) for _ in range(count)]


@pytest.mark.parametrize("engine", ENGINES, ids=["sqlite", "duckdb"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(scene=scenes(step_s=7))
def test_sql_says_what_python_says(engine, scene):
    pairs = random_pairs(scene.settled, 200, seed=1)

    expected = [worked_between(scene.settled, at_second(a), at_second(b)) for a, b in pairs]

    assert open_seconds(engine, scene.settled, pairs) == expected


@pytest.mark.parametrize("engine", ENGINES, ids=["sqlite", "duckdb"])
def test_beyond_the_horizon_sql_says_null_and_never_a_guess(engine):
    june = settle(always_open(), date(2026, 6, 1), date(2026, 6, 30))
    inside, end = june.first_hour * 3600, june.end_s

    assert open_seconds(engine, june, [(inside, end), (inside - 1, inside), (inside, end - 1)]) == [
        None,
        None,
        30 * 86_400 - 1,
    ]


@pytest.mark.parametrize("engine", ENGINES, ids=["sqlite", "duckdb"])
def test_instants_before_1970_find_their_hour(engine):
    moon_landing = settle(office_hours("America/New_York", "09:00-17:00"), date(1969, 7, 14), date(1969, 7, 25))
    pairs = random_pairs(moon_landing, 100, seed=2)

    expected = [worked_between(moon_landing, at_second(a), at_second(b)) for a, b in pairs]

    assert open_seconds(engine, moon_landing, pairs) == expected


def test_an_instant_loses_its_fraction_in_sql_as_in_python():
    at = datetime(2026, 6, 1, 9, 0, 59, 999_900, tzinfo=UTC)
    stored = {"sqlite": at.strftime("%Y-%m-%d %H:%M:%S.%f"), "duckdb": at.replace(tzinfo=None)}

    found = {
        vendor: engine().execute(
            f"SELECT {epoch_s_sql('x.seen_at', vendor=vendor)} FROM (SELECT ? AS seen_at) x", [stored[vendor]]
        )
        for vendor, engine in zip(("sqlite", "duckdb"), ENGINES, strict=True)
    }

    assert {vendor: cursor.fetchone()[0] for vendor, cursor in found.items()} == dict.fromkeys(stored, epoch_s(at))


def test_an_unknown_engine_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="instants of oracle are not known"):
        epoch_s_sql("at", vendor="oracle")


@pytest.mark.django_db
def test_the_desks_own_database_says_what_python_says():
    version = make_calendar().versions.get()
    settled = settle(version.hours, version.settled_from_on, version.settled_to_on)
    begun_at = datetime(2026, 11, 23, 15, 30, 0, 999_999, tzinfo=UTC)
    done_at = begun_at + timedelta(days=20, seconds=7)
    begun, done = (epoch_s_sql(name, vendor=connection.vendor) for name in ("c.begun_at", "c.done_at"))
    worked = worked_between_sql(begun, done, version=str(version.pk))
    instant = "text" if connection.vendor == "sqlite" else "timestamptz"

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {worked.value.replace('%', '%%')} FROM (SELECT CAST(%s AS {instant}) AS begun_at,"
            f" CAST(%s AS {instant}) AS done_at) c {worked.joins.replace('%', '%%')}",
            [connection.ops.adapt_datetimefield_value(each) for each in (begun_at, done_at)],
        )
        (seconds,) = cursor.fetchone()

    assert seconds == worked_between(settled, begun_at, done_at)
    assert SettledHour._meta.db_table == HOURS_TABLE
