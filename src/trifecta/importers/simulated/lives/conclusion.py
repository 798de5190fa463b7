"""The end of a ticket: the agent's claim, the customer's verdict, and what follows from it."""

from __future__ import annotations

from math import exp

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.hours import DAY_S, HOUR_S
from trifecta.importers.simulated.lives import reception
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.speech.situations import Pairs
from trifecta.tickets.events.flow import (
    Cancelled,
    Closed,
    Rejected,
    Reopened,
    Resolved,
    Validated,
    ValidationAsked,
    ValidationUnanswered,
)

ASKING, CLOSING, REOPENING = "rule:ask_if_solved", "rule:auto_close", "rule:reopen_on_reply"
REJECTED, REJECTED_MELON = 0.042, 0.19
CONFIRMED, CONFIRMED_MELON = 0.52, 0.40
REOPENED, REOPENED_MELON = 0.012, 0.07
ROUNDS = 3
TOGETHER = "~"
_NOT_SOLVED = Rejected(reason=Code("not_solved"))
_VALIDATED = Validated()
_BY_CUSTOMER, _BY_SILENCE = Closed(reason=Code("confirmed")), Closed(reason=Code("unanswered"))
# To say that it is solved is the first asking.
_ASKED_AGAIN = ((ValidationAsked(attempt=2), "first_attempt"), (ValidationAsked(attempt=3), "second_attempt"))
_TWO_ATTEMPTS, _THREE_ATTEMPTS = ValidationUnanswered(attempts=2), ValidationUnanswered(attempts=3)
_SAME_MATTER = Reopened(reason=Code("came_back"))
_NO_RESPONSE = Code("no_answer")
HARDWARE = Code("fixed")
CODES = {
    "incident": (*[Code("fixed")] * 5, Code("workaround")),
    "request": (Code("fulfilled"),),
    "question": (Code("explained"),),
    "complaint": (Code("explained"),),
}


def resolve(life: Life, agent: Agent, pairs: Pairs, *, is_spoken: bool = False) -> None:
    """Tell the customer what was done and, in writing, ask whether it is solved; the remark stays with the desk."""
    stage = life.stage
    message, remark = life.own(pairs)
    text = message.removeprefix(TOGETHER).format_map(life.slots)
    if is_spoken:
        life.say(agent, text)
    elif message.startswith(TOGETHER):
        reception.call_customer(life, agent)
        life.write(agent, life.phrase("agent", "after_a_call"), text)
    else:
        life.write(agent, text, life.phrase("agent", "asks_if_solved"))
    life.pass_seconds(3 + stage.chance.below(90))
    code = HARDWARE if life.situation.category == "Hardware" else stage.chance.pick(CODES[life.situation.sort])
    life.tell(agent.actor, Resolved(code=code, article=life.article), remark.format_map(life.slots))
    life.resolved_at = life.resolved_at or life.at


def give_up(life: Life, agent: Agent) -> None:
    """No answer to two reminders: recorded as unvalidated, not as solved."""
    life.wait(agent.hours, HOUR_S, 0.8)
    life.write(agent, life.phrase("agent", "no_answer"))
    life.tell(agent.actor, Resolved(code=_NO_RESPONSE))
    life.resolved_at = life.resolved_at or life.at
    life.pass_seconds(5)
    life.tell(ASKING, _TWO_ATTEMPTS)
    _close(life, _BY_SILENCE, "unanswered")


def settle(life: Life, *, at_once: bool = False) -> None:
    """Until the customer confirms, stays silent, or has refused as often as people do."""
    for _ in range(ROUNDS):
        if at_once and life.rejections == 0 and life.stage.chance.happens(0.7):
            _confirmed_on_the_call(life)
            return
        if not _is_refused(life):
            break
        _refuse(life)
        _try_again(life)
    if life.stage.chance.happens(CONFIRMED_MELON if life.service.is_watermelon else CONFIRMED):
        _confirm(life)
    else:
        _stay_silent(life)
    _come_back(life)


def _confirmed_on_the_call(life: Life) -> None:
    life.pass_seconds(8)
    life.tell(life.arrival.customer.actor, _VALIDATED)
    _close(life, _BY_CUSTOMER, "validated")
    _come_back(life)


def _is_refused(life: Life) -> bool:
    solver = life.assignee or life.owner
    share = (REJECTED_MELON if life.service.is_watermelon else REJECTED) * exp(-0.3 * solver.skill)
    return life.stage.chance.happens(min(0.6, share * (1.0 + 0.4 * life.handoffs)))


def _refuse(life: Life) -> None:
    life.rejections += 1
    life.wait(life.arrival.customer.site.hours, 4 * HOUR_S, 1.0)
    is_first = life.rejections == 1
    text = life.line(life.situation.still) if is_first else life.phrase("customer", "still_again")
    text = life.stage.speech.letter(life.arrival.customer, text)
    life.tell(life.arrival.customer.actor, _NOT_SOLVED, text)


def _try_again(life: Life) -> None:
    """The owner says sorry, whoever has the work goes back to it."""
    life.wait(life.owner.hours, HOUR_S, 0.9)
    life.write(life.owner, life.phrase("agent", "sorry_again"))
    solver = life.assignee or life.owner
    life.wait(solver.hours, life.team.work_s, 0.9)
    pair = life.next_of("agent", "second_try_fault" if life.situation.is_fault else "second_try_request")
    resolve(life, solver, (pair,))


def _confirm(life: Life) -> None:
    life.slots["agent"] = (life.assignee or life.owner).first
    life.wait(life.arrival.customer.site.hours, 2.5 * HOUR_S, 1.2)
    if life.is_thorough:
        life.hear_thanks(life.phrase("customer", "confirms"))
    life.tell(life.arrival.customer.actor, _VALIDATED)
    life.pass_seconds(1)
    _close(life, _BY_CUSTOMER, "validated")


def _stay_silent(life: Life) -> None:
    life.slots["subject"] = life.subject
    hours = life.stage.world.hours
    if life.is_thorough:
        for event, attempt in _ASKED_AGAIN:
            life.wait(hours, 22 * HOUR_S, 0.1)
            life.tell(ASKING, event, life.phrase("system", attempt))
    life.wait(hours, 22 * HOUR_S if life.is_thorough else 66 * HOUR_S, 0.1)
    life.tell(ASKING, _THREE_ATTEMPTS if life.is_thorough else _TWO_ATTEMPTS)
    life.pass_seconds(1)
    _close(life, _BY_SILENCE, "unanswered")


def _close(life: Life, event: Closed, ending: str) -> None:
    life.tell(CLOSING, event)
    life.ended_at = life.ended_at or life.at
    life.ending = ending


def _come_back(life: Life) -> None:
    """Sometimes a closed matter was none, and the customer answers the old mail."""
    if not life.stage.chance.happens(REOPENED_MELON if life.service.is_watermelon else REOPENED):
        return
    life.wait(life.arrival.customer.site.hours, 1.5 * DAY_S / 3, 0.8)
    life.hear(life.phrase("customer", "still_again") if life.rejections else life.line(life.situation.still))
    life.tell(REOPENING, _SAME_MATTER)
    life.rejections += 1
    _try_again(life)
    _confirm(life)


def cancel(life: Life, agent: Agent, reason: str, words: str | None = None) -> None:
    life.tell(agent.actor, Cancelled(reason=Code(reason)), words)
    life.ended_at, life.ending = life.at, "cancelled"
