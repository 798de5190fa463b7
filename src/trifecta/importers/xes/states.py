"""
What a status means.

Logs of service desks put the status into the activity's name and the sub-status into the lifecycle's transition
(VINST, ServiceNow exports). The transitions of the standard itself say how far an activity is, not how the case stands.
"""

from __future__ import annotations

import re

from trifecta.base.ids import Code

OPEN, QUEUED, WAITING, RESOLVED, CLOSED, CANCELLED = "open", "queued", "waiting", "resolved", "closed", "cancelled"
_STANDARD = frozenset(
    {
        "schedule",
        "assign",
        "withdraw",
        "reassign",
        "start",
        "suspend",
        "resume",
        "pi_abort",
        "ate_abort",
        "complete",
        "autoskip",
        "manualskip",
        "unknown",
    }
)
# The first that fits counts; whole words, so that "disclosed" closes nothing.
_MEANINGS = (
    (QUEUED, r"queued?|(awaiting|waiting for|pending) assignment|unassigned|new|registered"),
    (CANCELLED, r"cancel(l?ed)?|withdrawn|rejected|duplicate"),
    (CLOSED, r"closed?|archived"),
    (RESOLVED, r"resolved?|solved?|completed|fixed|done|fulfilled"),
    (WAITING, r"wait(ing)?|pending|on hold|suspended|deferred"),
    (
        OPEN,
        r"in progress|accept(ed)?|assign(ed)?|reassign(ed)?|work(ing)?|re-?open(ed)?|open(ed)?|active|started|in call",
    ),
)
_PATTERNS = tuple((state, re.compile(rf"\b(?:{pattern})\b")) for state, pattern in _MEANINGS)
_WAITED_ON = (
    ("customer", re.compile(r"\b(?:user|customer|caller|requester|client|feedback)\b")),
    ("vendor", re.compile(r"\b(?:vendor|supplier|third party|external)\b")),
    ("change", re.compile(r"\b(?:change|implementation|release)\b")),
    ("problem", re.compile(r"\bproblem\b")),
)


def states_of(name: str, transition: str) -> list[str]:
    """
    How the case stands after an event, step by step; empty when its words do not say.

    >>> states_of("Completed", "Closed"), states_of("Accepted", "Wait"), states_of("Completed", "Cancelled")
    (['resolved', 'closed'], ['waiting'], ['cancelled'])
    >>> states_of("Resolve ticket", "complete"), states_of("Check the cable", "start")
    (['resolved'], [])
    """
    by_name = _state(name)
    told = None if transition.casefold() in _STANDARD else _state(transition)
    if told is None:
        return [] if by_name is None else [by_name]
    # A status of "completed" with a sub-status of "closed" says both.
    return [RESOLVED, CLOSED] if (by_name, told) == (RESOLVED, CLOSED) else [told]


def waited_on(name: str, transition: str) -> Code:
    """
    Whom the words name, "other" when nobody.

    >>> waited_on("Accepted", "Wait - User"), waited_on("Accepted", "Wait")
    ('customer', 'other')
    """
    text = f"{name} {transition}".casefold()
    return Code(next((whom for whom, pattern in _WAITED_ON if pattern.search(text)), "other"))


def _state(text: str) -> str | None:
    folded = text.casefold().replace("_", " ")
    return next((state for state, pattern in _PATTERNS if pattern.search(folded)), None)
