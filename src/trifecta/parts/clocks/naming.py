"""What a promise is called by those who owe it and those who wait for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.promises.drafting.wording import PROMISES
from trifecta.promises.models import Clock

Promised = Mapping[tuple[str, str], str]
"""By the code of a promise and the subject of its clock, empty for the ticket's own."""

STAY, WORD = N_("Part of %(team)s"), N_("Given word: %(words)s")


def name_of(clock: Clock, *, words: Mapping[str, str] | None = None) -> str:
    """words: of given words by their code. A source's own promise is called as the source calls it."""
    if clock.subject.startswith("team:"):
        return _(STAY) % {"team": clock.team.name} if clock.team else promise_name("stay")
    if clock.subject.startswith("word:"):
        said = (words or {}).get(clock.subject.removeprefix("word:"), "")
        return _(WORD) % {"words": said} if said else promise_name("word")
    return promise_name(clock.promise)


def promise_name(promise: str) -> str:
    """As in the book: one promise has one name, wherever it stands."""
    return _(PROMISES[promise]) if promise in PROMISES else promise.replace("_", " ")


def spoken(facts: Mapping[str, Any], known: Promised | None = None) -> dict[str, str]:
    """What the entry of a promise says instead of codes; nothing for other entries. known: on this ticket."""
    promise = facts.get("promise")
    if promise is None:
        return {}
    return {"promise": (known or {}).get((promise, facts.get("subject") or "")) or promise_name(promise)}
