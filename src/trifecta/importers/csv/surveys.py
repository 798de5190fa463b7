"""Ratings become surveys: asked, and answered where there is a mark."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from trifecta.base.ids import Code, TicketId
from trifecta.care.events import SurveyAnswered, SurveySent
from trifecta.importers.contract import History, Names, Told
from trifecta.importers.csv import fields
from trifecta.importers.csv.happenings import ACTOR
from trifecta.importers.csv.mapping import Survey
from trifecta.importers.csv.tickets import Line, Ticket
from trifecta.importers.reading.cells import BadCell, leading_number


def survey_of(ticket: Ticket, lines: Sequence[Line], names: Names, *, ended_at: datetime | None) -> History | None:
    """
    What the customer was asked, None when nobody was or could be.

    ended_at: when the ticket was closed, or solved where it was not closed. Raises BadDate and BadCell.
    """
    told = lines[0].binding.meaning.survey
    if told is None or ticket.customer is None:
        return None
    mark, answered_at = _rating(told, lines)
    sent_at = ended_at or answered_at or ticket.opened_at
    if sent_at is None or (not mark and (told.asked == "answered" or ended_at is None)):
        return None
    if answered_at is not None and answered_at < sent_at:
        sent_at = answered_at
    asked = SurveySent(
        ticket=TicketId(names.reserve("ticket", ticket.key)), customer=ticket.customer, instrument=Code(told.instrument)
    )
    events = [Told(sent_at, ACTOR, asked)]
    if mark:
        answer = SurveyAnswered(value=_value(mark, told.instrument))
        events.append(Told(answered_at or sent_at, f"customer:{ticket.customer}", answer))
    return History("survey", ticket.key, events, line=ticket.first.row[0])


def _rating(told: Survey, lines: Sequence[Line]) -> tuple[str, datetime | None]:
    for binding, (_, cells) in lines:
        mark = binding.text(cells, told.rating)
        if mark:
            return mark, binding.instant(cells, told.answered)
    return "", None


def _value(mark: str, instrument: str) -> int:
    lowest, highest = fields.INSTRUMENTS[instrument]
    value = leading_number(mark)
    if value is None or not lowest <= value <= highest:
        raise BadCell(f"its rating “{mark[:40]}” is no number from {lowest} to {highest}, which {instrument} needs")
    return value
