"""What a promise is called by those who owe it and those who wait for it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.promises.models import Clock

NAMES = {
    "first_response": N_("First answer"),
    "next_response": N_("Answer to what they wrote"),
    "update": N_("News from us"),
    "resolution": N_("Solution"),
    "time_to_own": N_("An owner"),
    "vendor": N_("The vendor’s part"),
}
STAY, SOME_STAY = N_("%(team)s’s part"), N_("A team’s part")
WORD, SOME_WORD = N_("Our word: %(words)s"), N_("Our word")


def name_of(clock: Clock, *, words: Mapping[str, str] | None = None) -> str:
    """words: of given words by their code. A source's own promise is called as the source calls it."""
    if clock.subject.startswith("team:"):
        return _(STAY) % {"team": clock.team.name} if clock.team else _(SOME_STAY)
    if clock.subject.startswith("word:"):
        said = (words or {}).get(clock.subject.removeprefix("word:"), "")
        return _(WORD) % {"words": said} if said else _(SOME_WORD)
    return promise_name(clock.promise)


def promise_name(promise: str) -> str:
    return _(NAMES[promise]) if promise in NAMES else promise.replace("_", " ")
