"""Times and thresholds as people write them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from trifecta.base.worktime.wording import hours_text
from trifecta.promises.terms import Thresholds

HOUR_S, MINUTE_S = 3600, 60
LONGEST_S = 10 * 366 * 24 * HOUR_S
_TIME = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|$))?\s*(?:(?P<min>\d+)\s*min)?\s*(?:(?P<s>\d+)\s*s)?", re.ASCII | re.IGNORECASE
)
_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%", re.ASCII)
_AROUND = re.compile(r"(.+?)\s+(before|after)", re.IGNORECASE)


def seconds(text: str) -> int | None:
    """
    None for what is no time; a bare number means hours.

    >>> seconds("1 h 30 min"), seconds("0.25"), seconds("90 s"), seconds("soon")
    (5400, 900, 90, None)
    """
    match = _TIME.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    hours = float((match["h"] or "0").replace(",", "."))
    return round(hours * HOUR_S) + int(match["min"] or 0) * MINUTE_S + int(match["s"] or 0)


class DurationField(forms.CharField):
    """Seconds, written as 4 h, 30 min or 1 h 30 min."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = seconds(text)
        if found is None or not 0 <= found <= LONGEST_S:
            raise forms.ValidationError(_("“%(text)s” is no time; write it like 4 h or 1 h 30 min.") % {"text": text})
        return found

    def prepare_value(self, value: Any) -> Any:
        return hours_text(value) if isinstance(value, int) else value


class ThresholdsField(forms.CharField):
    """When a promise is warned of: 50 %, 100 %, 1 h before, 30 min after."""

    def to_python(self, value: Any) -> Any:
        shares, before_s, after_s = list[float](), list[int](), list[int]()
        for part in filter(None, (part.strip() for part in re.split(r"[;\n]|,(?!\d)", super().to_python(value) or ""))):
            share, around = _SHARE.fullmatch(part), _AROUND.fullmatch(part)
            amount_s = seconds(around[1]) if around else None
            if share and 0 < (percent := float(share[1].replace(",", "."))) <= 1000:
                shares.append(percent / 100)
            elif around and amount_s:
                (before_s if around[2].lower() == "before" else after_s).append(amount_s)
            else:
                raise forms.ValidationError(
                    _("“%(part)s” is no threshold; write it like 75 %%, 1 h before or 30 min after.") % {"part": part}
                )
        return Thresholds(tuple(sorted(set(shares))), tuple(sorted(set(before_s))), tuple(sorted(set(after_s))))

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(written(value)) if isinstance(value, Thresholds) else value


def written(thresholds: Thresholds) -> list[str]:
    """
    >>> written(Thresholds((0.5, 1.25), before_s=(900,)))
    ['50 %', '125 %', '15 min before']
    """
    return [
        *(f"{share * 100:g} %" for share in thresholds.shares),
        *(f"{hours_text(amount)} before" for amount in thresholds.before_s),
        *(f"{hours_text(amount)} after" for amount in thresholds.after_s),
    ]
