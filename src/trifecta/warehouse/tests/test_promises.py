"""The numbers of promises, against plain Python over the rows."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from trifecta.metrics import engine
from trifecta.metrics.answer import Question
from trifecta.promises.models import Clock
from trifecta.warehouse import generations, refreshing
from trifecta.warehouse.tests.anything import NOON

KINDS = ("sla", "ola", "word", "told", "contract")
PROMISES = ("resolution", "update", "first_response")


@pytest.fixture
def clocks(desk) -> list[Clock]:
    """Of every kind, outcome and team, due before and after now, some of them paused or open past their time."""
    chance = random.Random(7)
    teams = [desk.team("First"), desk.team("Network"), None]
    tickets = [desk.ticket(at=NOON - timedelta(days=80)) for _ in range(20)]
    made = [_clock(chance, chance.choice(tickets), number, chance.choice(teams)) for number in range(600)]
    for clock in made:
        clock.terms = "" if clock.kind == "told" else f"{clock.promise}_p{clock.run % 3}"
    clocks = Clock.objects.bulk_create(made)
    refreshing.refresh(at=NOON)
    return clocks


def _clock(chance: random.Random, ticket, number: int, team) -> Clock:
    outcome = chance.choice([None, "met", "met", "broken", "waived", "cancelled"])
    started_at = NOON - timedelta(hours=chance.randrange(1, 1900))
    due_at = chance.choice([None, started_at + timedelta(hours=chance.randrange(1, 200))])
    is_broken = outcome == "broken" or (outcome is None and due_at is not None and due_at < NOON)
    broken_at = (due_at or started_at) if is_broken else None
    ended_at = started_at + timedelta(hours=chance.randrange(1, 300)) if outcome else None
    return Clock(
        ticket=ticket,
        promise=chance.choice(PROMISES),
        run=number,
        kind=chance.choice(KINDS),
        team=team,
        state="ended" if outcome else "running",
        is_open=outcome is None,
        outcome=outcome,
        reason="agreed" if outcome == "waived" else "",
        started_at=started_at,
        due_at=due_at,
        broken_at=broken_at,
        ended_at=ended_at,
        target_s=7200,
        spent_s=chance.randrange(1, 99_999),
        paused_s=chance.choice([0, 60, 3_600]),
        read_at=NOON,
        changed_at=NOON,
    )


def decided_at(clock: Clock) -> datetime | None:
    """When it was due, or was broken; None while that lies ahead."""
    at = clock.broken_at or clock.due_at or clock.ended_at
    return at if at is not None and at <= NOON else None


def is_settled(clock: Clock) -> bool:
    return clock.outcome in {"met", "broken"} or (clock.is_open and clock.broken_at is not None)


def month(at: datetime) -> str:
    """The desk of these tests reckons in UTC."""
    return at.strftime("%Y-%m-01")


SHARES: dict[str, Callable[[Clock], bool]] = {
    "sla_attainment": lambda clock: clock.kind in {"sla", "told"},
    "ola_attainment": lambda clock: clock.kind == "ola",
    "contract_attainment": lambda clock: clock.kind == "contract",
    "next_update_kept": lambda clock: clock.promise == "update",
    "given_word_kept": lambda clock: clock.kind == "word",
}


@pytest.mark.parametrize("metric", SHARES)
def test_kept_are_those_met_among_all_that_are_due_by_month_and_team(clocks, metric):
    due, met = Counter(), Counter()
    for clock in clocks:
        at = decided_at(clock)
        if SHARES[metric](clock) and at is not None and is_settled(clock):
            due[month(at), clock.team_id] += 1
            met[month(at), clock.team_id] += clock.outcome == "met"

    answered = engine.answer(Question(metric, by=("team",), period="month"), store=generations.store())

    assert {(row.period, row.dims["team"]): (row.n, row.numerator) for row in answered.rows} == {
        key: (count, met[key]) for key, count in due.items()
    }
    assert sum(due.values()) > 50


def test_a_share_can_be_cut_by_the_line_of_the_book(clocks):
    due, met = Counter(), Counter()
    for clock in clocks:
        if SHARES["sla_attainment"](clock) and decided_at(clock) and is_settled(clock):
            due[clock.kind, clock.terms or None] += 1
            met[clock.kind, clock.terms or None] += clock.outcome == "met"

    answered = engine.answer(Question("sla_attainment", by=("kind", "terms")), store=generations.store())

    assert {(row.dims["kind"], row.dims["terms"]): (row.n, row.numerator) for row in answered.rows} == {
        key: (count, met[key]) for key, count in due.items()
    }
    assert due["told", None] > 20
    assert len(due) == 10


def test_lateness_counts_whatever_is_broken_and_knows_what_has_ended(clocks):
    late = [clock for clock in clocks if clock.kind in {"sla", "told"} and clock.broken_at and decided_at(clock)]

    (row,) = engine.answer(Question("lateness_p90"), store=generations.store()).rows

    assert (row.n, row.numerator) == (len(late), sum(clock.ended_at is not None for clock in late))


def test_the_pause_share_is_a_ratio_of_sums(clocks):
    ended = [clock for clock in clocks if clock.kind == "sla" and clock.outcome in {"met", "broken"}]
    paused_s = sum(clock.paused_s for clock in ended)

    (row,) = engine.answer(Question("pause_share"), store=generations.store()).rows

    assert (row.numerator, row.denominator) == (paused_s, paused_s + sum(clock.spent_s for clock in ended))


def test_what_was_set_aside_is_counted_apart(clocks):
    aside = Counter(clock.outcome for clock in clocks if clock.outcome in {"waived", "cancelled"})

    answered = engine.answer(Question("promises_set_aside", by=("outcome",)), store=generations.store())

    assert {row.dims["outcome"]: row.n for row in answered.rows} == aside


def test_what_only_a_source_tells_of_is_counted_beside_attainment(clocks):
    told = [clock for clock in clocks if clock.kind == "told" and decided_at(clock) and is_settled(clock)]

    (row,) = engine.answer(Question("promises_told"), store=generations.store()).rows

    assert row.n == len(told) > 20


def test_a_number_of_promises_opens_to_its_tickets_first_those_that_kept_all(clocks):
    updates = [clock for clock in clocks if clock.promise == "update" and decided_at(clock) and is_settled(clock)]
    words = [clock for clock in updates if clock.kind == "word"]
    kept = {clock.ticket_id for clock in words} - {clock.ticket_id for clock in words if clock.outcome != "met"}

    asked = Question("given_word_kept", where=(("promise", "update"),))
    cases = engine.cases(asked, store=generations.store())

    assert (cases.count, cases.hit_count) == (len({clock.ticket_id for clock in words}), len(kept))
    assert {*cases.ids[: len(kept)]} == kept
    assert (cases.times_count, sum(cases.times), sum(cases.hits)) == (
        len(words), len(words), sum(clock.outcome == "met" for clock in words),
    )  # fmt: skip
    assert kept


def test_the_time_on_pause_opens_to_the_tickets_that_were_paused_the_longest_first(clocks):
    ended = [clock for clock in clocks if clock.kind == "sla" and clock.outcome in {"met", "broken"} and clock.paused_s]

    cases = engine.cases(Question("pause_share"), store=generations.store())

    assert {*cases.ids} == {clock.ticket_id for clock in ended}
    assert cases.hit_count is None
    assert cases.amounts == sorted(cases.amounts, reverse=True)
    assert cases.amounts[0] == 3_600
