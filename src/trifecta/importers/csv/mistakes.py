"""What a mapping's mistake sounds like: where it is, what was probably meant, what is possible."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from trifecta.importers.contract import BadSource


class BadMapping(BadSource):
    """The mapping cannot be used."""


def unknown(path: Path, what: str, wrong: str, possible: Iterable[str]) -> BadMapping:
    """A word that is none of the possible ones."""
    choices = list(possible)
    near = get_close_matches(wrong.casefold(), choices, n=1, cutoff=0.5)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    return BadMapping(f"{path.name}: {what} “{wrong}” is unknown.{meant} Possible are: {', '.join(choices)}.")


def require_known(path: Path, what: str, given: Iterable[str], possible: Collection[str]) -> None:
    """Raises BadMapping for the first word that is none of the possible ones."""
    for one in given:
        if one not in possible:
            raise unknown(path, what, one, possible)
