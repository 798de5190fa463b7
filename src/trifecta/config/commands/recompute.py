"""`trifecta recompute`: read the clocks of all tickets anew, with as many processes as asked for."""

from __future__ import annotations

import multiprocessing

import click
import django
from django.db import connections
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.config.safety import readiness
from trifecta.promises import recomputing
from trifecta.promises.models import Recomputing

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
    if processes == 1:
        _finish(numbers[0])
    else:
        connections.close_all()
        with multiprocessing.get_context("spawn").Pool(processes, initializer=django.setup) as pool:
            pool.map(_finish, numbers)
    done = Recomputing.objects.filter(pk__in=numbers)
    read, changed = (sum(getattr(job, name) for job in done) for name in ("read_count", "changed_count"))
    click.echo(f"Read the clocks of {read:,} tickets; {changed:,} changed.")


def _finish(number: int) -> None:
    job = Recomputing.objects.get(pk=number)
    while recomputing.go_on(job, at=timezone.now()):
        pass
