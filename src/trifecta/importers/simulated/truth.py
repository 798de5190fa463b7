"""`truth.json`: what was planted, so that findings can be held against it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trifecta.importers.simulated import cast
from trifecta.importers.simulated.company import world as company
from trifecta.importers.simulated.company.people import Agent
from trifecta.importers.simulated.hours import instant
from trifecta.importers.simulated.lives import conclusion, desk, escalation, survey
from trifecta.importers.simulated.lives.ledger import month_of
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.plans.changes import ChangePlan
from trifecta.importers.simulated.plans.outages import OutagePlan

FILE = "truth.json"
KEYS_AT_MOST = 5_000
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Planted:
    """Everything that was set up on purpose."""

    stage: Stage
    changes: list[ChangePlan]
    outages: list[OutagePlan]


def write(planted: Planted, home: Path) -> Path:
    """Put the file into `home`; returns where it is."""
    home.mkdir(parents=True, exist_ok=True)
    path = home / FILE
    path.write_text(json.dumps(tell(planted), indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def tell(planted: Planted) -> Json:
    """The whole truth, ready for JSON."""
    stage = planted.stage
    options = stage.world.options
    return {
        "world": {
            "size": options.size.name,
            "seed": options.seed,
            "begins_at": _iso(options.begins_at),
            "ends_at": _iso(options.ends_at),
            "key_prefix": options.prefix,
        },
        "desk": company.desk() | {"sites": {site.name: str(site.zone) for site in stage.world.sites}},
        "cast": cast.of(stage),
        "teams": [_team(stage, code) for code in stage.world.teams],
        "changes": [_change(plan) for plan in planted.changes],
        "outages": [_outage(plan) for plan in planted.outages],
        "problems": [
            {"key": plan.key, "title": plan.title, "service": plan.situation.service, "tickets_linked": plan.linked}
            for plans in stage.problems.values()
            for plan in plans
        ],
        "initiative": _initiative(stage),
        "decline": _decline(stage),
        "watermelons": _watermelons(stage),
        "ping_pong": _ping_pong(stage),
        "knowledge": {"log_odds_of_first_contact": stage.initiative.article, "articles": _articles(stage)},
        "surveys": _surveys(stage),
        "agents": [_agent(agent) for agent in stage.world.agents()],
        "totals": _totals(stage),
    }


def _team(stage: Stage, code: str) -> Json:
    team = stage.world.teams[code]
    return {
        "key": f"team-{code}",
        "name": team.name,
        "level": team.level,
        "is_restricted": team.is_restricted,
        "people": len(team.members),
    }


def _change(plan: ChangePlan) -> Json:
    told: Json = {
        "key": plan.key,
        "title": plan.title,
        "service": plan.service.name,
        "items": [item.name for item in plan.items],
        "started_at": _iso(plan.started_at),
        "effect": None,
    }
    effect = plan.effect
    if effect is None:
        return told
    if effect.step:
        told["effect"] = {"sort": "step", "share": effect.step, "contacts_prevented": effect.prevented}
    else:
        told["effect"] = {
            "sort": "decay",
            "half_life_days": effect.half_life_days,
            "expected": round(effect.expected, 1),
            "expected_in_the_long_run": round(effect.whole, 1),
            "realized": len(effect.cause.contacts),
            "contacts": effect.cause.contacts[:KEYS_AT_MOST],
        }
    told["effect"]["situations"] = list(effect.situations)
    return told


def _outage(plan: OutagePlan) -> Json:
    return {
        "code": plan.code,
        "title": plan.title,
        "service": plan.situation.service,
        "site": plan.site.name if plan.site else None,
        "is_major": plan.cause.is_major,
        "began_at": _iso(plan.begins_at),
        "over_at": _iso(plan.over_at),
        "expected": round(plan.expected, 1),
        "realized": len(plan.cause.contacts),
        "contacts": plan.cause.contacts[:KEYS_AT_MOST],
    }


def _initiative(stage: Stage) -> Json:
    """What gets better: first contact resolution, by way of knowledge."""
    plan, months = stage.initiative, stage.books.months
    begins, done = month_of(plan.begins_at), month_of(plan.begins_at + plan.ramp_s)
    before = [counts for month, counts in months.items() if month < begins]
    after = [counts for month, counts in months.items() if month > done]
    return {
        "name": "Knowledge at the speed of conversation",
        "metric": "fcr_measured",
        "direction": "better",
        "began_at": _iso(plan.begins_at),
        "done_at": _iso(plan.begins_at + plan.ramp_s),
        "article_share_before": plan.share_before,
        "article_share_after": plan.share_after,
        "log_odds": plan.lift,
        "claimed_first_contact_share_before": _first_share(before),
        "claimed_first_contact_share_after": _first_share(after),
    }


def _first_share(months: list[Counter[str]]) -> float | None:
    resolved = sum(counts["resolved"] for counts in months)
    return round(sum(counts["first_contact"] for counts in months) / resolved, 4) if resolved else None


def _decline(stage: Stage) -> Json:
    """What gets worse: the long tail, by way of two teams."""
    plan = stage.decline
    return {
        "teams": sorted(stage.world.teams[code].name for code in plan.teams),
        "metrics": ["ttr_km_p90", "backlog_age_p90"],
        "direction": "worse",
        "began_at": _iso(plan.begins_at),
        "done_at": _iso(plan.begins_at + plan.ramp_s),
        "factor_until_accepted": plan.accept,
        "factor_of_work": plan.work,
    }


def _watermelons(stage: Stage) -> list[Json]:
    told = []
    for code, service in stage.world.portfolio.services.items():
        counts = stage.books.services[code]
        told.append(
            {
                "service": service.name,
                "is_watermelon": service.is_watermelon,
                "tickets": counts["tickets"],
                "tickets_with_a_broken_promise": counts["broken"],
                "refused_or_reopened": counts["refused"],
                "repeats": counts["repeats"],
            }
        )
    return told


def _ping_pong(stage: Stage) -> list[Json]:
    """Pairs of teams and the services whose matters go back and forth between them."""
    services, teams = stage.world.portfolio.services, stage.world.teams
    return [
        {
            "teams": sorted(teams[code].name for code in pair),
            "services": sorted(services[code].name for code in about),
            "share_of_their_handoffs": escalation.BOUNCED,
            "tickets": sum(stage.books.bounced[code] for code in about),
        }
        for pair, about in escalation.PING_PONG.items()
    ]


def _articles(stage: Stage) -> dict[str, str]:
    return {
        situation.article: situation.code for situation in stage.situations.values() if situation.article is not None
    }


def _surveys(stage: Stage) -> Json:
    sent, answered = stage.books.surveys["sent"], stage.books.surveys["answered"]
    return {
        "sent": sent,
        "answered": answered,
        "response_share": round(answered / sent, 4) if sent else None,
        "response_share_of_the_content": survey.RESPONSE,
        "response_share_of_the_angry": survey.RESPONSE_ANGRY,
    }


def _agent(agent: Agent) -> Json:
    return {
        "key": agent.key,
        "name": agent.name,
        "team": agent.team.name if agent.team else None,
        "skill": agent.skill,
        "joined_at": _iso(agent.joined_at) if agent.joined_at else None,
        "mix": {work: round(share, 3) for work, share in agent.mix.items()},
    }


def _totals(stage: Stage) -> Json:
    books = stage.books
    return {
        "tickets": dict(books.tickets),
        "tickets_open_by_age": dict(books.open_ages),
        "contacts": dict(books.contacts),
        "events": books.kinds(),
        "skill_lift_log_odds": desk.SKILL_LIFT,
        "refused_share": conclusion.REJECTED,
        "refused_share_of_watermelons": conclusion.REJECTED_MELON,
    }


def _iso(at: int) -> str:
    return instant(at).isoformat().replace("+00:00", "Z")
