"""Throw away what was written on the next version of the book."""

from __future__ import annotations

from trifecta.base.actors import Actor
from trifecta.promises.models import BookDraft
from trifecta.staff import permits


def discard_draft(*, by: Actor) -> None:
    """Raises NotPermitted."""
    permits.require_run_desk(by)
    BookDraft.objects.all().delete()
