"""Vocabularies of acts as choices of a form."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from trifecta.tickets import codes

Choices = list[tuple[str, str]]


def of(vocabulary: Iterable[codes.Choice], *, blank: str | None = None) -> Callable[[], Choices]:
    """For `choices=`: translated when the form is made; blank: the word of a first, empty choice."""
    return lambda: [*([("", _(blank))] if blank is not None else []), *((c.code, _(c.label)) for c in vocabulary)]
