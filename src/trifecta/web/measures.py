"""Values by their unit, as a metric or a chart names it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext

from trifecta.web import format as written

#: unit -> how one value is written; a unit that is not here is written as a plain number
WRITERS: Final[dict[str, Callable[[float], str]]] = {
    "share": written.share,
    "duration": written.duration,
    "worked": written.worked,
    "count": written.number,
    "number": lambda value: written.number(value, decimals=2 if abs(value) < 10 else 1),
}


def measure(value: float | None, unit: str) -> str:
    """One value in the words of its unit; nothing measured is a dash."""
    return "–" if value is None else WRITERS.get(unit, WRITERS["number"])(value)


def between(low: float, high: float, unit: str) -> str:
    """An interval with the unit said once where that reads well: "69–73 %"."""
    first, last = measure(low, unit), measure(high, unit)
    if unit == "share":
        first = written.number(low * 100)
    return gettext("%(low)s–%(high)s") % {"low": first, "high": last}
