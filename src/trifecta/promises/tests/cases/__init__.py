"""
The cases that a promise clock must pass, each a test that is named as a sentence.

`register.py` lists them all by number; docs/reference/promise-cases.md is written from it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

F = TypeVar("F", bound=Callable[..., None])


def case(*numbers: int) -> Callable[[F], F]:
    """This test shows what the cases of these numbers ask for."""

    def numbered(test: F) -> F:
        test.cases = numbers  # type: ignore[attr-defined]
        return test

    return numbered
