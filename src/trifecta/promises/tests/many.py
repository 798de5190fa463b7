"""
`python -m trifecta.promises.tests.many 100000 --seed 1`: as many random lives, the engine compared with the reference.

Two processes; prints the count, the seeds, and the first life in which both differ.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from traceback import format_tb

import click

from trifecta.promises.tests.comparing import differences
from trifecta.promises.tests.lives import Life, life

WORLDS = 54
CHUNK = 250


def differing(first: int, count: int) -> tuple[int, list[str]]:
    """How many of these lives differ, and the first differences of the first of them."""
    found = 0
    told: list[str] = []
    for seed in range(first, first + count):
        lived = life(seed, worlds=WORLDS)
        differ = told_of(lived)
        if differ:
            found += 1
            told = told or [f"seed {seed}, {len(lived.entries)} entries", *differ]
    return found, told


def told_of(lived: Life) -> list[str]:
    try:
        return list(islice(differences(lived), 5))
    except Exception as error:  # noqa: BLE001  (whatever is raised is what was looked for)
        return [f"{error!r}", *format_tb(error.__traceback__)[-2:]]


@click.command(help="Compare the engine with the reference on COUNT random lives.")
@click.argument("count", type=int)
@click.option("--seed", default=1, show_default=True, help="Of the first life; the others follow.")
@click.option("--processes", default=2, show_default=True)
def main(count: int, seed: int, processes: int) -> None:
    firsts = range(seed, seed + count, CHUNK)
    counts = [min(CHUNK, seed + count - first) for first in firsts]
    began, done, found = time.monotonic(), 0, 0
    with ProcessPoolExecutor(processes) as pool:
        for lives, (differ, told) in zip(counts, pool.map(differing, firsts, counts), strict=True):
            if differ and not found:
                click.echo("\n".join(told))
            done, found = done + lives, found + differ
            if done % 5000 < CHUNK:
                click.echo(f"{done} lives, {found} differ, {time.monotonic() - began:.0f} s")
    click.echo(f"{done} lives, seeds {seed} to {seed + count - 1}, in {WORLDS} worlds: {found} differ")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
