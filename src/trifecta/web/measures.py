"""Values by their unit, as a metric or a chart names it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext

from trifecta.web import format as written


def rounded(seconds: float, *, days: bool) -> float:
    """
    To the last part that is written: a number that was measured is not a clock, which is never ahead.

    >>> rounded(1_032_003, days=True) / 86_400, rounded(1_032_003, days=False) / 3_600, rounded(89, days=True)
    (12.0, 287.0, 89.0)
    """
    steps_s = ((3 * 86_400, 86_400), (86_400, 3_600)) if days else ((360_000, 3_600),)
    step_s = next((step_s for from_s, step_s in steps_s if seconds >= from_s), 60 if seconds >= 3_600 else 1)
    return math.floor(seconds / step_s + 0.5) * float(step_s)


#: unit -> how one value is written; a unit that is not here is written as a plain number
WRITERS: Final[dict[str, Callable[[float], str]]] = {
    "share": written.share,
    "duration": lambda seconds: written.duration(rounded(seconds, days=True)),
    "worked": lambda seconds: written.worked(rounded(seconds, days=False)),
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
