"""The registry of kinds is whole: every first-day kind is there, and none breaks the rules of the log."""

from __future__ import annotations

import re

from trifecta.base.kinds import KINDS, Erasure

TICKET = """
    opened message_sent message_received note_added assigned handoff_offered handoff_accepted handoff_declined
    given_back ownership_offered ownership_taken waiting resumed reprioritized recategorized resolved validated rejected
    validation_unanswered reopened closed cancelled merged split linked corrected
"""
PROMISE = "started paused threshold_passed broken met waived cancelled"
FIRST_DAY = {
    *(f"ticket.{name}" for name in TICKET.split()),
    "contact.recorded",
    *(f"word.{name}" for name in ("given", "kept", "broken")),
    *(f"promise.{name}" for name in PROMISE.split()),
}


def test_the_kinds_of_the_first_day_are_never_lost():
    assert KINDS.keys() >= FIRST_DAY


def test_a_kind_is_dotted_and_lower_case():
    assert [name for name in KINDS if not re.fullmatch(r"[a-z]+\.[a-z_]+", name)] == []


def test_every_kind_answers_to_erasure():
    assert [name for name, kind in KINDS.items() if not isinstance(kind.erasure, Erasure)] == []
