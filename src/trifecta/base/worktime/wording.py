"""Targets and windows in words, for the page on which they are configured."""

from __future__ import annotations

from trifecta.base.errors import Sentence
from trifecta.base.text import N_
from trifecta.base.worktime.calendar import DAY_S, Calendar, merged


def describe_target(seconds: int, calendar: Calendar) -> Sentence:
    """
    What a target in business time means in this calendar's working days.

    >>> from trifecta.base.worktime.calendar import office_hours
    >>> str(describe_target(24 * 3600, office_hours("Europe/Berlin", "09:00-17:00")))
    '24 h = 3 working days of 8 h'
    """
    lengths = [sum(window.end_s - window.start_s for window in merged(day)) for day in calendar.week if day]
    target = hours_text(seconds)
    if not lengths:
        return Sentence(N_("{target} of exceptional openings"), {"target": target})
    if lengths == [DAY_S] * 7:
        return Sentence(N_("{target} around the clock"), {"target": target})
    if min(lengths) < max(lengths):
        return _about(seconds, lengths)
    return _in_equal_days(seconds, lengths[0])


def hours_text(seconds: int) -> str:
    """
    >>> hours_text(9_045)
    '2 h 30 min 45 s'
    """
    hours, rest = divmod(seconds, 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 h"


def _about(seconds: int, lengths: list[int]) -> Sentence:
    values: dict[str, object] = {
        "target": hours_text(seconds),
        "days": f"{seconds * len(lengths) / sum(lengths):.1f}",
        "shortest": hours_text(min(lengths)),
        "longest": hours_text(max(lengths)),
    }
    return Sentence(N_("{target} = about {days} working days of {shortest} to {longest}"), values)


def _in_equal_days(seconds: int, length: int) -> Sentence:
    days, rest = divmod(seconds, length)
    values: dict[str, object] = {
        "target": hours_text(seconds),
        "days": days,
        "day": hours_text(length),
        "rest": hours_text(rest),
    }
    if days == 0:
        return Sentence(N_("{target} = less than a working day of {day}"), values)
    if days == 1:
        template = (
            N_("{target} = 1 working day of {day} and {rest}") if rest else N_("{target} = 1 working day of {day}")
        )
        return Sentence(template, values)
    if rest:
        return Sentence(N_("{target} = {days} working days of {day} and {rest}"), values)
    return Sentence(N_("{target} = {days} working days of {day}"), values)
