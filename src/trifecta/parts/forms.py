"""What the forms of several screens share."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.base.errors import TrifectaError
from trifecta.base.worktime import zones
from trifecta.parts import addresses, spoken

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


def refusals(form: forms.Form, called: Mapping[str, object] = MappingProxyType({})) -> list[str]:
    """
    What cannot be met of the answers that an address gives, one sentence each.

    called: fields whose labels alone do not tell what they are
    """
    first = {name: errors[0] for name, errors in form.errors.as_data().items()}
    return [
        _refusal(form, name, error, str(called.get(name, form.fields[name].label))) for name, error in first.items()
    ]


def _refusal(form: forms.Form, name: str, error: forms.ValidationError, label: str) -> str:
    told, field = {"filter": label, "value": form.data.get(name, "")}, form.fields[name]
    if isinstance(field, forms.DateField):
        reason = addresses.no_day(told["value"])
    elif isinstance(field, forms.ChoiceField | forms.IntegerField):
        reason = _("“%(value)s” names nothing here that you may see; choose again.") % told
    else:
        reason = str(error.messages[0])
    return capfirst(_("%(filter)s: %(reason)s") % {**told, "reason": reason})
