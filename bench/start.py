"""
`make demo` in a fresh clone with empty caches, until the leader's scorecard holds the year; and its second start.

The yardstick of the first is what nobody can do without: a virtual environment with the same locked packages, by pip,
with empty caches too. What is committed is measured, not what lies in the checkout.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench import clients, measure
from bench.measure import Line

ROOT = Path(__file__).resolve().parents[1]
PORT = 8473
COMPUTING, WAITING = "Being computed", "figure--waiting"
FIRST_GOAL_S, SECOND_GOAL_S = 90.0, 6.0
SECOND_STARTS = 3
LONGEST_S = 900.0


def main() -> int:
    # A shell gives its background jobs deaf ears for Ctrl-C, which they would pass on to what is started here.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="trifecta-start-") as name:
        folder = Path(name)
        clone = folder / "clone"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)
        environment = _without_caches(folder)
        first = _started(clone, environment)
        second = [_started(clone, environment) for _ in range(SECOND_STARTS)]
        bare_s = _bare_installation(folder, clone, _without_caches(folder / "bare"))
    measure.table(
        "start: from nothing to a page that answers",
        [
            Line("first start, until a page answers", "s", [first.page_s], [bare_s]),
            Line("  until the scorecard holds the year", "s", [first.year_s], [bare_s]),
            Line("  of our own", "s", [first.year_s], goal=FIRST_GOAL_S, is_absolute=True),
            Line(
                "second start, until a page answers",
                "s",
                [one.page_s for one in second],
                goal=SECOND_GOAL_S,
                is_absolute=True,
            ),
            Line("  until the scorecard holds the year", "s", [one.year_s for one in second]),
        ],
        yardstick="a virtual environment with the same locked packages, made by pip",
        notes=["both download every package; the goal of the first start is for a fast mirror and two idle cores"],
    )
    return 0


class Start(NamedTuple):
    """Seconds until the address answers, and until a signed-in leader's scorecard has every figure."""

    page_s: float
    year_s: float


def _started(clone: Path, environment: dict[str, str]) -> Start:
    """The server is stopped after."""
    began = time.monotonic()
    with _demo(clone, environment) as process:
        page_s = _waited_for(_answers, process, clone, began)
        cookies = _leader(clone)
        return Start(page_s, _waited_for(lambda: _shows_the_year(cookies), process, clone, began))


def _waited_for(is_so: Callable[[], bool], process: subprocess.Popen[bytes], clone: Path, began: float) -> float:
    while not is_so():
        if process.poll() is not None or time.monotonic() - began > LONGEST_S:
            raise SystemExit(f"make demo did not come up:\n{(clone / 'demo.log').read_text()}")
        time.sleep(0.05)
    return time.monotonic() - began


@contextlib.contextmanager
def _demo(clone: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """`make demo` in a process group of its own, so that all of it can be stopped as Ctrl-C does."""
    with (clone / "demo.log").open("wb") as log:
        process = subprocess.Popen(
            ["make", "demo", f"PORT={PORT}"], cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)


def _leader(clone: Path) -> str:
    """The cookies of the leader, whose new password stands in what was printed."""
    told = re.search(r"^  leader .* (\S+@\S+) +(\S+)$", (clone / "demo.log").read_text(), re.MULTILINE)
    assert told is not None, "the demo prints no log-in of a leader"
    return clients.sign_in(f"http://127.0.0.1:{PORT}", email=told[1], password=told[2])


def _shows_the_year(cookies: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    page = clients.get(connection, "/scorecard/", cookies, shows="figure__label")
    connection.close()
    return COMPUTING not in page and WAITING not in page


def _answers() -> bool:
    with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
        urllib.request.urlopen(f"http://127.0.0.1:{PORT}/account/sign-in/", timeout=5).close()
        return True
    return False


def _bare_installation(folder: Path, clone: Path, environment: dict[str, str]) -> float:
    began = time.monotonic()
    subprocess.run(["python3", "-m", "venv", str(folder / "venv")], env=environment, check=True)
    install = [str(folder / "venv/bin/python"), "-m", "pip", "install", "-q", "-r", str(clone / "requirements.lock")]
    subprocess.run(install, env=environment, check=True)
    return time.monotonic() - began


def _without_caches(folder: Path) -> dict[str, str]:
    """Our environment with empty caches, and without the virtual environment that runs us."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIFECTA_", "VIRTUAL_ENV"))}
    caches = {"PIP_CACHE_DIR": "pip", "UV_CACHE_DIR": "uv", "npm_config_cache": "npm"}
    return kept | {variable: str(folder / name) for variable, name in caches.items()}


if __name__ == "__main__":
    sys.exit(main())
