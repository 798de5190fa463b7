"""Foreign keys are strings, which an import linter cannot see: none may point to a floor above."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps

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


def test_every_room_with_rows_has_a_floor():
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("trifecta.")}

    assert rooms <= floors().keys()
