"""Rows of surveys from their stories, in bulk, for importers."""

from __future__ import annotations

from collections.abc import Sequence

from trifecta.care.models import Survey
from trifecta.care.replay import replay
from trifecta.log.bulk import Story
from trifecta.log.sheet import Sheet

_COLUMNS = ("ticket_id", "customer_id", "instrument", "sent_at", "answered_at", "value", "lost_s")


def write(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new surveys; the words of the latest answer are their remark."""
    rows = ((story.id, _remark(story), *_row(story)) for story in stories)
    sheet.insert(Survey, ("id", "remark", *_COLUMNS), rows)


def rewrite(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known surveys up to their stories; a remark is replaced only by a newer one."""
    sheet.update(Survey, _COLUMNS, ((*_row(story), story.id) for story in stories))
    sheet.update(Survey, ("remark",), [(_remark(story), story.id) for story in stories if story.words])


def _row(story: Story) -> list[object]:
    row = replay(story.entries)
    return [row[column] for column in _COLUMNS]


def _remark(story: Story) -> str:
    return story.words[max(story.words)] if story.words else ""
