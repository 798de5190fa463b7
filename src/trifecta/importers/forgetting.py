"""
Who was erased stays erased, whatever a newer export tells: its keys are kept as digests, and words are not taken in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import blake2b

from trifecta.base.entries import Entry
from trifecta.care.events import SurveySent
from trifecta.importers.models import Known
from trifecta.tickets.events.flow import Opened

ERASED = "erased:"
_SHORTEST = 5


def digest_of(key: str, *, source: str, instance: str, sort: str) -> str:
    """What stands in place of a foreign key that may name a person; the same key always gives the same."""
    told = "\n".join((source, instance, sort, key))
    return ERASED + blake2b(told.encode(errors="replace"), digest_size=16).hexdigest()


def forget_keys(sort: str, local_id: int) -> None:
    """Replace the keys by which exports know a person."""
    for known in Known.objects.filter(sort=sort, local_id=local_id).exclude(key__startswith=ERASED):
        digest = digest_of(known.key, source=known.source, instance=known.instance, sort=sort)
        Known.objects.filter(pk=known.pk).update(key=digest)


def keys_of(sort: str, local_id: int) -> list[str]:
    """By what exports know a person; keys that are too short to be theirs alone are left out."""
    known = Known.objects.filter(sort=sort, local_id=local_id).exclude(key__startswith=ERASED)
    return [key for key in known.values_list("key", flat=True) if len(key) >= _SHORTEST]


def is_about(entries: Iterable[Entry], customers: Collection[int]) -> bool:
    """Whether this is the story of a matter or a survey of one of them."""
    if not customers:
        return False
    asked = (
        entry.event.requester if isinstance(entry.event, Opened) else entry.event.customer
        for entry in entries
        if isinstance(entry.event, (Opened, SurveySent))
    )
    return any(customer in customers for customer in asked)
