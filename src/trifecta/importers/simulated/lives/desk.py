"""What the service desk does with a matter: the first contact, the work that stays there, and what it passes on."""

from __future__ import annotations

from math import exp, log

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.hours import HOUR_S, instant
from trifecta.importers.simulated.lives import conclusion, escalation, waiting
from trifecta.importers.simulated.lives.asides import slips
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.plans import causes
from trifecta.promises.events import WordGiven
from trifecta.tickets.events.ownership import OwnershipDeclined, OwnershipOffered, OwnershipTaken
from trifecta.tickets.events.structure import Linked

SKILL_LIFT = 0.35
IN_WRITING = -0.35
WORD_GIVEN = 0.16
ARTICLE = Code("article")
_TOO_MUCH = OwnershipDeclined(reason=Code("capacity"))


def first_contact(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    """Solve it now, work on it, or pass it on; the customer hears which."""
    situation, chance = life.situation, life.stage.chance
    life.slots["agent"] = agent.first
    _link(life, agent)
    _look_up(life, agent)
    if _is_solved_now(life, agent, is_spoken=is_spoken):
        life.solved_first = True
        conclusion.resolve(life, agent, situation.solved, is_spoken=is_spoken)
        conclusion.settle(life, at_once=is_spoken)
    elif chance.happens(situation.level1):
        _solve_later(life, agent, is_spoken=is_spoken)
    else:
        _pass_on(life, agent, is_spoken=is_spoken)


def _look_up(life: Life, agent: Agent) -> None:
    """Use the article for it, if there is one and the habit is there."""
    situation, initiative = life.situation, life.stage.initiative
    if situation.article and life.stage.chance.happens(initiative.article_share(life.at) * (1 + 0.1 * agent.skill)):
        life.article = situation.article
        slips.take_another_article(life, agent)
        life.tell(agent.actor, Linked(relation=ARTICLE, article=situation.article))


def _is_solved_now(life: Life, agent: Agent, *, is_spoken: bool) -> bool:
    share, initiative = life.situation.first, life.stage.initiative
    if share <= 0 or life.arrival.sort == causes.REPEAT:
        return life.stage.chance.happens(share / 2)
    odds = log(share / (1 - share)) + SKILL_LIFT * agent.skill + initiative.lift * initiative.progress(life.at)
    odds += (initiative.article if life.article else 0) + (0 if is_spoken else IN_WRITING)
    return life.stage.chance.happens(1 / (1 + exp(-odds)))


def _link(life: Life, agent: Agent) -> None:
    """To the earlier ticket it comes from, or to the change it fits."""
    arrival, chance = life.arrival, life.stage.chance
    if arrival.sort in {causes.REPEAT, causes.COMPLAINT} and arrival.origin is not None and chance.happens(0.65):
        life.tell(agent.actor, Linked(relation=Code("related"), ticket=arrival.origin.id))
    if arrival.sort == causes.CHANGE and arrival.cause is not None and chance.happens(0.3):
        life.tell(agent.actor, Linked(relation=Code("caused_by_change"), change=arrival.cause.change))
        life.note(agent, life.phrase("team", "change_notes"))


def _solve_later(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    """Stays with the desk: usually a question, an answer, and then the solution."""
    if is_spoken or life.stage.chance.happens(0.35):
        _say(life, agent, "looking_fault" if life.situation.is_fault else "looking_request", is_spoken=is_spoken)
        if is_spoken and life.stage.chance.happens(0.25):
            life.wait(agent.hours, 0.7 * HOUR_S, 0.8)
            if not waiting.ask(life, agent):
                conclusion.give_up(life, agent)
                return
    elif not waiting.ask(life, agent):
        conclusion.give_up(life, agent)
        return
    if life.stage.chance.happens(0.35):
        life.wait(agent.hours, 0.3 * HOUR_S, 0.6)
        life.note(agent, life.line(life.situation.tried))
    escalation.join_problem(life, agent, share=0.25)
    pace = (0.5 if life.service.is_watermelon else 1.0) * escalation.PACE[life.priority] * exp(-0.15 * agent.skill)
    life.wait(agent.hours, 4 * HOUR_S * pace, 1.2)
    conclusion.resolve(life, agent, life.situation.solved)
    conclusion.settle(life)


def _pass_on(life: Life, agent: Agent, *, is_spoken: bool) -> None:
    """The work goes to another team, the owner stays; unless the owner cannot go on."""
    chance, situation = life.stage.chance, life.situation
    if not is_spoken and chance.happens(0.3):
        if not waiting.ask(life, agent):
            conclusion.give_up(life, agent)
            return
        life.wait(agent.hours, 0.4 * HOUR_S, 0.9)
    if chance.happens(0.75):
        life.note(agent, life.line(situation.tried))
        life.pass_seconds(30 + chance.below(400))
    if chance.happens(0.05):
        escalation.reweigh(life, agent)
    life.slots["team"] = life.stage.world.teams[situation.team].name
    _say(life, agent, "passing" if situation.is_fault else "passing_request", is_spoken=is_spoken)
    life.pass_seconds(15 + chance.below(120))
    if chance.happens(0.06):
        hand_over_ownership(life, agent)
    escalation.specialists(life)
    conclusion.settle(life)


def _say(life: Life, agent: Agent, name: str, *, is_spoken: bool) -> None:
    """What happens next, and sometimes by when."""
    sentences = [life.phrase("agent", name)]
    given = _give_word(life, agent) if life.stage.chance.happens(WORD_GIVEN + 0.02 * agent.skill) else ""
    if given:
        sentences.append(given)
    if is_spoken:
        life.say(agent, *sentences)
    else:
        life.write(agent, *sentences)


def _give_word(life: Life, agent: Agent) -> str:
    """A promise of one's own, by the full or half hour, within the person's hours."""
    due = agent.hours.after(life.at, (2 + life.stage.chance.below(6)) * HOUR_S)
    due -= due % (HOUR_S // 2)
    if due < life.at + HOUR_S:
        return ""
    code = Code("call_back")
    life.words.append((code, life.at, due))
    local = instant(due).astimezone(life.arrival.customer.site.zone)
    is_today = local.date() == instant(life.at).astimezone(local.tzinfo).date()
    life.slots["clock"] = f"{local:%H:%M}" if is_today else f"{local:%A}, {local:%H:%M}"
    words = life.phrase("agent", "words_given")
    life.tell(agent.actor, WordGiven(word=code, due_at=instant(due)), words)
    return words


def hand_over_ownership(life: Life, agent: Agent) -> None:
    """Asked and taken; now and then refused, and then it stays."""
    stage = life.stage
    other = stage.chance.pick(stage.desk.members)
    if other is agent or other.joined_at > life.at:
        return
    asked = OwnershipOffered(to=other.id, reason=Code("absence"))
    words = life.phrase("agent", "handovers")
    if stage.chance.happens(0.1):
        life.tell(agent.actor, asked, words)
        life.pass_seconds(900)
        life.tell(other.actor, _TOO_MUCH, life.phrase("agent", "handovers_refused"))
        return
    at = other.hours.after(life.at, stage.chance.around(0.7 * HOUR_S, 0.8))
    asked_at = slips.ask_someone_else_first(life, agent, other, words, until=at)
    life.tell_at(asked_at, agent.actor, asked, words)
    life.tell_at(at, other.actor, OwnershipTaken(owner=other.id))
    life.owner = other
