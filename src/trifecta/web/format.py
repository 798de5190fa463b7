"""
How values are written for people, in the active language.

Durations are cut, never rounded up: a clock must not promise a minute that is not there.
"""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext, pgettext

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
#: from here on the hours beside the days are noise
WHOLE_DAYS_FROM_S = 3 * DAY_S
#: from here on a date says more than the number of days since
DATE_FROM_S = 90 * DAY_S


def duration(seconds: float) -> str:
    """Wall-clock seconds as people say them: "45 s", "2 h 10 min", "1 day 4 h", "12 days"."""
    whole_s = int(abs(seconds))
    if whole_s < DAY_S:
        return worked(seconds)
    days, rest_s = divmod(whole_s, DAY_S)
    hours = rest_s // HOUR_S
    if whole_s >= WHOLE_DAYS_FROM_S or not hours:
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": number(days)}
    return ngettext("%(days)d day %(hours)d h", "%(days)d days %(hours)d h", days) % {"days": days, "hours": hours}


def worked(seconds: float) -> str:
    """Business seconds: hours are never folded into days, for a working day is not 24 h."""
    whole_s = int(abs(seconds))
    if whole_s < MINUTE_S:
        return gettext("%(seconds)d s") % {"seconds": whole_s}
    hours, minutes = whole_s // HOUR_S, whole_s % HOUR_S // MINUTE_S
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if not minutes or hours >= 100:
        return gettext("%(hours)s h") % {"hours": number(hours)}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def exactly(seconds: float) -> str:
    """Business seconds where they must add up: "3 h 36 min 12 s", "18 min", "0 s"; what is nothing is left out."""
    whole_s = int(abs(seconds))
    parts = []
    if hours := whole_s // HOUR_S:
        parts.append(gettext("%(hours)s h") % {"hours": number(hours)})
    if minutes := whole_s % HOUR_S // MINUTE_S:
        parts.append(gettext("%(minutes)d min") % {"minutes": minutes})
    if (rest_s := whole_s % MINUTE_S) or not parts:
        parts.append(gettext("%(seconds)d s") % {"seconds": rest_s})
    return " ".join(parts)


def ago(at: datetime, *, now: datetime) -> str:
    """How long since, roughly: "just now", "40 min ago", "19 h ago", "3 days ago", at last "12 Nov 2025"."""
    passed_s = int((now - at).total_seconds())
    if passed_s < MINUTE_S:
        return gettext("just now")
    if passed_s >= DATE_FROM_S:
        return formats.date_format(timezone.localtime(at), pgettext("date format", "j M Y"))
    unit_s = next(unit for unit in (DAY_S, HOUR_S, MINUTE_S) if passed_s >= unit)
    return gettext("%(duration)s ago") % {"duration": duration(passed_s - passed_s % unit_s)}


def until(at: datetime, *, now: datetime) -> str:
    """How long till a deadline: "in 40 min", "due now", "3 days over"."""
    left_s = (at - now).total_seconds()
    if abs(left_s) < MINUTE_S:
        return gettext("due now")
    words = gettext("in %(duration)s") if left_s > 0 else gettext("%(duration)s over")
    return words % {"duration": duration(left_s)}


def exact(at: datetime) -> str:
    """The instant in the reader's zone, to the minute, with the zone: "12 Nov 2026, 09:40 CET"."""
    local = timezone.localtime(at)
    return f"{formats.date_format(local, pgettext('date and time format', 'j M Y, H:i'))} {local.tzname()}"


def moment(at: datetime, *, now: datetime) -> str:
    """The instant as short as it stays unambiguous: "09:40", "12 Nov 09:40", "12 Nov 2025"."""
    local, today = timezone.localtime(at), timezone.localtime(now)
    if local.date() == today.date():
        return formats.date_format(local, pgettext("time format", "H:i"))
    if local.year == today.year:
        return formats.date_format(local, pgettext("day and time format", "j M H:i"))
    return formats.date_format(local, pgettext("date format", "j M Y"))


def full(at: datetime, *, now: datetime) -> str:
    """Day and time, and the year where it is another one: "22 Nov 16:39", "22 Nov 2025 16:39"."""
    local = timezone.localtime(at)
    if local.year == timezone.localtime(now).year:
        return formats.date_format(local, pgettext("day and time format", "j M H:i"))
    return formats.date_format(local, pgettext("date and time format", "j M Y H:i"))


def to_the_second(at: datetime, *, now: datetime) -> str:
    """`full`, with the seconds where there are any: "22 Nov 16:39:12"."""
    second = timezone.localtime(at).second
    return f"{full(at, now=now)}:{second:02}" if second else full(at, now=now)


def number(value: float | Decimal, *, decimals: int = 0) -> str:
    """Grouped and rounded half up: "1,204" or, in German, "1.204"."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return formats.number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def share(value: float, *, decimals: int = 0) -> str:
    """A share of 0 to 1 in percent: "71 %"."""
    return gettext("%(number)s %%") % {"number": number(Decimal(str(value)) * 100, decimals=decimals)}
