from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

import pytest

from trifecta.importers.simulated import tables
from trifecta.importers.simulated.speech import situations, slots

KNOWN = set(slots.MAKERS) | {"first", "name", "item", "matter", "agent", "team", "other", "clock", "subject"}
SITUATIONS = situations.load()


def texts(thing: object) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, (list, tuple)):
        for part in thing:
            yield from texts(part)
    elif isinstance(thing, dict):
        for part in thing.values():
            yield from texts(part)


def words(situation: situations.Situation) -> list[str]:
    fields = ("matter", "subject", "said", "reported", "asked", "tried", "offered", "solved", "fixed", "still")
    return [text for field in fields for text in texts(getattr(situation, field))]


def test_there_are_enough_situations_for_a_list_not_to_look_copied():
    services = {situation.service for situation in SITUATIONS.values()} - {""}

    assert len(SITUATIONS) >= 60
    assert 14 <= len(services) <= 18
    assert len({text for situation in SITUATIONS.values() for text in words(situation)}) > 1_000


@pytest.mark.parametrize("code", SITUATIONS)
def test_a_situation_can_be_filled_and_keeps_the_tone(code):
    situation = SITUATIONS[code]
    named = {name for text in words(situation) for _, name, _, _ in Formatter().parse(text) if name}

    assert named <= KNOWN
    assert not [text for text in words(situation) if "!" in text]
    assert situation.team in {"workplace", "network", "identity", "applications", "platform", "field", "hr"}
    assert len(situation.said) >= 2


def test_the_sentences_of_the_desk_can_be_filled_and_keep_the_tone():
    told = {name: part for name, part in tables.table("texts", "desk").items() if name != "slots"}
    sentences = list(texts(told))
    named = {name for text in sentences for _, name, _, _ in Formatter().parse(text) if name}

    assert named <= KNOWN
    assert not [text for text in sentences if "!" in text]
