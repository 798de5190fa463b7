"""What a condition is refused for, in one sentence: where, what, and what to do."""

from __future__ import annotations

from trifecta.base.errors import Spoken


class ConditionRefused(Spoken):
    """No condition can be read; `sentence.values["at"]` is the character at which it goes wrong, counted from 1."""
