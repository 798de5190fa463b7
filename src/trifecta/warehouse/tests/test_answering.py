"""What pages wait for is computed once per snapshot, and for each pair of eyes apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from trifecta.metrics.answer import Question
from trifecta.staff.models import Role
from trifecta.warehouse import answering, asking, generations, refreshing
from trifecta.warehouse.models import KeptAnswer
from trifecta.warehouse.tests.anything import NOON

VOLUME = Question("ticket_volume")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def leader(desk):
    return desk.agent("Dee", role=Role.LEADER)


def answered(question: Question, by, at=LATER):
    """Ask, let the worker work, and ask again."""
    asking.ask(question, by=by, at=at)
    while answering.answer_next(at=at):
        pass
    return asking.ask(question, by=by, at=at)


def counts(kept) -> list[float]:
    return [cell.value for cell in kept.answer.rows]


def test_computes_what_is_wanted(desk, leader):
    desk.ticket(at=NOON)
    snapshot = refreshing.refresh(at=LATER)

    kept = answered(VOLUME, leader)

    assert counts(kept) == [1]
    assert kept.is_current
    assert kept.answer.snapshot == snapshot.id
    assert kept.lag == timedelta(0)


def test_never_computes_twice_for_one_snapshot(desk, leader):
    desk.ticket(at=NOON)
    refreshing.refresh(at=LATER)
    answered(VOLUME, leader)
    refreshing.refresh(at=LATER + timedelta(minutes=1))

    kept = asking.ask(VOLUME, by=leader, at=LATER + timedelta(minutes=1))

    assert kept.answered_at == LATER
    assert kept.lag == timedelta(0)
    assert not answering.answer_next(at=LATER + timedelta(minutes=1))


def test_computes_anew_for_a_new_snapshot_without_being_asked(desk, leader):
    desk.ticket(at=NOON)
    refreshing.refresh(at=LATER)
    answered(VOLUME, leader)
    desk.ticket(at=NOON)
    newer = refreshing.refresh(at=LATER + timedelta(minutes=1))

    wanted = answering.want_shown_again(newer, at=LATER + timedelta(minutes=1))
    answering.answer_next(at=LATER + timedelta(minutes=1))

    assert wanted == 1
    assert counts(asking.ask(VOLUME, by=leader, at=LATER + timedelta(minutes=2))) == [2]


def test_what_was_shown_hours_ago_is_computed_anew_every_ten_minutes_only(desk, leader):
    refreshing.refresh(at=LATER)
    answered(VOLUME, leader)
    hours_later = LATER + timedelta(hours=3)
    KeptAnswer.objects.update(answered_at=hours_later - timedelta(minutes=9))
    newer = refreshing.refresh(at=hours_later)

    too_soon = answering.want_shown_again(newer, at=hours_later)
    after_ten = answering.want_shown_again(newer, at=hours_later + timedelta(minutes=2))

    assert (too_soon, after_ten) == (0, 1)


def test_what_nobody_has_seen_goes_first(desk, leader):
    refreshing.refresh(at=LATER)
    answered(VOLUME, leader)
    KeptAnswer.objects.update(is_wanted=True)
    unseen = Question("contact_volume")
    asking.ask(unseen, by=leader, at=LATER)

    answering.answer_next(at=LATER)

    assert [row.question["metric"] for row in KeptAnswer.objects.filter(is_wanted=True)] == ["ticket_volume"]


def test_a_restricted_ticket_is_counted_only_for_those_who_may_see_it(desk, leader):
    open_team, secret = desk.team("First"), desk.team("Legal", is_restricted=True)
    outside, inside = desk.agent("Ann", open_team), desk.agent("Cem", secret)
    seen = desk.ticket(team=open_team, at=NOON)
    hidden = desk.ticket(team=secret, at=NOON)
    refreshing.refresh(at=LATER)

    told = {person.name: counts(answered(VOLUME, person)) for person in (outside, inside, leader)}
    listed = {}
    for person in (outside, inside):
        asking.ask_cases(VOLUME, by=person, at=LATER)
        answering.answer_next(at=LATER)
        listed[person.name] = asking.ask_cases(VOLUME, by=person, at=LATER).answer.ids

    assert told == {"Ann": [1], "Cem": [2], "Dee": [2]}
    assert listed == {"Ann": [seen.pk], "Cem": [hidden.pk, seen.pk]}


def test_who_leaves_a_team_no_longer_gets_its_answers(desk):
    secret = desk.team("Legal", is_restricted=True)
    inside = desk.agent("Cem", secret)
    desk.ticket(team=secret, at=NOON)
    refreshing.refresh(at=LATER)
    before = counts(answered(VOLUME, inside))

    inside.memberships.all().delete()
    after = answered(VOLUME, inside)

    assert before == [1]
    assert after.answer.rows == []


def test_a_question_that_cannot_be_answered_says_why(desk, leader):
    refreshing.refresh(at=LATER)

    by_person = answered(Question("ticket_volume", by=("owner",)), leader)
    by_nonsense = answered(Question("ticket_volume", by=("tema",)), leader)

    assert by_person.failure.startswith("Numbers by single agent are not shown")
    assert by_nonsense.failure.startswith("ticket_volume cannot be cut by “tema”. Did you mean team")


def test_a_broken_store_is_told_in_a_sentence_and_in_the_log(desk, leader, caplog):
    refreshing.refresh(at=LATER)
    (generations.store() / "facts" / "tickets.parquet").unlink()

    kept = answered(VOLUME, leader)

    assert kept.failure == answering.BROKEN
    assert "could not be computed" in caplog.text


def test_a_question_that_one_worker_has_taken_is_left_to_it_for_a_while(desk, leader):
    refreshing.refresh(at=LATER)
    asking.ask(VOLUME, by=leader, at=LATER)
    KeptAnswer.objects.update(claimed_at=LATER)

    at_once = answering.answer_next(at=LATER + timedelta(seconds=1))
    after_it_died = answering.answer_next(at=LATER + timedelta(minutes=3))

    assert (at_once, after_it_died) == (False, True)


def test_the_only_worker_takes_up_what_a_killed_one_left(desk, leader):
    refreshing.refresh(at=LATER)
    asking.ask(VOLUME, by=leader, at=LATER)
    KeptAnswer.objects.update(claimed_at=LATER)

    answering.release(at=LATER)

    assert answering.answer_next(at=LATER)


def test_forgets_what_nobody_asks_for_and_keeps_the_latest(desk, leader, monkeypatch):
    refreshing.refresh(at=LATER)
    for number, metric in enumerate(("ticket_volume", "contact_volume", "reopen_14d", "flr")):
        asking.ask(Question(metric), by=leader, at=LATER - timedelta(days=5 * number))
    monkeypatch.setattr(answering, "MOST", 2)

    forgotten = answering.prune(at=LATER)

    assert forgotten == 2
    assert {row.question["metric"] for row in KeptAnswer.objects.all()} == {"ticket_volume", "contact_volume"}
