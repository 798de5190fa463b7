"""Small slips that are put right soon after; they leave the ticket, and the rest of the world, as it would be."""

from __future__ import annotations

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent, Team
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.speech.situations import MAIL
from trifecta.tickets.events.handoff import HandoffOffered, HandoffWithdrawn
from trifecta.tickets.events.ownership import OwnershipOffered, OwnershipOfferWithdrawn
from trifecta.tickets.events.structure import Linked, Unlinked

WRONG_ARTICLE, INCOMPLETE, AWAY, ELSEWHERE = 0.02, 0.012, 0.2, 0.012
ARTICLE = Code("article")
MINUTE_S = 60


def take_another_article(life: Life, agent: Agent) -> None:
    """A fitting title and the wrong content, seen at once."""
    asides = life.stage.asides
    if not asides.happens(WRONG_ARTICLE):
        return
    wrong = asides.pick(life.stage.usual).article
    if wrong and wrong != life.situation.article:
        life.tell_at(life.at - 8, agent.actor, Linked(relation=ARTICLE, article=wrong))
        life.tell_at(life.at - 2, agent.actor, Unlinked(relation=ARTICLE, article=wrong))


def offer_anew(life: Life, by: Agent, to: Team, *, reason: Code, since: int) -> None:
    """Something was missing in an offer that waits: it is taken back, and made again with it."""
    asides = life.stage.asides
    if not asides.happens(INCOMPLETE) or life.at - since < 30 * MINUTE_S:
        return
    taken_back_at = since + (3 + asides.below(8)) * MINUTE_S
    words = asides.pick(life.stage.speech.told("team", "offered_again"))
    life.tell_at(taken_back_at, by.actor, HandoffWithdrawn(team=to.id))
    life.tell_at(taken_back_at + 100, by.actor, HandoffOffered(to_team=to.id, reason=reason), words)


def ask_someone_else_first(life: Life, agent: Agent, other: Agent, words: str, *, until: int) -> int:
    """Sometimes the first one asked to own it turns out to be away; the instant at which `other` is asked."""
    stage = life.stage
    if until - life.at < 30 * MINUTE_S or not stage.asides.happens(AWAY):
        return life.at
    first = stage.asides.pick(stage.desk.members)
    if first in (agent, other) or first.joined_at > life.at:
        return life.at
    taken_back_at = life.at + (8 + stage.asides.below(15)) * MINUTE_S
    life.tell(agent.actor, OwnershipOffered(to=first.id, reason=Code("absence")), words)
    life.tell_at(taken_back_at, agent.actor, OwnershipOfferWithdrawn(to=first.id))
    return taken_back_at + 40


def is_from_elsewhere(life: Life) -> bool:
    """Whether a mail comes from an address that the desk does not know, so that someone has to find out whose it is."""
    is_plain = life.arrival.channel == MAIL and life.arrival.cause is None and not life.service.team.is_restricted
    return is_plain and life.stage.asides.happens(ELSEWHERE)
