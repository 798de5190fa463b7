"""
A PostgreSQL server for tests: started from the installed programs, on a free port, with nothing kept.

`TRIFECTA_TEST_DATABASE=postgres` runs the whole suite on one that all its processes share, each with a database copied
from one that is migrated already.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

USER = "postgres"
TEMPLATE = "migrated"
_ADDRESS = "TRIFECTA_TEST_SERVER"
# Nothing is kept, so nothing waits for the disk; every commit is one all the same.
_IN_HASTE = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class NotInstalled(Exception):
    """PostgreSQL's programs are not here."""


def is_wanted() -> bool:
    """Whether the whole suite is to run on PostgreSQL."""
    return os.environ.get("TRIFECTA_TEST_DATABASE") == "postgres"


def shared(finally_: contextlib.ExitStack) -> str:
    """The address of the server that all processes of this run share; the first of them starts and stops it."""
    if _ADDRESS not in os.environ:
        os.environ[_ADDRESS] = finally_.enter_context(running())
        make_template(os.environ[_ADDRESS])
    return os.environ[_ADDRESS]


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Address of a server without a database name, such as `postgresql://postgres@127.0.0.1:5433`."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="trifecta-postgres-"))
    port = _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} {_IN_HASTE}"
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


def make_template(server: str) -> None:
    """A database with all tables, from which the others are copied."""
    administer(server, f"CREATE DATABASE {TEMPLATE}")
    for command in (["migrate", "--verbosity", "0"], ["createcachetable"]):
        _django(command, f"{server}/{TEMPLATE}")


def administer(server: str, statement: str) -> None:
    with psycopg.connect(f"{server}/postgres", autocommit=True) as administrator:
        administrator.execute(statement)


def _django(command: list[str], url: str) -> None:
    """In a process of its own: this one has not chosen its database yet, or another one."""
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "trifecta.config.settings", "TRIFECTA_DATABASE_URL": url}
    subprocess.run([sys.executable, "-m", "django", *command], check=True, env=told)


def _programs() -> Path:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not installed:
        raise NotInstalled("PostgreSQL's programs are not installed (Debian: apt install postgresql)")
    return installed[-1].parent


def _run(command: list[str | Path]) -> None:
    """PostgreSQL refuses to run as root. It inherits no pipe, which would keep the caller waiting for its end."""
    as_user = ["runuser", "-u", USER, "--"] if _is_root() else []
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    subprocess.run(
        [*as_user, *map(str, command)],
        check=True, cwd="/tmp", env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _is_root() -> bool:
    return os.geteuid() == 0


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
