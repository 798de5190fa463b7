"""An entry of the rail: what a screen says of itself to be found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


def everyone(_person: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class RailEntry:
    """
    label: translatable; icon: a name of the sprite; address: the name of a url; key: pressed after `g` to go there.

    order: from top; shown_to: a question about the signed-in person.
    """

    label: str | Promise
    icon: str
    address: str
    key: str
    order: int
    shown_to: Callable[[Any], bool] = everyone
