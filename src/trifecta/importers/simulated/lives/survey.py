"""Asking the customer afterwards. Few answer, and the unhappy somewhat more often than the rest."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.care.events import SurveyAnswered, SurveySent
from trifecta.importers.contract import History, Told
from trifecta.importers.simulated.chance import running
from trifecta.importers.simulated.hours import DAY_S, HOUR_S, instant
from trifecta.importers.simulated.lives.life import Life

REST_S = 14 * DAY_S
RESPONSE, RESPONSE_ANGRY = 0.104, 0.19
INSTRUMENTS = (Code("csat"), Code("experience"), Code("ease"))
_SUMS = running((70, 20, 10))
WITH_WORDS = 0.45
SURVEYS = "rule:survey"


def ask(life: Life) -> list[History]:
    """The survey of a ticket that has ended, unless the person was asked lately."""
    stage, customer = life.stage, life.arrival.customer
    if (
        life.ending not in {"validated", "unanswered"}
        or life.ended_at is None
        or not stage.chance.happens(stage.world.options.size.surveyed)
    ):
        return []
    sent_at = life.ended_at + HOUR_S
    if sent_at >= stage.ends_at or stage.asked.get(customer.number, -REST_S) > sent_at - REST_S:
        return []
    stage.asked[customer.number] = sent_at
    instrument = stage.chance.weighted(INSTRUMENTS, _SUMS)
    told = [Told(instant(sent_at), SURVEYS, SurveySent(ticket=life.id, customer=customer.id, instrument=instrument))]
    told += _answer(life, instrument, sent_at)
    stage.books.count_survey(told)
    return [History("survey", stage.survey(), told)]


def _answer(life: Life, instrument: Code, sent_at: int) -> list[Told]:
    chance = life.stage.chance
    felt = _felt(life)
    if not chance.happens(RESPONSE_ANGRY if felt < 2.6 else RESPONSE):
        return []
    at = life.arrival.customer.site.hours.after(sent_at, chance.around(3 * HOUR_S, 1.3))
    if at >= life.stage.ends_at:
        return []
    lost_s = chance.around(40 * 60 * (5.2 - felt), 0.9) if instrument == "experience" else None
    event = SurveyAnswered(value=_value(felt, instrument), lost_s=lost_s)
    return [Told(instant(at), life.arrival.customer.actor, event, _words(life, felt))]


def _felt(life: Life) -> float:
    """How it was for the customer, 1 to 5; formal success is not much of it."""
    solver = life.assignee or life.owner
    felt = 4.7 + 0.22 * solver.skill - 0.9 * life.rejections - 0.35 * life.handoffs - 0.4 * life.bounces
    felt -= 1.7 if life.service.is_watermelon else 0
    felt -= 0.8 if life.is_broken else 0
    felt -= 0.7 if life.arrival.sort in {"repeat", "complaint"} else 0
    felt -= 0.4 if life.ending == "unanswered" else 0
    return max(1.0, min(5.0, felt + life.stage.chance.gauss(0, 0.75)))


def _value(felt: float, instrument: Code) -> int:
    if instrument == "csat":
        return round(felt)
    if instrument == "experience":
        return max(0, min(10, round((felt - 1) * 2.5)))
    return max(1, min(7, round(1 + (felt - 1) * 1.5)))


def _words(life: Life, felt: float) -> str | None:
    if not life.stage.chance.happens(WITH_WORDS):
        return None
    life.slots["agent"] = life.owner.first
    name = "good" if felt >= 4 else "middling" if felt >= 2.8 else "bad"
    return life.phrase("survey", name)
