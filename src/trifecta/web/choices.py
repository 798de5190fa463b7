"""Choices of forms, read before the template is written: a template runs no query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django import forms

F = TypeVar("F", bound=forms.BaseForm)


def settled(form: F) -> F:
    """The form with the rows of its selects read."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField):
            field.widget.choices = list(cast("Iterable[Any]", field.choices))
    return form
