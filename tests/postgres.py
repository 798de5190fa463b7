"""
PostgreSQL for single tests, whatever the suite runs on.

`postgres_database` is the address of a fresh, migrated database; `on_postgres` also makes it Django's own for the test.
Mark such tests with `server`. Without PostgreSQL's programs they are skipped, and in CI they fail.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests import postgres_server as server
from trifecta.config import database

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a server with the template, without a database name: `postgresql://postgres@127.0.0.1:5433`."""
    with contextlib.ExitStack() as finally_:
        if server.is_wanted():
            yield server.shared(finally_)
            return
        try:
            address = finally_.enter_context(server.running())
        except server.NotInstalled as reason:
            if os.environ.get("CI") == "true":
                pytest.fail(str(reason))
            pytest.skip(str(reason))
        server.make_template(address)
        yield address


@pytest.fixture
def postgres_database(postgres_server: str) -> Iterator[str]:
    """The address of a database of this test's own; Django does not know it."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}_{next(_numbers)}"
    server.administer(postgres_server, f"CREATE DATABASE {name} TEMPLATE {server.TEMPLATE}")
    yield f"{postgres_server}/{name}"
    server.administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def on_postgres(postgres_database: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """The test runs on PostgreSQL: Django's default database is this one, with real commits."""
    told = {"CONN_MAX_AGE": 0, **database.database(postgres_database, Path(settings.HOME))}
    with django_db_blocker.unblock(), as_default(told):
        yield postgres_database


@contextlib.contextmanager
def as_default(chosen: Mapping[str, Any]) -> Iterator[None]:
    """Django's database is this one; other threads get connections of their own."""
    told_before, connection_before = connections.settings["default"], connections["default"]
    told = {**told_before, "OPTIONS": {}, **chosen}
    connections.settings["default"] = told
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = told_before
        connections["default"] = connection_before
