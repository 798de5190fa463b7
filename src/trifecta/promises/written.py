"""Terms as they are kept: plain JSON, read back with a vocabulary that knows what conditions may say. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from trifecta.base.conditions import stored
from trifecta.base.conditions.vocabulary import Vocabulary
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.terms import (
    AfterReopening,
    Book,
    Hours,
    HoursOf,
    Kind,
    Moves,
    OnChange,
    Per,
    Target,
    Terms,
    Thresholds,
    Trigger,
    ZoneOf,
)


def book_to_json(book: Book) -> list[dict[str, Any]]:
    return [to_json(terms) for terms in book.terms]


def book_from_json(kept: list[dict[str, Any]], vocabulary: Vocabulary) -> Book:
    return Book(tuple(from_json(each, vocabulary) for each in kept))


def to_json(terms: Terms) -> dict[str, Any]:
    named = terms.thresholds
    return {
        "code": terms.code,
        "name": terms.name,
        "promise": terms.promise,
        "kind": terms.kind.value,
        "applies": stored.to_json(terms.applies),
        "target": None if terms.target is None else {"amount": terms.target.amount, "unit": terms.target.unit.value},
        "hours": {"of": terms.hours.of.value, "calendar": terms.hours.calendar, "zone": terms.hours.zone.value},
        "moves": {move.name: _triggers(getattr(terms.moves, move.name)) for move in fields(Moves)},
        "per": terms.per.value,
        "repeats": terms.repeats,
        "after_reopening": terms.after_reopening.value,
        "on_change": terms.on_change.value,
        "only_at_work": terms.only_at_work,
        "pause_limit_s": terms.pause_limit_s,
        "thresholds": {"shares": [*named.shares], "before_s": [*named.before_s], "after_s": [*named.after_s]},
    }


def _triggers(triggers: tuple[Trigger, ...]) -> list[dict[str, Any]]:
    return [
        {
            "kind": trigger.kind,
            "by": [*trigger.by],
            "where": {name: [*values] for name, values in trigger.where.items()},
            "unless": {name: [*values] for name, values in trigger.unless.items()},
        }
        for trigger in triggers
    ]


def from_json(kept: Mapping[str, Any], vocabulary: Vocabulary) -> Terms:
    """Raises what `stored.from_json` raises, and KeyError or ValueError for what this version does not know."""
    target, hours, named = kept["target"], kept["hours"], kept["thresholds"]
    return Terms(
        code=kept["code"],
        name=kept["name"],
        promise=kept["promise"],
        kind=Kind(kept["kind"]),
        applies=stored.from_json(kept["applies"], vocabulary),
        target=None if target is None else Target(target["amount"], Unit(target["unit"])),
        hours=Hours(HoursOf(hours["of"]), hours["calendar"], ZoneOf(hours["zone"])),
        moves=Moves(**{move: tuple(map(_trigger, triggers)) for move, triggers in kept["moves"].items()}),
        per=Per(kept["per"]),
        repeats=kept["repeats"],
        after_reopening=AfterReopening(kept["after_reopening"]),
        on_change=OnChange(kept["on_change"]),
        only_at_work=kept["only_at_work"],
        pause_limit_s=kept["pause_limit_s"],
        thresholds=Thresholds(tuple(named["shares"]), tuple(named["before_s"]), tuple(named["after_s"])),
    )


def _trigger(kept: Mapping[str, Any]) -> Trigger:
    where, unless = ({name: tuple(values) for name, values in kept[asked].items()} for asked in ("where", "unless"))
    return Trigger(kept["kind"], tuple(kept["by"]), where, unless)
