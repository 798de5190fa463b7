"""Set what the desk promises: the next version of the book."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from trifecta.base.actors import Actor
from trifecta.log import journal
from trifecta.promises import recomputing, rules, written
from trifecta.promises.events import BookRevised
from trifecta.promises.models import BookVersion
from trifecta.promises.terms import Book
from trifecta.staff import permits

STREAM = "book:1"


@transaction.atomic
def revise_book(book: Book, *, holds_from: datetime, follows: bool = False, by: Actor, at: datetime) -> BookVersion:
    """
    The new version. Open tickets that shall follow it are read anew by the worker; what has ended stays.

    Raises NotPermitted, BookRefused.
    """
    permits.require_run_desk(by)
    rules.require_sound(book)
    definition = written.book_to_json(book)
    version = BookVersion.objects.create(
        number=(BookVersion.objects.aggregate(latest=Max("number"))["latest"] or 0) + 1,
        definition=definition,
        fingerprint=hashlib.sha256(json.dumps(definition, sort_keys=True).encode()).hexdigest(),
        holds_from=holds_from,
        follows=follows,
        created_at=at,
        created_by=by.actor,
    )
    told = BookRevised(version=version.number, holds_from=holds_from, follows=follows)
    journal.append(STREAM, told, by=by, at=at)
    if follows or holds_from < at:
        recomputing.ask(by=by, at=at)
    return version
