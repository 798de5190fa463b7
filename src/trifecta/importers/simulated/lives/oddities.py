"""Tickets that are none for long: spam, second mails about the same, forms sent by mistake."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.hours import HOUR_S
from trifecta.importers.simulated.lives import conclusion
from trifecta.importers.simulated.lives.life import RECEIVED, Life
from trifecta.importers.simulated.lives.opening import MAILBOX
from trifecta.importers.simulated.speech.situations import MAIL
from trifecta.tickets.events.conversation import MessageReceived
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.events.structure import Merged

SPAM, WITHDRAWN, MISTAKEN, AWAY = 0.011, 0.012, 0.003, 0.02
_AUTOMATIC = MessageReceived(channel=MAIL, automatic=True)


def spam(life: Life, agent: Agent) -> None:
    """Opened like any mail, cancelled at sight."""
    life.subject = life.phrase("spam", "subject")
    life.tell(MAILBOX, Opened(sort=Code("question"), owner=life.owner.id, team=life.team.id, channel=MAIL))
    life.tell(MAILBOX, RECEIVED[MAIL], life.phrase("spam", "said"))
    life.wait(agent.hours, 0.4 * HOUR_S, 0.8)
    conclusion.cancel(life, agent, "spam")


def is_cut_short(life: Life, agent: Agent) -> bool:
    """Whether the customer no longer needs it by the time someone looks."""
    chance = life.stage.chance
    if chance.happens(WITHDRAWN):
        life.hear(life.phrase("customer", "withdrawals"))
        life.pass_seconds(200 + chance.below(3000))
        conclusion.cancel(life, agent, "withdrawn")
    elif chance.happens(MISTAKEN):
        conclusion.cancel(life, agent, "mistake")
    return bool(life.ending)


def merge(life: Life, agent: Agent) -> None:
    """Recognized as the second telling of a matter that is already here."""
    assert life.arrival.origin is not None
    life.tell(agent.actor, Merged(into=life.arrival.origin.id))
    life.ended_at, life.ending = life.at, "merged"


def answer_from_holiday(life: Life) -> None:
    """An automatic reply, which is no answer of a person."""
    if life.arrival.channel == MAIL and life.stage.chance.happens(AWAY):
        text = f"I am out of office until {life.slots['date']} and read mail only now and then."
        life.tell_at(life.at + 20, life.arrival.customer.actor, _AUTOMATIC, text)
