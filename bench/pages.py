"""
Pages of a desk with 1,000,000 tickets beside the same pages of one with 10,000.

Both desks are served at once and asked in turn, so that whatever else the machine does meets both. They are made once,
through the importers' door, and kept in `bench/out/pages`; delete that folder to have them made anew.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench import clients, measure
from bench.busy_desk import EMAIL, PASSWORD
from bench.clients import Address, Step
from bench.measure import Line

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "bench" / "out" / "pages"
SMALL, LARGE = 10_000, 1_000_000
PORTS = {SMALL: 8471, LARGE: 8472}
REPEATS, SECONDS, WARM_UP_S = 3, 5.0, 1.0
GOAL = 1.5
COMPUTED_WITHIN_S = 300.0
FIRST_REFERENCE = 10_001
STRIDE = 7919
"""A prime: tickets are asked for all over the table."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is measured; shows: what each answer must contain."""

    what: str
    path: str
    shows: str

    def address(self, tickets: int) -> Address:
        return lambda number: self.path.format(reference=f"T-{FIRST_REFERENCE + number * STRIDE % tickets}")


# Every list is as long on both desks, or the difference would be that of the rows that are shown.
PAGES = (
    Page("ticket list, open", "/tickets/", "No access since this morning"),
    Page("ticket list, filtered", "/tickets/?state=all&team=7&priority=2", "No access since this morning"),
    Page("ticket list, a customer", "/tickets/?state=all&requester=5", "No access since this morning"),
    Page("ticket list, oldest", "/tickets/?state=all&order=oldest", "No access since this morning"),
    Page("ticket page", "/tickets/{reference}/", "I need it for the monthly close"),
    Page("scorecard", "/scorecard/", "tickets first resolved in"),
    Page("metric page", "/metrics/ticket_volume/", "The numbers as a table"),
)


@dataclass(slots=True)
class Server:
    tickets: int
    process: subprocess.Popen[bytes]
    cookies: list[str] = field(default_factory=list)

    @property
    def port(self) -> int:
        return PORTS[self.tickets]

    def measured(self, page: Page, seconds: float) -> Step:
        address = page.address(self.tickets)
        return clients.run(self.port, self.cookies, address, shows=page.shows, seconds=seconds, server=self.process.pid)


def main() -> int:
    for tickets in (SMALL, LARGE):
        make(tickets)
        answer_beforehand(tickets)
    with serving(SMALL) as small, serving(LARGE) as large:
        steps = {page: _repeats(page, small, large) for page in PAGES}
    lines = [line for page, (ours, yardstick) in steps.items() for line in _lines(page, ours, yardstick)]
    measure.table(
        f"pages: server CPU and answer time at {clients.CLIENTS} clients, a desk of {LARGE:,} tickets",
        lines,
        yardstick=f"the same pages of a desk of {SMALL:,} tickets",
        notes=(
            f"{REPEATS} repeats of {SECONDS:g} s a page and desk, both desks in turn",
            "CPU is the user and system time of all processes of the server",
            "answers of the scorecard and the metric page are kept beforehand; pages never compute",
        ),
    )
    return 0


def make(tickets: int) -> None:
    """A home with so many tickets, unless it is there; a making that was cut off goes on."""
    complete = OUT / str(tickets) / "complete"
    if complete.exists():
        return
    print(f"Making a desk of {tickets:,} tickets, once …", flush=True)
    complete.parent.mkdir(parents=True, exist_ok=True)
    _run([sys.executable, "-m", "bench.fill", str(tickets)], tickets)
    began = time.monotonic()
    _run([sys.executable, "-m", "trifecta", "work", "--once"], tickets)
    print(f"  copied to the warehouse in {time.monotonic() - began:.0f} s", flush=True)
    complete.touch()


def answer_beforehand(tickets: int) -> None:
    """Ask for the pages of numbers until all they show is there."""
    with serving(tickets, worker=True) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        deadline = time.monotonic() + COMPUTED_WITHIN_S
        for page in PAGES[-2:]:
            while page.shows not in (text := clients.get(connection, page.path, server.cookies[0])):
                if time.monotonic() > deadline:
                    raise clients.WrongPage(f"{page.path} still does not show “{page.shows}”:\n{text}")
                time.sleep(1)
        connection.close()


@contextlib.contextmanager
def serving(tickets: int, *, worker: bool = False) -> Iterator[Server]:
    """A desk at its port with one signed-in session a client; stopped in any case."""
    command = [sys.executable, "-m", "trifecta", "serve", "--workers", "2", "--port", str(PORTS[tickets])]
    with (OUT / f"{tickets}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--worker" if worker else "--no-worker"], env=_environment(tickets), stdout=log, stderr=log
        )
        try:
            base = f"http://127.0.0.1:{PORTS[tickets]}"
            _wait_for(base, process)
            cookies = [clients.sign_in(base, email=EMAIL, password=PASSWORD) for _ in range(clients.CLIENTS)]
            yield Server(tickets, process, cookies)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _repeats(page: Page, small: Server, large: Server) -> tuple[list[Step], list[Step]]:
    for server in (small, large):
        server.measured(page, WARM_UP_S)
    pairs = [(large.measured(page, SECONDS), small.measured(page, SECONDS)) for _ in range(REPEATS)]
    ours, yardstick = zip(*pairs, strict=True)
    return list(ours), list(yardstick)


def _lines(page: Page, ours: list[Step], yardstick: list[Step]) -> Iterator[Line]:
    yield Line(page.what, "CPU ms", [step.cpu_ms for step in ours], [step.cpu_ms for step in yardstick], goal=GOAL)
    for percent in (50, 95):
        measured = [[step.percentile_ms(percent) for step in steps] for steps in (ours, yardstick)]
        yield Line(f"  p{percent}", "ms", *measured)


def _environment(tickets: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIFECTA_")}
    return {**kept, "TRIFECTA_HOME": str(OUT / str(tickets)), "OPENBLAS_NUM_THREADS": "1"}


def _run(command: list[str], tickets: int) -> None:
    subprocess.run(["nice", "-n", "10", *command], cwd=ROOT, env=_environment(tickets), check=True)


def _wait_for(base: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=5)
            connection.request("GET", "/account/sign-in/")
            connection.getresponse().read()
            connection.close()
            return
        time.sleep(0.2)
    raise SystemExit(f"The desk at {base} did not come up; see the logs in {OUT}.")


if __name__ == "__main__":
    sys.exit(main())
