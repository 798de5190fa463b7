"""What hangs on a ticket whose own story is known: promises, given words, calls for news, the survey, what returns."""

from __future__ import annotations

from math import exp

from trifecta.base.ids import Code
from trifecta.importers.simulated.hours import DAY_S, HOUR_S, instant
from trifecta.importers.simulated.lives import ledger, promises, reception, survey
from trifecta.importers.simulated.lives.asides import following
from trifecta.importers.simulated.lives.life import NOTE, RECEIVED, SENT, Life
from trifecta.importers.simulated.plans import causes
from trifecta.importers.simulated.plans.causes import Arrival, Cause, Merging, Origin
from trifecta.importers.simulated.speech.situations import MAIL, PHONE, PORTAL
from trifecta.promises.events import WordBroken, WordKept
from trifecta.tickets.events.structure import Absorbed, Linked

REPEATED, REPEATED_MELON = 0.035, 0.22
DUPLICATED = 0.022
CLOCK = "rule:words"


def finish(life: Life) -> None:
    """Everything on the side, then the ticket itself, cut at the end of the world."""
    promises.keep(life)
    broke_word = _keep_words(life)
    _ask_for_news(life)
    _come_again(life, broke_word=broke_word)
    following.let_others_follow(life)
    life.ticket = life.history()
    life.histories += survey.ask(life)
    ledger.enter(life)


def _keep_words(life: Life) -> bool:
    """Kept in time by a call or a mail, or by being done; else broken at the minute it fell due."""
    stage, is_broken = life.stage, False
    done_at = life.resolved_at or life.ended_at
    for code, given_at, due in life.words:
        if done_at is not None and done_at <= due:
            life.tell_at(done_at, life.owner.actor, WordKept(word=code))
        elif stage.chance.happens(0.84 + 0.04 * life.owner.skill):
            _call_as_promised(life, code, max(given_at + 600, due - 120 - stage.chance.below(2400)))
        else:
            life.tell_at(due, CLOCK, WordBroken(word=code))
            is_broken = True
    return is_broken


def _call_as_promised(life: Life, code: Code, at: int) -> None:
    stage = life.stage
    sentence = life.news(at, "words_kept")
    if at + reception.CALL_ROOM_S < stage.ends_at and stage.chance.happens(0.5):
        reception.side_contact(life, at, life.owner, is_outbound=True)
        life.tell_at(at + 200, life.owner.actor, SENT[PHONE], sentence)
    else:
        life.aside(at, life.owner, sentence)
    life.tell_at(at + 210, life.owner.actor, WordKept(word=code))


def _ask_for_news(life: Life) -> None:
    """The longer it takes, the more often the customer asks; mostly by phone."""
    stage, hours = life.stage, life.stage.world.hours
    until = min(life.resolved_at or life.ended_at or stage.ends_at, stage.ends_at)
    if until - life.opened_at < 10 * HOUR_S:
        return
    waited = hours.between(life.opened_at, until)
    if waited < 10 * HOUR_S or life.arrival.sort == causes.OUTAGE:
        return
    eager = min(2.2, (waited - 8 * HOUR_S) / (55 * HOUR_S)) * (2.0 if life.service.is_watermelon else 1.0)
    while eager > 0 and stage.chance.happens(min(0.75, eager * 0.45)):
        at = hours.after(life.opened_at, int(waited * (0.35 + 0.6 * stage.chance.random())))
        if at + reception.CALL_ROOM_S < until and not _is_paused(life, at):
            _call_for_news(life, at) if stage.chance.happens(0.7) else _write_for_news(life, at)
        eager -= 1.0


def _is_paused(life: Life, at: int) -> bool:
    return any(start <= at and (end is None or at < end) for start, end in life.pauses)


def _call_for_news(life: Life, at: int) -> None:
    """Now and then the call is booked as information and linked only later."""
    agent = life.stage.rota.pick("calls", at)
    is_linked = life.stage.chance.happens(0.9)
    contact = reception.side_contact(life, at, agent, is_outbound=False, is_linked=is_linked)
    notes = "chased_notes" if life.sent_to else "chased_notes_desk"
    life.slots["team"] = life.sent_to.name if life.sent_to else ""
    life.tell_at(at + 240, agent.actor, NOTE, life.phrase("agent", notes))
    if not is_linked:
        life.tell_at(at + 400, agent.actor, Linked(relation=Code("contact"), contact=contact))


def _write_for_news(life: Life, at: int) -> None:
    customer = life.arrival.customer
    text = life.stage.speech.letter(customer, life.phrase("customer", "chases"))
    life.tell_at(at, customer.actor, RECEIVED[PORTAL if life.channel == PORTAL else MAIL], text)
    answered_at = life.owner.hours.after(at, life.stage.chance.around(1.2 * HOUR_S, 0.9))
    if life.resolved_at is None or answered_at < life.resolved_at:
        life.aside(answered_at, life.owner, life.news(answered_at))


def _come_again(life: Life, *, broke_word: bool) -> None:
    """Second mails while it is open, the same matter within days after, complaints about how it went."""
    stage, chance, is_melon = life.stage, life.stage.chance, life.service.is_watermelon
    if life.ending == "merged" or life.arrival.sort in {causes.OUTAGE, causes.COMPLAINT}:
        return
    if life.channel in {MAIL, PORTAL} and life.arrival.cause is None and chance.happens(DUPLICATED):
        at = life.opened_at + HOUR_S + chance.below(25 * HOUR_S)
        if at < min(stage.ends_at, life.resolved_at or life.ended_at or stage.ends_at):
            _spawn(life, at, causes.DUPLICATE, merging=_absorb(life, at))
    if life.ending not in {"validated", "unanswered"} or life.ended_at is None:
        return
    share = (REPEATED_MELON if is_melon else REPEATED) * exp(-0.25 * (life.assignee or life.owner).skill)
    if chance.happens(share):
        resolved_at = life.resolved_at or life.ended_at
        after = life.arrival.customer.site.hours.after(resolved_at, HOUR_S + chance.below(34 * HOUR_S))
        _spawn(life, after, causes.REPEAT)
    elif chance.happens(_anger(life, broke_word=broke_word)):
        _spawn(life, life.ended_at + 3 * HOUR_S + chance.below(2 * DAY_S), causes.COMPLAINT)


def _absorb(life: Life, told_at: int) -> Merging:
    """The owner recognizes the second mail, at the latest when the matter is solved."""
    stage, over_at = life.stage, life.resolved_at or life.ended_at
    at = life.owner.hours.after(told_at, stage.asides.around(0.4 * HOUR_S, 0.9))
    if over_at is not None:
        at = max(told_at + 1, min(at, over_at - 1))
    key, ticket = stage.ticket()
    life.tell_at(at, life.owner.actor, Absorbed(ticket=ticket, started_at=instant(told_at)))
    return Merging(at, life.owner, (key, ticket))


def _anger(life: Life, *, broke_word: bool) -> float:
    waited = life.stage.world.hours.between(life.opened_at, life.resolved_at or life.opened_at)
    return 0.05 * min(2, life.rejections + life.bounces // 2) + 0.06 * broke_word + 0.03 * (waited > 90 * HOUR_S)


def _spawn(life: Life, at: int, sort: str, *, merging: Merging | None = None) -> None:
    stage = life.stage
    situation = life.situation
    if sort == causes.COMPLAINT:
        situation = stage.situations["complaint-word" if life.words else "complaint-slow"]
    channel = MAIL if sort in {causes.DUPLICATE, causes.COMPLAINT} else None
    told = {name: value for name, value in life.slots.items() if name != "day"}
    origin = Origin(life.key, life.id, life.service.code, life.item, told, life.situation.code, life.variant)
    stage.spawn(Arrival(at, situation, life.arrival.customer, Cause(sort), channel, origin, merging))
