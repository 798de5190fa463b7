"""Rows of changes and problems from their stories, and the links that tickets name, in bulk, for importers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trifecta.log.bulk import Story
from trifecta.log.sheet import Sheet
from trifecta.records.events import ChangeItemNamed
from trifecta.records.models import CHANGE_RELATIONS, Change, ChangeItem, ChangeLink, Problem, ProblemLink
from trifecta.records.replay import CHANGE_COLUMNS, replay_change, replay_problem
from trifecta.tickets.events.structure import Linked

_CHANGE = (*CHANGE_COLUMNS, "service_id", "recorded_at")
_PROBLEM = tuple(
    field.attname for field in Problem._meta.concrete_fields if not field.primary_key and field.attname != "title"
)


def write_changes(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new changes and of the items that they touch."""
    sheet.insert(Change, ("id", "title", *_CHANGE), ((story.id, story.title, *_change(story)) for story in stories))
    _write_items(stories, sheet)


def rewrite_changes(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known changes up to their stories."""
    sheet.update(Change, _CHANGE, ((*_change(story), story.id) for story in stories))
    _write_items(stories, sheet)


def write_problems(stories: Sequence[Story], sheet: Sheet) -> None:
    """Insert the rows of new problems."""
    sheet.insert(Problem, ("id", "title", *_PROBLEM), ((story.id, story.title, *_problem(story)) for story in stories))


def rewrite_problems(stories: Sequence[Story], sheet: Sheet) -> None:
    """Bring the rows of known problems up to their stories."""
    sheet.update(Problem, _PROBLEM, ((*_problem(story), story.id) for story in stories))


def write_links(tickets: Sequence[Story], sheet: Sheet) -> None:
    """Link tickets to the changes and problems that they name."""
    linked = list(_linked(tickets))
    changes = (
        (ticket_id, event.change, event.relation)
        for ticket_id, event in linked
        if event.change and event.relation in CHANGE_RELATIONS
    )
    sheet.ensure(ChangeLink, ("ticket_id", "change_id", "relation"), changes)
    problems = ((ticket_id, event.problem) for ticket_id, event in linked if event.problem)
    sheet.ensure(ProblemLink, ("ticket_id", "problem_id"), problems)


def _linked(tickets: Iterable[Story]) -> Iterator[tuple[int, Linked]]:
    for story in tickets:
        for entry in story.fresh():
            if isinstance(entry.event, Linked):
                yield story.id, entry.event


def _write_items(stories: Iterable[Story], sheet: Sheet) -> None:
    named = (
        (story.id, entry.event.item)
        for story in stories
        for entry in story.fresh()
        if isinstance(entry.event, ChangeItemNamed)
    )
    sheet.ensure(ChangeItem, ("change_id", "item_id"), named)


def _change(story: Story) -> list[object]:
    row, _ = replay_change(story.entries)
    return [row[column] for column in _CHANGE]


def _problem(story: Story) -> list[object]:
    row = replay_problem(story.entries)
    return [row[column] for column in _PROBLEM]
