"""What ServiceNow's incident states mean to a desk."""

from __future__ import annotations

from functools import lru_cache

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


@lru_cache(maxsize=256)
def moves(before: str, after: str, *, is_reopened: bool) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """
    What happened between two meanings: what comes before the rest of the row's news, and what ends it.

    is_reopened: the counter of reopenings went up, so it was open in between even if both rows say it was not.
    """
    first: list[Event] = []
    if is_reopened or (before in ENDED and after not in ENDED):
        first.append(_REOPENED)
        before = OPEN
    if after in ENDED:
        return tuple(first), () if before in ENDED and after in {before, RESOLVED} else (_ENDS[after],)
    if after != before and after.startswith(_WAITING):
        first.append(Waiting(on=Code(after.removeprefix(_WAITING))))
    elif after != before and before.startswith(_WAITING):
        first.append(_RESUMED)
    return tuple(first), ()
