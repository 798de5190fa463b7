"""Sentences of pure code, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from trifecta.base.errors import Sentence


def said(sentence: Sentence) -> str:
    """The sentence with its values; a value that is a marked text itself is translated, too."""
    values = {name: _(value) if isinstance(value, str) and value else value for name, value in sentence.values.items()}
    return _(sentence.template).format(**values)
