"""Rows of contacts from their stories, in bulk, for importers."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.contacts.models import Contact
from trifecta.contacts.replay import replay
from trifecta.log.bulk import Story
from trifecta.log.sheet import Sheet

_COLUMNS = tuple(field.attname for field in Contact._meta.concrete_fields if not field.primary_key)


def write(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new contacts."""
    sheet.insert(Contact, ("id", *_COLUMNS), ((story.id, *_row(story)) for story in stories))


def rewrite(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known contacts up to their stories."""
    sheet.update(Contact, _COLUMNS, ((*_row(story), story.id) for story in stories))


def _row(story: Story) -> list[object]:
    row = replay(story.entries)
    return [row[column] for column in _COLUMNS]
