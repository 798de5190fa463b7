"""A metric's definition for reading: paragraphs, where another metric is a link with the name that people know."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trifecta.metrics import metric as registry
from trifecta.metrics.metric import UnknownMetric


def definition(text: str) -> SafeString:
    """text: of the docstring, in which backticks are around code and other metrics."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return format_html_join("", "<p>{}</p>", ((_linked(paragraph),) for paragraph in paragraphs))


def _linked(paragraph: str) -> SafeString:
    parts = paragraph.split("`")
    return format_html_join("", "{}", ((_named(part) if place % 2 else part,) for place, part in enumerate(parts)))


def _named(code: str) -> SafeString:
    try:
        label = _(registry.get(code).label)
    except UnknownMetric:
        return format_html("<code>{}</code>", code)
    return format_html("<a href='{}'>{}</a>", reverse("metric", args=[code]), label)
