"""`verify` as a command says it: progress, the first differences, and how it ends."""

from __future__ import annotations

import sys
from itertools import islice

import click
from tqdm import tqdm

from trifecta.config.safety import verifying

_MOST_SHOWN = 20


def prove() -> None:
    """Say whether replay equals rows; ends the process with 1 when it does not."""
    count = verifying.count()
    with tqdm(total=count, unit=" rows", disable=None, leave=False) as bar:
        found = list(islice(verifying.differences(watch=bar.update), _MOST_SHOWN + 1))
    if not found:
        click.echo(f"Each of {count:,} rows is what its story in the log says.")
        return
    for sentence in found[:_MOST_SHOWN]:
        click.echo(sentence)
    if len(found) > _MOST_SHOWN:
        click.echo("… and more.")
    click.echo("Rows differ from the log. Restore a backup, or report this with the lines above.", err=True)
    sys.exit(1)
