"""Waiting for someone: the customer, the vendor, a problem's cause."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.hours import HOUR_S, instant
from trifecta.importers.simulated.lives.life import SENT_BY_RULE, Life
from trifecta.tickets.events.flow import Resumed, Waiting
from trifecta.tickets.events.structure import Corrected

NEVER_ANSWERS = 0.08
ON_REPLY = "rule:resume_on_reply"
ON_REMINDER = "rule:remind"
_RESUMED = Resumed()
_CUSTOMER = Code("customer")
_FOR_VENDOR = Waiting(on=Code("vendor"))
_FOR_PROBLEM = Waiting(on=Code("problem"))
_FOR_OUTAGE = Waiting(on=Code("other"))


def ask(life: Life, agent: Agent, *, opening: str = "") -> bool:
    """Ask the customer and wait. False when no answer ever came; then the ticket waits still."""
    chance = life.stage.chance
    question, answer = life.own(life.situation.asked)
    before = (opening,) if opening else ()
    life.write(agent, *before, question.format_map(life.slots))
    life.pass_seconds(2 + chance.below(40))
    _put_on_hold(life, agent)
    began_at = life.at
    if chance.happens(NEVER_ANSWERS):
        _remind(life)
        life.pauses.append((began_at, None))
        return False
    life.wait(life.arrival.customer.site.hours, 5 * HOUR_S, 1.3)
    life.hear(answer.format_map(life.slots))
    life.tell(ON_REPLY, _RESUMED)
    life.pauses.append((began_at, life.at))
    return True


def _put_on_hold(life: Life, agent: Agent) -> None:
    """Now and then someone picks the wrong reason and puts it right a minute later."""
    waiting = Waiting(on=_CUSTOMER, until=instant(life.stage.world.hours.after(life.at, 60 * HOUR_S)))
    if life.wrong is None and life.stage.chance.happens(0.012):
        life.wrong = Waiting(on=Code("vendor"))
        life.tell(agent.actor, life.wrong)
        life.pass_seconds(70)
        life.tell(agent.actor, Corrected(supersedes=1))
    life.tell(agent.actor, waiting)


def _remind(life: Life) -> None:
    life.wait(life.stage.world.hours, 30 * HOUR_S, 0.2)
    life.tell(ON_REMINDER, SENT_BY_RULE, life.phrase("agent", "reminders"))
    life.wait(life.stage.world.hours, 30 * HOUR_S, 0.2)


def for_vendor(life: Life, agent: Agent) -> None:
    """A part or a visit from outside; the promise to the customer runs on."""
    life.tell(agent.actor, _FOR_VENDOR)
    is_order = not life.situation.is_fault
    life.write_aside(life.owner, life.phrase("agent", "vendor_orders" if is_order else "vendor_updates"))
    life.wait(life.stage.world.teams["vendor"].hours, 36 * HOUR_S, 0.8)
    life.note(agent, life.phrase("team", "vendor_order_notes" if is_order else "vendor_notes"))
    life.wait(agent.hours, 4 * HOUR_S, 0.8)
    life.tell(agent.actor, _RESUMED)


def for_problem(life: Life, agent: Agent, fixed_at: int) -> None:
    """Until the cause behind it is gone."""
    life.tell(agent.actor, _FOR_PROBLEM)
    life.at = max(life.at, life.stage.world.hours.after(fixed_at, life.stage.chance.around(2 * HOUR_S, 0.6)))
    life.tell(agent.actor, _RESUMED)


def for_outage(life: Life, agent: Agent, until_at: int) -> None:
    life.tell(agent.actor, _FOR_OUTAGE)
    life.at = max(life.at + 60, until_at + life.stage.chance.around(900, 0.7))
    life.tell(agent.actor, _RESUMED)
