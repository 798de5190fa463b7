"""Foreign keys are strings, which an import linter cannot see: none may point to a floor above."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Model, Q, UniqueConstraint

from trifecta.importers.numbers import HISTORIES

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """Package to its height; the ground is 0."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["id"] == "floors"]
    height = len(layers)
    return {
        room.strip().strip("()"): height - number for number, layer in enumerate(layers) for room in layer.split("|")
    }


def test_every_foreign_key_points_down_or_stays_in_its_room():
    height = floors()

    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if model.__module__.startswith("trifecta.") and field.related_model.__module__.startswith("trifecta.")
        if (room := model._meta.app_label) != (other := field.related_model._meta.app_label)
        if height[room] <= height[other]
    ]

    assert upward == []


def test_what_points_to_a_history_is_found_by_an_index():
    """While a link waits for its row, SQLite looks through all that point to the table at each row that is inserted."""
    slow = [
        f"{model._meta.label}.{field.name}"
        for parent in HISTORIES.values()
        for link in parent._meta.related_objects
        if (model := link.related_model) and (field := link.field)
        if not field.db_index and not field.unique and field.name not in first_columns(model)
    ]

    assert slow == []


def first_columns(model: type[Model]) -> set[str]:
    """By what rows are found in an index or a unique constraint that holds all rows which have it."""
    options = model._meta
    partial = [Q(), None, *(Q(**{f"{field.name}__isnull": False}) for field in options.concrete_fields)]
    indexed = {index.fields[0] for index in options.indexes if index.fields and index.condition in partial}
    return indexed | {rule.fields[0] for rule in options.constraints if isinstance(rule, UniqueConstraint)}


def test_every_room_with_rows_has_a_floor():
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("trifecta.")}

    assert rooms <= floors().keys()
