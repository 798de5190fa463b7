"""
A PostgreSQL of the test run's own, for every test that wants one.

`postgres_database` is the address of a fresh, migrated database; `on_postgres` also makes it Django's own for the test.
Mark such tests with `server`. Without PostgreSQL's programs they are skipped, and in CI they fail.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from trifecta.config import database

USER = "postgres"
TEMPLATE = "migrated"
_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a server without a database name, such as `postgresql://postgres@127.0.0.1:5433`."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="trifecta-postgres-"))
    port = _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c full_page_writes=off"
    cluster = folder / "cluster"
    log = folder / "log"
    try:
        if _is_root():
            shutil.chown(folder, USER)
        _run([programs / "initdb", "-D", cluster, "-U", USER, "--auth=trust", "-E", "UTF8", "--no-sync"])
        _run([programs / "pg_ctl", "-D", cluster, "-l", log, "-w", "-o", options, "start"])
        yield f"postgresql://{USER}@127.0.0.1:{port}"
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            _run([programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str, django_db_blocker: pytest.FixtureRequest) -> str:
    """The name of a database with all tables, from which the others are copied."""
    _administer(postgres_server, f"CREATE DATABASE {TEMPLATE}")
    with django_db_blocker.unblock(), _as_default(f"{postgres_server}/{TEMPLATE}"):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    return TEMPLATE


@pytest.fixture
def postgres_database(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """The address of a database of this test's own; Django does not know it."""
    name = f"test_{next(_numbers)}"
    _administer(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield f"{postgres_server}/{name}"
    _administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def on_postgres(postgres_database: str, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """The test runs on PostgreSQL: Django's default database is this one, with real commits."""
    with django_db_blocker.unblock(), _as_default(postgres_database):
        yield postgres_database


@contextlib.contextmanager
def _as_default(url: str) -> Iterator[None]:
    told_before, connection_before = connections.settings["default"], connections["default"]
    told = {**told_before, "OPTIONS": {}, "CONN_MAX_AGE": 0, **database.database(url, Path(settings.HOME))}
    connections.settings["default"] = told
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = told_before
        connections["default"] = connection_before


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    reason = "PostgreSQL's programs are not installed (Debian: apt install postgresql)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def _run(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root. It inherits no pipe, which would keep the caller waiting for its end."""
    as_user = ["runuser", "-u", USER, "--"] if _is_root() else []
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    subprocess.run(
        [*as_user, *map(str, command)],
        check=True, cwd="/tmp", env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(statement)


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
