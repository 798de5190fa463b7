from __future__ import annotations

import json
import string
import typing
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import monday
from trifecta.base import ids, kinds
from trifecta.base.ids import AgentId, Code
from trifecta.base.kinds import KINDS, Erasure, Event, from_facts, kind, to_facts

INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
ELSEWHERE = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
VALUES = {
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: st.one_of(INSTANTS, st.builds(datetime.astimezone, INSTANTS, ELSEWHERE)),
    Code: st.text(max_size=40),
    **dict.fromkeys(ids.REFERS_TO, st.integers(1, 2**53)),
}


@pytest.fixture
def registry() -> Iterator[dict[str, type[Event]]]:
    """The registry, put back after the test."""
    before = dict(KINDS)
    yield KINDS
    KINDS.clear()
    KINDS.update(before)


def events_of(cls: type[Event]) -> st.SearchStrategy[Event]:
    hints = typing.get_type_hints(cls)
    drawn = {}
    for field in fields(cls):  # type: ignore[arg-type]
        inner = kinds._inner(hints[field.name])
        is_optional = inner is not hints[field.name]
        drawn[field.name] = st.none() | VALUES[inner] if is_optional else VALUES[inner]
    return st.builds(cls, **drawn)


@pytest.mark.parametrize("name", sorted(KINDS))
@settings(max_examples=30)
@given(drawn=st.data())
def test_facts_survive_the_log(name, drawn):
    event = drawn.draw(events_of(KINDS[name]))

    stored = json.loads(json.dumps(to_facts(event)))

    assert from_facts(name, stored) == event


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_sentence_speaks_of_its_own_fields(name):
    cls = KINDS[name]
    named = {field for _text, field, _spec, _conversion in string.Formatter().parse(cls.sentence) if field}

    assert cls.sentence
    assert named <= {"actor", *(field.name for field in fields(cls))}  # type: ignore[arg-type]


def test_absent_facts_are_left_out_and_instants_are_utc(registry):
    @kind("test.happened", "{actor} did it")
    class Happened(Event):
        who: AgentId
        due_at: datetime | None = None
        share: float | None = None

    tokyo = monday(9).astimezone(timezone(timedelta(hours=9)))

    assert to_facts(Happened(who=AgentId(4))) == {"who": 4}
    assert to_facts(Happened(who=AgentId(4), due_at=tokyo)) == {"who": 4, "due_at": "2026-03-02T09:00:00Z"}
    assert from_facts("test.happened", {"who": 4, "due_at": "2026-03-02T09:00:00Z"}) == Happened(
        who=AgentId(4), due_at=monday(9)
    )


def test_a_kind_knows_itself(registry):
    @kind("test.happened", "{actor} did it", erasure=Erasure.WORDS)
    class Happened(Event):
        who: AgentId
        reason: Code | None = None

    assert (Happened.kind, Happened.sentence, Happened.erasure) == ("test.happened", "{actor} did it", Erasure.WORDS)
    assert Happened.refers == {"who": "agent"}
    assert registry["test.happened"] is Happened


def test_an_event_does_not_change(registry):
    @kind("test.happened", "{actor} did it")
    class Happened(Event):
        who: AgentId

    with pytest.raises(FrozenInstanceError):
        Happened(who=AgentId(4)).who = AgentId(5)  # type: ignore[misc]
    with pytest.raises(TypeError):
        Happened(4)  # type: ignore[misc]


@pytest.mark.parametrize("prose", [str, str | None, list[int], dict, object, bytes])
def test_prose_is_refused_when_the_kind_is_made(registry, prose):
    with pytest.raises(TypeError, match=r"test\.told\.text is .*; an event holds ids, codes, numbers and instants"):
        kind("test.told", "{actor} told")(type("Told", (Event,), {"__annotations__": {"text": prose}}))

    assert "test.told" not in registry


def test_a_name_is_given_once(registry):
    with pytest.raises(ValueError, match=r"the kind ticket\.opened is registered twice"):
        kind("ticket.opened", "again")(type("Again", (Event,), {}))


def test_a_fact_that_the_kind_lacks_is_refused():
    with pytest.raises(TypeError, match="mood"):
        from_facts("ticket.ownership_taken", {"owner": 4, "mood": "good"})
    with pytest.raises(TypeError, match="owner"):
        from_facts("ticket.ownership_taken", {})


def test_a_log_from_a_newer_version_says_so():
    with pytest.raises(kinds.UnknownKind, match=r"The log holds “ticket\.dreamt”, .* Upgrade it\.") as refusal:
        from_facts("ticket.dreamt", {})

    assert len(refusal.value.args) == 1
