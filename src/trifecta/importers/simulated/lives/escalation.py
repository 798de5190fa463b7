"""Work on its way between teams: offered, declined, accepted, bounced, given back. The owner stays."""

from __future__ import annotations

from math import exp

from trifecta.base.ids import Code
from trifecta.importers.simulated.company.people import Agent, Team
from trifecta.importers.simulated.hours import HOUR_S
from trifecta.importers.simulated.lives import conclusion, waiting
from trifecta.importers.simulated.lives.asides import slips
from trifecta.importers.simulated.lives.life import Life
from trifecta.importers.simulated.plans.problems import ProblemPlan
from trifecta.tickets.events.flow import Reprioritized
from trifecta.tickets.events.handoff import Assigned, GivenBack, HandoffAccepted, HandoffDeclined, HandoffOffered
from trifecta.tickets.events.structure import Linked

SKILL, RIGHTS, ON_SITE, REPAIR, WRONG_TEAM = (
    Code(name) for name in ("expertise", "access", "on_site", "vendor", "responsibility")
)
DECLINED = 0.055
GIVEN_BACK = 0.12
STUCK, STUCK_S = 0.012, 60 * 8 * HOUR_S
PING_PONG = {
    frozenset({"network", "identity"}): frozenset({"vpn"}),
    frozenset({"workplace", "applications"}): frozenset({"printing", "warehouse"}),
}
BOUNCED = 0.4
# How much quicker or slower people are by priority, 1 to 5.
PACE = (1.0, 0.08, 0.25, 0.75, 1.0, 1.4)


def specialists(life: Life) -> None:
    """From the desk to those who know more, and on until it is solved."""
    stage, situation = life.stage, life.situation
    to = stage.world.teams[situation.team]
    began_at = life.at
    offer(life, life.assignee or life.owner, to, reason=SKILL, words=life.line(situation.offered))
    _bounce(life)
    _put_off(life)
    problem = join_problem(life, _worker(life), share=0.5)
    work(life)
    if problem is not None and problem.fix is not None and stage.chance.happens(0.35):
        _wait_for_fix(life, problem)
    elif situation.third and stage.chance.happens(0.3):
        offer(
            life, _worker(life), stage.world.teams[situation.third], reason=RIGHTS, words=life.phrase("team", "third")
        )
        work(life)
    _outside_help(life)
    _keep_posted(life, began_at)
    _finish(life)


def offer(life: Life, by: Agent, to: Team, *, reason: Code, words: str) -> None:
    """Until someone of the other team takes it; from here to there it is nobody's."""
    chance = life.stage.chance
    life.tell(by.actor, HandoffOffered(to_team=to.id, reason=reason), words)
    life.sent_to = life.sent_to or to
    if life.handoffs == 0 and chance.happens(DECLINED):
        _decline(life, by, to)
    accept, _ = life.stage.decline.slowness(to.code, life.at)
    offered_at = life.at
    life.wait(to.hours, to.accept_s * accept * _pace(life), 0.9)
    slips.offer_anew(life, by, to, reason=reason, since=offered_at)
    taker = chance.pick(to.members)
    life.tell(taker.actor, HandoffAccepted(team=to.id, assignee=taker.id))
    life.team, life.assignee = to, taker
    life.handoffs += 1
    life.accepted_at = life.accepted_at or life.at
    if chance.happens(0.3):
        life.pass_seconds(60)
        life.note(taker, life.phrase("team", f"accepted_{life.flavor}"))


def _decline(life: Life, by: Agent, to: Team) -> None:
    """Sent back with a reason, mended, and offered again."""
    decliner = life.stage.chance.pick(to.members)
    reason, mended = life.next_of("team", "declined_fault" if life.situation.is_fault else "declined_request")
    life.wait(to.hours, to.accept_s * _pace(life), 0.8)
    life.tell(decliner.actor, HandoffDeclined(team=to.id, reason=Code("more_needed")), reason.format_map(life.slots))
    life.wait(by.hours, HOUR_S, 0.8)
    life.tell(by.actor, HandoffOffered(to_team=to.id, reason=SKILL), mended.format_map(life.slots))


def _bounce(life: Life) -> None:
    """Some pairs of teams send certain matters to each other and back."""
    stage = life.stage
    for pair, services in PING_PONG.items():
        if life.team.code in pair and life.service.code in services and stage.chance.happens(BOUNCED):
            (other,) = pair - {life.team.code}
            here, there = life.team, stage.world.teams[other]
            for to in (there, here) if stage.chance.happens(0.6) else (there, here, there, here):
                life.wait(life.team.hours, 1.5 * HOUR_S, 0.7)
                life.slots["other"] = to.name
                offer(life, _worker(life), to, reason=WRONG_TEAM, words=life.phrase("team", "bounced"))
                life.bounces += 1


def _put_off(life: Life) -> None:
    """A few matters lie for months, and each month has some that are lost for good: old work is always there."""
    is_lost = life.stage.loses_one(life.opened_at)
    if not is_lost and not life.stage.chance.happens(STUCK):
        return
    life.pass_seconds(40)
    life.note(_worker(life), life.phrase("team", "stuck"))
    if is_lost:
        life.at = life.stage.ends_at
    life.wait(life.team.hours, STUCK_S, 0.9)


def work(life: Life) -> None:
    """The work itself, with a note on the way and now and then another pair of hands."""
    chance, worker = life.stage.chance, _worker(life)
    _, slower = life.stage.decline.slowness(life.team.code, life.at)
    pace = slower * _pace(life) * exp(-0.2 * worker.skill) * (0.5 if life.service.is_watermelon else 1.0)
    half = life.team.work_s * pace / 2
    life.wait(life.team.hours, half, 0.9)
    if chance.happens(0.45):
        life.note(worker, life.phrase("team", f"working_{life.flavor}"))
    if chance.happens(0.07):
        _pass_within(life, worker)
    life.wait(life.team.hours, half, 0.9)


def _pass_within(life: Life, worker: Agent) -> None:
    other = life.stage.chance.pick(life.team.members)
    if other is not worker:
        life.tell(worker.actor, Assigned(team=life.team.id, assignee=other.id))
        life.assignee = other


def join_problem(life: Life, agent: Agent, *, share: float) -> ProblemPlan | None:
    """Link a ticket to the problem of its kind, if one is open and somebody sees it."""
    for problem in life.stage.problems.get(life.situation.code, ()):
        if problem.is_on(life.at) and life.stage.chance.happens(share):
            life.tell(agent.actor, Linked(relation=Code("problem"), problem=problem.id))
            life.note(agent, life.phrase("team", "problem_notes"))
            problem.linked += life.at < life.stage.ends_at
            return problem
    return None


def _wait_for_fix(life: Life, problem: ProblemPlan) -> None:
    worker = _worker(life)
    waiting.for_problem(life, worker, problem.over_at)
    life.tell(worker.actor, Linked(relation=Code("fixed_by_change"), change=problem.fix))


def _outside_help(life: Life) -> None:
    """A visit on site, a part from the vendor, or the vendor's own workshop."""
    chance, situation, teams = life.stage.chance, life.situation, life.stage.world.teams
    if life.team.code not in {"field", "vendor"} and chance.happens(situation.visit):
        life.write_aside(life.owner, life.phrase("agent", "visits"))
        offer(
            life,
            _worker(life),
            teams["field"],
            reason=ON_SITE,
            words=life.phrase("team", "to_field" if situation.is_fault else "to_field_request"),
        )
        work(life)
    if not chance.happens(situation.vendor):
        return
    if chance.happens(0.55):
        waiting.for_vendor(life, _worker(life))
        return
    home = life.team
    offer(life, _worker(life), teams["vendor"], reason=REPAIR, words=life.phrase("team", "to_vendor"))
    work(life)
    _give_back(life, home)


def _give_back(life: Life, to: Team) -> None:
    """The work returns, without an assignee until someone there takes it."""
    worker = _worker(life)
    life.tell(worker.actor, GivenBack(to_team=to.id, reason=Code("done")), life.phrase("team", "given_back"))
    life.team, life.assignee = to, None
    life.wait(to.hours, to.accept_s, 0.8)
    taker = life.owner if to is life.stage.desk else life.stage.chance.pick(to.members)
    life.at = taker.hours.after(life.at, 60)
    life.tell(taker.actor, Assigned(team=to.id, assignee=taker.id))
    life.assignee = taker


def _keep_posted(life: Life, began_at: int) -> None:
    """The owner writes when it takes long, if the owner is good at it."""
    stage = life.stage
    length = stage.world.hours.between(began_at, life.at)
    if length < 9 * HOUR_S or not stage.chance.happens(0.5 + 0.12 * life.owner.skill):
        return
    for _ in range(min(2, 1 + length // (30 * HOUR_S))):
        at = life.owner.hours.after(began_at, 4 * HOUR_S + stage.chance.below(max(1, length // 2)))
        if at < life.at:
            life.aside(at, life.owner, life.news(at))


def _finish(life: Life) -> None:
    """Solved by whoever has it, or given back to the desk for the last step."""
    if life.team.level != "1" and life.stage.chance.happens(GIVEN_BACK):
        _give_back(life, life.stage.desk)
    conclusion.resolve(life, _worker(life), life.situation.fixed)


def reweigh(life: Life, agent: Agent) -> None:
    """It turned out more pressing than it looked, or less."""
    urgency = life.stage.chance.pick((2, 2, 4))
    life.priority = max(1, min(5, life.priority + (urgency - 3)))
    life.tell(agent.actor, Reprioritized(impact=3, urgency=urgency, priority=life.priority))


def _worker(life: Life) -> Agent:
    return life.assignee or life.owner


def _pace(life: Life) -> float:
    return PACE[life.priority]
