"""The one family of errors that a person is meant to read."""

from __future__ import annotations


class TrifectaError(Exception):
    """Something a person can mend; the first argument is one sentence, ready to be shown."""


class NotPermitted(TrifectaError):
    """This person may not do this here."""


class RuleBroken(TrifectaError):
    """The act contradicts the state of the matter (already closed, not on offer)."""
