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


@kind("desk.upgraded", N_("{actor} brought the desk to release {release}"))
class DeskUpgraded(Event):
    release: Code


@kind("desk.retention_set", N_("{actor} said how long words are kept"))
class RetentionSet(Event):
    """words: messages, remarks, subjects, surveys or rejects; days: how long, absent when they are kept for good."""

    words: Code
    days: int | None = None


@kind("desk.words_forgotten", N_("{actor} removed words whose time had passed"))
class WordsForgotten(Event):
    """How many of each; rejects are files."""

    messages: int = 0
    remarks: int = 0
    subjects: int = 0
    surveys: int = 0
    rejects: int = 0


@kind("desk.priorities_set", N_("{actor} set version {version} of the priorities"))
class PrioritiesSet(Event):
    """What was opened before keeps the priority that it has."""

    version: int
