"""What ServiceNow's incident states mean to a desk."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.tickets.events.flow import Cancelled, Closed, Reopened, Resolved, Resumed, Waiting

OPEN, RESOLVED, CLOSED, CANCELLED = "open", "resolved", "closed", "cancelled"
ENDED = frozenset({RESOLVED, CLOSED, CANCELLED})
_WAITING = "waiting on "
_MEANINGS = {
    **dict.fromkeys(("1", "2", "new", "active", "assigned", "in progress", "work in progress"), OPEN),
    **dict.fromkeys(("awaiting user info", "awaiting caller"), "waiting on customer"),
    "awaiting vendor": "waiting on vendor",
    "awaiting problem": "waiting on problem",
    "awaiting change": "waiting on change",
    **dict.fromkeys(("3", "awaiting evidence", "on hold", "pending"), "waiting on other"),
    **dict.fromkeys(("6", "resolved"), RESOLVED),
    **dict.fromkeys(("7", "closed"), CLOSED),
    **dict.fromkeys(("8", "canceled", "cancelled"), CANCELLED),
}
_RESUMED, _REOPENED, _RESOLVED, _CLOSED = Resumed(), Reopened(), Resolved(), Closed()
_CANCELLED = Cancelled(reason=Code("other"))
_ENDS = {RESOLVED: _RESOLVED, CLOSED: _CLOSED, CANCELLED: _CANCELLED}


@lru_cache(maxsize=256)
def meaning(state: str) -> str | None:
    """What a state, by its label or its number, means; None for one that says nothing to us, such as -100."""
    return _MEANINGS.get(state.casefold())


class Move(NamedTuple):
    """What happened between two rows, as far as the state tells; the rest of a row's news stands between the two."""

    meaning: str
    starting: tuple[Event, ...] = ()
    ending: tuple[Event, ...] = ()


@lru_cache(maxsize=256)
def move(before: str, after: str, *, is_reopened: bool) -> Move:
    """
    From one meaning to another.

    is_reopened: an ended incident is open again only then, and was open in between even if both rows say it was not.
    """
    if before in ENDED and after not in ENDED and not is_reopened:
        return Move(before)
    starting: list[Event] = [_REOPENED] if is_reopened else []
    before = OPEN if is_reopened else before
    if after in ENDED:
        is_news = before not in ENDED or after not in {before, RESOLVED}
        return Move(after, tuple(starting), (_ENDS[after],) if is_news else ())
    if after != before and after.startswith(_WAITING):
        starting.append(Waiting(on=Code(after.removeprefix(_WAITING))))
    elif after != before and before.startswith(_WAITING):
        starting.append(_RESUMED)
    return Move(after, tuple(starting))
