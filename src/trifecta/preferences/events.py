"""What may happen to the desk's settings."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.base.kinds import Event, kind
from trifecta.base.text import N_


@kind("desk.set_up", N_("{actor} set the desk up"))
class DeskSetUp(Event):
    zone: Code
    language: Code


@kind("desk.revised", N_("{actor} changed the desk's settings"))
class DeskRevised(Event):
    zone: Code
    language: Code
