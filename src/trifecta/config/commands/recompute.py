"""`trifecta recompute`: read the clocks of all tickets anew, with as many processes as asked for."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable

import click
import django
from django.db import connections
from django.db.models import Sum
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.config.safety import progress, readiness
from trifecta.promises import recomputing
from trifecta.promises.models import Recomputing
from trifecta.tickets.models import Ticket

Watch = Callable[[int], object]
LOOKS_EVERY_S = 1
BY = System("rule:recompute")


@click.command
@click.option("--ended-too", is_flag=True, help="Also what has been met or broken long ago.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1, 64))
def command(ended_too: bool, processes: int) -> None:  # noqa: FBT001
    """
    Read every clock again from the log. The worker does this by itself where it is needed.

    Killed, it goes on where it was: the worker takes it up, or the next call.

    \b
    Examples:
      trifecta recompute
      trifecta recompute --ended-too --processes 2
    """
    readiness.ensure_ready()
    jobs = recomputing.ask(by=BY, at=timezone.now(), ended_too=ended_too, parts=processes)
    for job in jobs:
        Recomputing.objects.filter(pk=job.pk).update(claimed_at=timezone.now())
    numbers = [job.pk for job in jobs]
    with progress.of_tickets(Ticket.objects.count()) as bar:
        work(numbers, watch=bar.update)
    read, changed = _counts(numbers)
    click.echo(f"Read the clocks of {read:,} tickets; {changed:,} changed.")


def work(numbers: list[int], *, watch: Watch) -> None:
    """Do these jobs to their end, each in a process of its own. watch: told how many tickets more have been read."""
    if len(numbers) == 1:
        _finish(numbers[0], watch)
        return
    connections.close_all()
    with multiprocessing.get_context("spawn").Pool(len(numbers), initializer=django.setup) as pool:
        going, told = pool.map_async(_finish, numbers, chunksize=1), 0
        while not going.ready():
            going.wait(LOOKS_EVERY_S)
            read, _changed = _counts(numbers)
            watch(read - told)
            told = read
        going.get()


def _finish(number: int, watch: Watch = bool) -> None:
    job, told = Recomputing.objects.get(pk=number), 0
    is_more = True
    while is_more:
        is_more = recomputing.go_on(job, at=timezone.now())
        watch(job.read_count - told)
        told = job.read_count


def _counts(numbers: list[int]) -> tuple[int, int]:
    """How many tickets these jobs have read, and how many clocks they have changed."""
    found = Recomputing.objects.filter(pk__in=numbers).aggregate(read=Sum("read_count"), changed=Sum("changed_count"))
    return found["read"] or 0, found["changed"] or 0
