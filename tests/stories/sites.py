"""A desk that answers at an address of its own: the product as people start it, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOG_IN = re.compile(r"^  (?P<part>\w+) +(?P<name>\S.*?) {2,}(?P<email>\S+@\S+) +(?P<password>\S+)$", re.MULTILINE)
WITHIN_S = 180


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    password: str


@dataclass
class Site:
    """people: those of the demo, by their part."""

    url: str
    people: dict[str, Person] = field(default_factory=dict)


@contextlib.contextmanager
def running(home: Path, *command: str) -> Iterator[Site]:
    """`trifecta COMMAND` on a free port, until the block ends."""
    port = free_port()
    told = home / "told.txt"
    with told.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "-m", "trifecta", *command, "--port", str(port)],
            env={**os.environ, "TRIFECTA_HOME": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        site = Site(f"http://127.0.0.1:{port}")
        wait_for(site, server, told)
        found = LOG_IN.finditer(told.read_text())
        site.people = {match["part"]: Person(match["name"], match["email"], match["password"]) for match in found}
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(site: Site, server: subprocess.Popen[bytes], told: Path) -> None:
    """Raises AssertionError with what it said, should it never answer."""
    deadline = time.monotonic() + WITHIN_S
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{site.url}/account/sign-in/", timeout=5).close()
            return
        time.sleep(0.2)
    raise AssertionError(told.read_text())
