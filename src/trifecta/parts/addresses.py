"""What an address asks, and its refusal: what cannot be met is said in one sentence, and nothing is shown instead."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

YEARS = range(1900, 3000)


class AddressRefused(BadRequest):
    """The first argument is one sentence in the reader's language, ready to be shown."""


def day(text: str | None) -> date | None:
    """
    None for nothing. Raises AddressRefused for what is no date, and for one so far off that no period before or after
    it can be told.

    >>> day("2026-11-01"), day("")
    (datetime.date(2026, 11, 1), None)
    """
    try:
        on = date.fromisoformat(text) if text else None
    except ValueError:
        on = date.min
    if on is not None and on.year not in YEARS:
        raise AddressRefused(no_day(text))
    return on


def no_day(text: object) -> str:
    return _("“%(text)s” is no date from 1900 to 2999; write it like 2026-11-22.") % {"text": text}
