"""Sentences of pure code, in the reader's language."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from trifecta.base.errors import Sentence
from trifecta.web import format as written


def said(sentence: Sentence) -> str:
    """The sentence with its values; a value that is a marked text itself is translated, too."""
    return _(sentence.template).format(**{name: _value(value) for name, value in sentence.values.items()})


def _value(value: object) -> object:
    if isinstance(value, datetime):
        return written.exact(value)
    return _(value) if isinstance(value, str) and value else value
