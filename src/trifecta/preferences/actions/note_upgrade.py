"""Write down which release the desk has been brought to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from trifecta.base.actors import Actor
from trifecta.base.ids import Code
from trifecta.log import journal
from trifecta.preferences.events import DeskUpgraded
from trifecta.preferences.models import STREAM


@transaction.atomic
def note_upgrade(release: str, *, by: Actor, at: datetime) -> None:
    """Who may is whoever runs commands on the machine."""
    if release != latest_release():
        journal.append(STREAM, DeskUpgraded(release=Code(release)), by=by, at=at)


def latest_release() -> str | None:
    """The release that the desk was brought to last; None where none was noted."""
    noted = [entry.event.release for entry in journal.read(STREAM) if isinstance(entry.event, DeskUpgraded)]
    return noted[-1] if noted else None
