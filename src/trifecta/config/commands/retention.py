"""`trifecta retention`: say for how long words are kept, and what would go today."""

from __future__ import annotations

import click
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.base.errors import TrifectaError
from trifecta.config import rendering
from trifecta.config.safety import readiness, retention
from trifecta.desk.actions.set_retention import set_retention
from trifecta.preferences.models import Retention, Words

BY = System("command:retention")


class BadTime(TrifectaError):
    """What was typed is not a sort of words and a number of days."""


@click.command
@click.argument("times", nargs=-1, metavar="[WORDS=DAYS]…")
@click.option("--dry-run", is_flag=True, help="Say what would go today, and change nothing.")
def command(times: tuple[str, ...], dry_run: bool) -> None:  # noqa: FBT001
    """
    Say for how long words are kept after a ticket has ended: as it is, or as it shall be from now on.

    WORDS are messages, remarks, subjects, surveys or rejects; DAYS is a number, or “forever”. The worker removes once a
    day what is past its time and notes how many in the log. Every number stays.

    \b
    Examples:
      trifecta retention
      trifecta retention messages=730 surveys=365 rejects=30
      trifecta retention messages=forever
      trifecta retention --dry-run
    """
    readiness.ensure_ready()
    asked = [_time(text) for text in times]
    for words, days in asked if not dry_run else ():
        set_retention(words, days=days, by=BY, at=timezone.now())
    click.echo(_list(retention.due(timezone.now()) if dry_run else None))


def _time(text: str) -> tuple[str, int | None]:
    words, _, days = text.partition("=")
    if words not in Words.values or not (days == "forever" or (days.isascii() and days.isdecimal() and int(days) > 0)):
        known = ", ".join(Words.values)
        raise BadTime(f"“{text}” is no time to keep words; write it like messages=730. Words are {known}.")
    return words, None if days == "forever" else int(days)


def _list(due: dict[str, int] | None) -> str:
    kept = dict(Retention.objects.values_list("words", "days"))
    lines = [[words.value, words.label, f"{kept[words]} days" if words in kept else "forever"] for words in Words]
    if due is None:
        return rendering.aligned(["words", "", "kept"], lines)
    return rendering.aligned(["words", "", "kept", "would go"], [[*line, f"{due.get(line[0], 0):,}"] for line in lines])
