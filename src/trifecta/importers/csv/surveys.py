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
from trifecta.tickets.events.flow import Closed


def survey_of(ticket: Ticket, lines: Sequence[Line], names: Names, *, told: Sequence[Told]) -> History | None:
    """
    What the customer was asked, None when nobody was or could be. told: the story of the ticket.

    The asking is told at the closing, else at the answer, else at the latest that is known of the ticket; never after
    the answer. Raises BadDate and BadCell.
    """
    meant = lines[0].binding.meaning.survey
    if meant is None or ticket.customer is None:
        return None
    mark, answered_at = _rating(meant, lines)
    closed_at = max((one.at for one in told if isinstance(one.event, Closed)), default=None)
    if not mark and (meant.asked == "answered" or closed_at is None):
        return None
    sent_at = closed_at or answered_at or told[-1].at
    if answered_at is not None:
        sent_at = min(sent_at, answered_at)
    asked = SurveySent(
        ticket=TicketId(names.reserve("ticket", ticket.key)),
        customer=ticket.customer,
        instrument=Code(meant.instrument),
    )
    events = [Told(sent_at, ACTOR, asked)]
    if mark:
        answer = SurveyAnswered(value=_value(mark, meant.instrument))
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
