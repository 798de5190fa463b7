"""Closed-loop clients: each asks for the next page as soon as it has the one before."""

from __future__ import annotations

import http.client
import re
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from statistics import quantiles

from bench import measure

CLIENTS = 4
Address = Callable[[int], str]
"""From the number of the request to a path."""


@dataclass(slots=True)
class Step:
    """What one step measured: seconds of each answer as a client saw it, and CPU seconds of the server for all."""

    latencies: list[float] = field(default_factory=list)
    server_s: float = 0.0

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.server_s / len(self.latencies)

    def percentile_ms(self, percent: int) -> float:
        return 1000 * quantiles(self.latencies, n=100)[percent - 1]


class WrongPage(AssertionError):
    """A fast wrong answer is no answer."""


def sign_in(base: str, *, email: str, password: str) -> str:
    """The cookies of a new session."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{base}/account/sign-in/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None, "the sign-in page has no form"
    form = {"csrfmiddlewaretoken": token[1], "login": email, "password": password}
    browser.open(f"{base}/account/sign-in/", urllib.parse.urlencode(form).encode(), timeout=30).close()
    cookies = {cookie.name: cookie.value for cookie in jar}
    assert "sessionid" in cookies, "the sign-in was refused"
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def get(connection: http.client.HTTPConnection, path: str, cookies: str, *, shows: str = "") -> str:
    """The page. Raises WrongPage for any answer but 200, and when it does not show this."""
    connection.request("GET", path, headers={"Cookie": cookies})
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status != http.client.OK:
        raise WrongPage(f"{path} answered {answer.status}")
    if shows not in text:
        raise WrongPage(f"{path} does not show “{shows}”")
    return text


def run(port: int, cookies: list[str], address: Address, *, shows: str, seconds: float, server: int) -> Step:
    """All clients at once for so long; every page must contain `shows`. server: the process whose tree is measured."""
    step, lock, failures = Step(), threading.Lock(), list[BaseException]()
    numbers = iter(range(10**9))
    stop_at = time.monotonic() + seconds

    def client(cookie: str) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            while time.monotonic() < stop_at:
                with lock:
                    path = address(next(numbers))
                began = time.monotonic()
                get(connection, path, cookie, shows=shows)
                took = time.monotonic() - began
                with lock:
                    step.latencies.append(took)
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits
            failures.append(error)
        finally:
            connection.close()

    before = measure.cpu_s(server)
    threads = [threading.Thread(target=client, args=(cookie,)) for cookie in cookies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    step.server_s = measure.cpu_s(server) - before
    return step
