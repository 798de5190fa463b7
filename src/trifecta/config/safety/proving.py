"""`verify` as a command says it: progress, the first differences, and how it ends."""

from __future__ import annotations

import sys
from itertools import islice

import click
from django.utils import timezone

from trifecta.config.safety import beside, progress, verifying

_MOST_SHOWN = 20


def prove(*, repairs: bool = False) -> None:
    """Say whether replay equals rows, after bringing them there if asked; ends the process with 1 when it does not."""
    count, at = verifying.count(), timezone.now()
    if repairs:
        repair()
    if beside.clocks_are_being_read():
        click.echo("Clocks are still to be read anew by the worker, so they are not looked at now.", err=True)
    with progress.of_rows(count) as bar:
        found = list(islice(verifying.differences(at=at, watch=bar.update), _MOST_SHOWN + 1))
    if not found:
        click.echo(f"Each of {count:,} rows is what its story in the log says.")
        return
    for sentence in found[:_MOST_SHOWN]:
        click.echo(sentence)
    if len(found) > _MOST_SHOWN:
        click.echo("… and more.")
    click.echo("Rows differ from the log; `trifecta verify --repair` writes them anew from it.", err=True)
    sys.exit(1)


def repair() -> None:
    """Write the rows that differ anew from the log, and say how many."""
    with progress.of_rows(verifying.count()) as bar:
        repaired = verifying.repair(at=timezone.now(), watch=bar.update)
    if repaired:
        click.echo(f"{repaired:,} rows were written anew from their stories in the log.")
