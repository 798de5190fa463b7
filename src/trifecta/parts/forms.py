"""What the forms of several screens share."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.base.worktime import zones
from trifecta.parts import spoken

# What one writes by hand in one go; what other doors bring may be as long as `tickets.rules` allows.
LONGEST = 20_000
# Zones named by a place; what lies elsewhere in the database is kept for old names.
PLACES = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zone_choices() -> list[tuple[str, str]]:
    """Places first, for who looks for a zone looks for a place."""
    ordered = sorted(zones.names(), key=lambda name: (name.partition("/")[0] not in PLACES, name != "UTC", name))
    return [(name, name.replace("_", " ")) for name in ordered]


def refuse(form: forms.BaseForm, error: TrifectaError, field: str | None = None) -> None:
    """Put the sentence of a refused act into the form, in the reader's language, beside a field if it has one."""
    sentence = getattr(error, "sentence", None)
    form.add_error(field, spoken.said(sentence) if sentence else _(str(error)))
