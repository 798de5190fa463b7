"""
The mapping: a TOML file that says what the columns of a table mean.

    [ticket]
    key = "Number"                                              # a column
    sort = { value = "request" }                                # the same for all
    channel = { column = "Source", values = { Call = "phone" }, otherwise = "other" }

Tables: [file], [ticket], and, where a row is not a whole ticket, [event]; [survey] for ratings. See fields.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trifecta.importers.csv import fields, shapes
from trifecta.importers.csv.mistakes import BadMapping, require_known, unknown

_FIELD_PARTS = ("column", "values", "otherwise", "value")
_COLUMNS_ONLY = frozenset({"key", "at", "activity", "rating", "answered", *fields.INSTANTS})


@dataclass(frozen=True, slots=True)
class Field:
    """
    Where a value comes from.

    column: the column that holds it, or None for `value`, the same everywhere. values: what each text means, by its
    small letters; `otherwise` for all others; without values a text means itself.
    """

    name: str
    column: str | None = None
    value: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Events:
    """How a row tells what happened. kinds: by activity in small letters; `kind` where there is no activity."""

    at: Field
    activity: Field | None
    by: Field | None
    team: Field | None
    words: Field | None
    kind: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]

    def fields(self) -> Iterator[Field]:
        yield from (one for one in (self.at, self.activity, self.by, self.team, self.words) if one is not None)


@dataclass(frozen=True, slots=True)
class Survey:
    rating: Field
    answered: Field | None
    instrument: str
    asked: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """A whole mapping. dialect: options that overrule what is detected. missing: texts that mean nothing."""

    path: Path
    ticket: Mapping[str, Field]
    events: Events | None
    survey: Survey | None
    dialect: Mapping[str, str]
    missing: frozenset[str]

    def columns(self) -> tuple[str, ...]:
        """Every column that is read, once."""
        used = [*self.ticket.values(), *(self.events.fields() if self.events else ())]
        used += [one for one in (self.survey.rating, self.survey.answered) if one] if self.survey else []
        return tuple(dict.fromkeys(one.column for one in used if one.column is not None))


def load(path: Path) -> Meaning:
    """The mapping in a file. Raises BadMapping with one sentence for the first mistake."""
    told = _toml(path)
    require_known(path, "the table", told, fields.TABLES)
    for name, table in told.items():
        if not isinstance(table, dict):
            raise BadMapping(f"{path.name}: “{name}” must be a table; write [{name}] on a line of its own.")
        require_known(path, f"in [{name}], the field", table, fields.TABLES[name])
    ticket = {name: _field(path, name, value) for name, value in told.get("ticket", {}).items()}
    events = _events(path, told["event"]) if "event" in told else None
    _require(path, "ticket", ticket, ["key"] if events else ["key", "opened"])
    survey = _survey(path, told["survey"]) if "survey" in told else None
    if survey and "requester" not in ticket:
        raise BadMapping(f"{path.name}: [survey] needs the field “requester” in [ticket]: who was asked.")
    file = {name: shapes.texts(path, f"“{name}” in [file]", value) for name, value in told.get("file", {}).items()}
    missing = frozenset(file.pop("missing", ()))
    return Meaning(path, ticket, events, survey, {name: value[0] for name, value in file.items() if value}, missing)


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except FileNotFoundError as error:
        raise BadMapping(f"There is no mapping {path}; check the path.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path} cannot be read as a text in UTF-8; save it as one.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadMapping(f"{path.name} is no TOML: {error}.") from error


def _field(path: Path, name: str, told: Any) -> Field:
    if isinstance(told, str):
        return Field(name, column=told)
    if not isinstance(told, dict) or ("column" in told) == ("value" in told):
        raise BadMapping(
            f'{path.name}: “{name}” must name a column, as {name} = "Column", or a fixed value, as '
            f'{name} = {{ value = "…" }}.'
        )
    if "value" in told and name in _COLUMNS_ONLY:
        raise BadMapping(f"{path.name}: “{name}” differs from row to row; it must name a column.")
    require_known(path, f"in “{name}”, the part", told, _FIELD_PARTS)
    said = {part: shapes.text(path, f"“{part}” of “{name}”", told[part]) for part in told if part != "values"}
    values = _values(path, name, told.get("values", {}))
    made = Field(name, said.get("column"), said.get("value", ""), values, said.get("otherwise", ""))
    if name in fields.VOCABULARIES:
        meant = [one for one in (made.value, made.otherwise, *values.values()) if one]
        require_known(path, f"in “{name}”, the value", meant, fields.VOCABULARIES[name])
    return made


def _values(path: Path, name: str, told: Any) -> dict[str, str]:
    table = shapes.table(path, f"“values” of “{name}”", told)
    return {key.casefold(): shapes.text(path, f"“{key}” of “{name}”", value) for key, value in table.items()}


def _events(path: Path, told: Mapping[str, Any]) -> Events:
    _require(path, "event", told, ["at"])
    if ("kind" in told) == ("kinds" in told) or ("kinds" in told) != ("activity" in told):
        raise BadMapping(
            f"{path.name}: [event] needs either “activity” with [event.kinds], or “kind” if all rows are the same."
        )
    made = {name: _field(path, name, told[name]) for name in ("at", "activity", "by", "team", "words") if name in told}
    kinds = shapes.table(path, "[event.kinds]", told.get("kinds", {}))
    return Events(
        at=made["at"],
        activity=made.get("activity"),
        by=made.get("by"),
        team=made.get("team"),
        words=made.get("words"),
        kind=_kinds(path, "kind", told.get("kind", [])),
        kinds={activity.casefold(): _kinds(path, activity, value) for activity, value in kinds.items()},
    )


def _kinds(path: Path, activity: str, told: Any) -> tuple[str, ...]:
    named = shapes.texts(path, f"“{activity}” in [event]", told)
    require_known(path, "in [event], the kind", named, fields.KINDS)
    return named


def _survey(path: Path, told: Mapping[str, Any]) -> Survey:
    _require(path, "survey", told, ["rating"])
    instrument = shapes.text(path, "“instrument” in [survey]", told.get("instrument", "csat"))
    asked = shapes.text(path, "“asked” in [survey]", told.get("asked", "answered"))
    require_known(path, "in [survey], the instrument", [instrument], fields.INSTRUMENTS)
    if asked not in fields.ASKED:
        raise unknown(path, "in [survey], “asked”", asked, fields.ASKED)
    answered = _field(path, "answered", told["answered"]) if "answered" in told else None
    return Survey(_field(path, "rating", told["rating"]), answered, instrument, asked)


def _require(path: Path, table: str, given: Mapping[str, Any], needed: list[str]) -> None:
    for name in needed:
        if name not in given:
            raise BadMapping(f"{path.name}: [{table}] needs “{name}”: {fields.TABLES[table][name]}.")
