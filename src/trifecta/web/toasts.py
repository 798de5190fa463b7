"""A sentence for the next page that this person sees, with a way back where there is one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, text: str, *, undo_url: str = "") -> None:
    """Say that an act was done; undo_url is posted to when the person wants it back."""
    messages.success(request, text, extra_tags=undo_url)


def warn(request: HttpRequest, text: str) -> None:
    """Say that something was not done and why; stays until it is closed."""
    messages.error(request, text)
