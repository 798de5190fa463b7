"""
Random lives of tickets: a world with odd calendars, a book with odd terms, and what happened.

Everything follows from a seed, so that a life that shows a fault can be named by a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from trifecta.base.entries import Entry
from trifecta.promises.tests.lives.books import random_versions
from trifecta.promises.tests.lives.stories import random_story
from trifecta.promises.tests.lives.worlds import world_number
from trifecta.promises.tests.reference.story import second
from trifecta.promises.tests.reference.world import Version, World


@dataclass(frozen=True)
class Life:
    """looked_at: the instants at which somebody reads the clocks, in seconds since 1970."""

    seed: int
    world: World = field(repr=False)
    versions: tuple[Version, ...]
    entries: tuple[Entry, ...]
    looked_at: tuple[int, ...]


def life(seed: int, *, worlds: int) -> Life:
    """The life of this seed, in one of so many worlds."""
    draw = Random(seed)
    world = world_number(draw.randrange(worlds))
    entries = random_story(draw, world)
    happened = sorted(second(entry.happened_at) for entry in entries)
    versions = random_versions(draw, happened)
    last = happened[-1]
    during = draw.choice(happened) + draw.choice([0, 0, 1, draw.randrange(86_400)])
    looked_at = {last, min(during, last), last + draw.randrange(4 * 86_400)}
    return Life(seed, world, versions, tuple(entries), tuple(sorted(looked_at)))
