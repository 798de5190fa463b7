"""PostgreSQL's own programs: a database becomes one stream of SQL, and a stream of SQL a database."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.db import connection

from trifecta.base.errors import TrifectaError

# The end is said last and by us: a pipe that breaks with this process must undo everything.
_BEGIN, _END = b"BEGIN; DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n", b"\nCOMMIT;\n"


class NotInstalled(TrifectaError):
    """The programs of PostgreSQL are not on this machine."""


class Failed(TrifectaError):
    """PostgreSQL's program did not do it; the sentence ends with what it said."""


@contextmanager
def dumped(snapshot: str) -> Iterator[IO[bytes]]:
    """The whole database as SQL, as of an exported snapshot. Raises NotInstalled, Failed."""
    words = [_program("pg_dump"), "--no-owner", "--no-privileges", f"--snapshot={snapshot}"]
    with _run(words, stdout=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        yield running.stdout
        said = running.stderr.read().decode(errors="replace")
    if running.returncode:
        raise Failed(f"pg_dump could not copy the database: {_last_line(said)}")


def load(script: Path) -> None:
    """Replace all that the database holds by what the SQL makes, in one transaction. Raises NotInstalled, Failed."""
    words = [_program("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
    with _run(words, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        assert running.stdin
        assert running.stderr
        try:
            running.stdin.write(_BEGIN)
            with script.open("rb") as source:
                shutil.copyfileobj(source, running.stdin)
            running.stdin.write(_END)
            running.stdin.close()
        except BrokenPipeError:
            pass  # it ended early and says why
        said = running.stderr.read().decode(errors="replace")
    if running.returncode:
        raise Failed(f"psql could not fill the database, which is as it was: {_last_line(said)}")


def require_programs() -> None:
    """Raises NotInstalled."""
    for name in ("pg_dump", "psql"):
        _program(name)


def _run(words: Sequence[str], *, stdout: int, stdin: int | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603
        words, env=_environment(), stdin=stdin, stdout=stdout, stderr=subprocess.PIPE
    )


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise NotInstalled(
            f"{name} is not on this machine; install PostgreSQL's client programs of the server's version or newer."
        )
    return found


def _environment() -> dict[str, str]:
    """Where the database is; in the environment, because what stands on a command line is seen by everyone."""
    told: dict[str, Any] = connection.settings_dict
    named = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    given = {variable: str(told[name]) for variable, name in named.items() if told[name]}
    if mode := told["OPTIONS"].get("sslmode"):
        given["PGSSLMODE"] = mode
    return {**os.environ, **given, "PGOPTIONS": "--client-min-messages=warning"}


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "it did not say why."
