"""The demo world as a source: nothing is read, everything is told."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from trifecta.importers.contract import History, Names, Remark, Request, Said, Source
from trifecta.importers.simulated import options as asked
from trifecta.importers.simulated import truth
from trifecta.importers.simulated.arrivals import Arrivals
from trifecta.importers.simulated.books import Books
from trifecta.importers.simulated.chance import Chance, running
from trifecta.importers.simulated.company import world as company
from trifecta.importers.simulated.company.rota import Rota
from trifecta.importers.simulated.company.world import World
from trifecta.importers.simulated.demand import Demand
from trifecta.importers.simulated.hours import DAY_S, days_between, instant
from trifecta.importers.simulated.lives import story
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.options import Options
from trifecta.importers.simulated.plans import changes, outages, problems
from trifecta.importers.simulated.plans.problems import ProblemPlan
from trifecta.importers.simulated.plans.trends import Decline, Initiative
from trifecta.importers.simulated.speech import situations as texts
from trifecta.importers.simulated.speech.situations import Situation
from trifecta.importers.simulated.speech.slots import Vocabulary
from trifecta.importers.simulated.speech.voice import Speech

INITIATIVE_AGO_DAYS, DECLINE_AGO_DAYS = 185, 125
# Matters that arrive by themselves for each ticket that is there in the end; measured.
ARRIVALS_PER_TICKET = 1.0


def read(request: Request, names: Names) -> Iterator[Said]:
    """Changes and problems first, then every matter as it arrives, then what was planted."""
    options = _options(request)
    world = company.build(options, names)
    known = texts.load()
    troubles = problems.plan(world, known, names)
    planner = changes.Planner(world, names)
    altered = planner.all(troubles)
    broken = outages.plan(world, known)
    stage = _stage(world, names, known, troubles)
    yield from _counted(stage, changes.histories(altered, options.ends_at))
    yield from _counted(stage, problems.histories(troubles, world, Chance(options.seed, "problems")))
    for arrival in Arrivals(stage, _demand(stage), changes=altered, outages=broken):
        for history in story.tell(stage, arrival):
            request.progress.rows += 1
            yield history
    if request.home is not None:
        path = truth.write(truth.Planted(stage, altered, broken), request.home)
        yield Remark(f"What was planted in this world is written in {path}.")


def _options(request: Request) -> Options:
    return asked.read(request.options, ZoneInfo(company.desk()["zone"]))


def _stage(world: World, names: Names, known: dict[str, Situation], troubles: list[ProblemPlan]) -> Stage:
    options = world.options
    usual = [situation for situation in known.values() if situation.weight > 0]
    by_situation: dict[str, list[ProblemPlan]] = {}
    for plan in troubles:
        by_situation.setdefault(plan.situation.code, []).append(plan)
    words = Chance(options.seed, "words")
    return Stage(
        world=world,
        names=names,
        chance=Chance(options.seed, "lives"),
        asides=Chance(options.seed, "asides"),
        rota=Rota(world.teams["desk"], Chance(options.seed, "rota")),
        speech=Speech(words),
        vocabulary=Vocabulary(words, world.vendor, world.at_site),
        situations=known,
        categories={name: names.category(name) for name in sorted({found.category for found in known.values()})},
        initiative=Initiative(options.ends_at - INITIATIVE_AGO_DAYS * DAY_S),
        decline=Decline(frozenset({"workplace", "field"}), options.ends_at - DECLINE_AGO_DAYS * DAY_S),
        problems=by_situation,
        books=Books(),
        usual=usual,
        usual_sums=running([situation.weight for situation in usual]),
        ends_at=options.ends_at,
        desk=world.teams["desk"],
        usual_load=options.size.tickets * ARRIVALS_PER_TICKET / 280 / 10 * 2,
    )


def _demand(stage: Stage) -> Demand:
    options = stage.world.options
    weights: dict[str, float] = {}
    for situation in stage.usual:
        weights[situation.service] = weights.get(situation.service, 0) + situation.weight
    last = instant(options.ends_at - 1).astimezone(stage.world.zone).date()
    return Demand(
        list(days_between(options.begins_on, last)),
        stage.world.sites,
        weights,
        total=options.size.tickets * ARRIVALS_PER_TICKET,
        chance=Chance(options.seed, "demand"),
    )


def _counted(stage: Stage, histories: list[History]) -> Iterator[History]:
    for history in histories:
        stage.books.count(history.told)
        yield history


def _rows(request: Request) -> int:
    """Histories to come: tickets, contacts, surveys; measured."""
    size = _options(request).size
    return int(size.tickets * (2.25 + 0.64 * size.surveyed))


SOURCE = Source(
    name="simulated",
    title="the demo world: a company desk over 13 months",
    takes="no path",
    read=read,
    options=asked.HELP,
    rows=_rows,
    needs_path=False,
)
