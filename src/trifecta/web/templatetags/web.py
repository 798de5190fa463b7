"""`{% load web %}`: icons, times and values in templates. Time filters take `now`; nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from trifecta.web import format as written
from trifecta.web import icons, measures

register = template.Library()

TINTS = 6


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; silent to screen readers unless it gets a label of its own."""
    sprite = f"{static('trifecta/icons.svg')}#{icons.require(name)}"
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}"/></svg>', spoken, sprite)


@register.simple_tag
def instant(at: datetime | None, now: datetime | None = None, style: str = "moment") -> SafeString | str:
    """A time element: style moment, full, second, ago, in or exact; the exact time on hover, in the reader's zone."""
    if at is None:
        return "–"
    exact = written.exact(at)
    text = exact if now is None or style == "exact" else STYLES[style](at, now=now)
    return format_html('<time datetime="{}" title="{}">{}</time>', at.isoformat(), exact, text)


STYLES: dict[str, Callable[..., str]] = {
    "moment": written.moment,
    "full": written.full,
    "second": written.to_the_second,
    "ago": written.ago,
    "in": written.until,
}


@register.simple_block_tag
def dialog(content: str, name: str, title: str) -> SafeString:
    """`{% dialog "hand-off" _("Hand off") %}…{% enddialog %}`, opened by a button with data-dialog="hand-off"."""
    return SafeString(render_to_string("web/components/dialog.html", {"id": name, "title": title, "content": content}))


@register.filter
def ago(at: datetime | None, now: datetime) -> str:
    return "–" if at is None else written.ago(at, now=now)


@register.filter("in")
def until(at: datetime | None, now: datetime) -> str:
    return "–" if at is None else written.until(at, now=now)


@register.filter
def duration(seconds: float | None) -> str:
    return measures.measure(seconds, "duration")


@register.filter
def worked(seconds: float | None) -> str:
    return measures.measure(seconds, "worked")


@register.filter
def exactly(seconds: float) -> str:
    return written.exactly(seconds)


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    return "–" if value is None else written.number(value, decimals=decimals)


@register.filter
def share(value: float | None, decimals: int = 0) -> str:
    return "–" if value is None else written.share(value, decimals=decimals)


@register.filter
def measure(value: float | None, unit: str) -> str:
    return measures.measure(value, unit)


@register.filter
def initials(name: str) -> str:
    """First letters of the first and the last word: "Ada King" is AK."""
    words = name.split() or ["?"]
    return "".join(word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))).upper()


@register.filter
def tint(name: str) -> int:
    """The same person has the same tint on every page and every machine."""
    return crc32(name.encode()) % TINTS + 1
