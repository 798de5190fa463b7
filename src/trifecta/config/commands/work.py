"""`trifecta work`: keep the numbers fresh, answer the pages' questions, send what is owed."""

from __future__ import annotations

import logging
import signal
import threading

import click

from trifecta.config import worker
from trifecta.config.safety import occupancy, readiness


@click.command
@click.option("--once", is_flag=True, help="Do what is due now and end.")
@click.option("--full", is_flag=True, help="Copy the whole log into the warehouse again first.")
def command(once: bool, full: bool) -> None:  # noqa: FBT001
    """
    Keep the numbers fresh, answer the pages' questions and send what is owed, until stopped.

    `trifecta serve` starts one by itself.

    \b
    Examples:
      trifecta work
      trifecta work --once --full
    """
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    logging.getLogger("trifecta").setLevel(logging.INFO)
    readiness.ensure_ready()
    with occupancy.held():
        if once:
            worker.work_once(full=full)
            return
        stop = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: stop.set())
        worker.work(stop, full=full)
