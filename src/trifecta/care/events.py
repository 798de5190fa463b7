"""What may happen to a survey. Its stream is `survey:N`."""

from __future__ import annotations

from trifecta.base.ids import Code, CustomerId, TicketId
from trifecta.base.kinds import Erasure, Event, kind
from trifecta.base.text import N_


@kind("survey.sent", N_("{customer} was asked"))
class SurveySent(Event):
    """instrument: csat (1 to 5), experience (0 to 10), ease (1 to 7)."""

    ticket: TicketId
    customer: CustomerId
    instrument: Code


@kind("survey.answered", N_("{actor} answered: {value}"), erasure=Erasure.WORDS)
class SurveyAnswered(Event):
    """lost_s: working time the person says was lost."""

    value: int
    lost_s: int | None = None
