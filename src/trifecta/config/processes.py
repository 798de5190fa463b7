"""The processes of a running desk: web workers in this one, the worker beside it."""

from __future__ import annotations

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from django.core.handlers.wsgi import WSGIHandler
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from trifecta.base.errors import TrifectaError

# A web worker that is told to stop while it starts does not hear it, and would be waited for without end.
STOP_WITHIN_S = 10


class PortTaken(TrifectaError):
    """Something else answers at this address."""


def require_free(host: str, port: int) -> None:
    """Raises PortTaken."""
    with contextlib.closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} is taken. Stop what runs there or choose another with --port."
            ) from error


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """`trifecta work` as a child, stopped with us."""
    child = subprocess.Popen([sys.executable, "-m", "trifecta", "work"])
    try:
        yield
    finally:
        child.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=STOP_WITHIN_S)
        child.kill()


def serve(host: str, port: int, workers: int) -> None:
    """Serve pages until stopped."""
    server = Granian(
        "trifecta.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        backpressure=64,
        workers_kill_timeout=STOP_WITHIN_S,
        log_access=False,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=pages)


def pages(target: str) -> WSGIHandler:
    """
    What a web worker serves.

    Ctrl-C reaches every process of the terminal, and then the first one tells its workers to stop; a worker that is
    told twice may never do so. So workers leave Ctrl-C to it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    application: WSGIHandler = import_string(target.replace(":", "."))
    return application


def answers(host: str, port: int, *, within_s: float) -> bool:
    """Whether a page comes back in time."""
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(f"http://{host}:{port}/account/sign-in/", timeout=5).close()
            return True
        time.sleep(0.1)
    return False
