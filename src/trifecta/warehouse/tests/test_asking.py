"""A page shows what is kept at once, and never has computed what is kept already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from trifecta.base.errors import NotPermitted
from trifecta.metrics import metric
from trifecta.metrics.answer import Answer, Cases, Cell, Question, SeenBy
from trifecta.staff.models import Role
from trifecta.warehouse import asking
from trifecta.warehouse.models import ONLY_ID, Freshness, KeptAnswer
from trifecta.warehouse.tests.anything import NOON

FCR = Question("fcr_measured", by=("team",), period="month", since=date(2026, 1, 1), where=(("service", "7"),))


@pytest.fixture
def agent(desk):
    return desk.agent("Ann", desk.team("First"))


@pytest.fixture
def copied():
    return Freshness.objects.create(id=ONLY_ID, snapshot="one", as_of=NOON, checked_at=NOON, watermark=7)


def answer(snapshot: str = "one") -> Answer:
    cell = Cell("2026-01-01", {"team": 4}, 0.5, 20, 0.3, 0.7, 10.0, 20.0)
    return Answer("fcr_measured", 2, "share", "resolved_at", NOON.isoformat(), snapshot, "what", "SELECT 1", [cell])


def keep(at=NOON, **told) -> None:
    told = {"payload": answer().to_json(), "snapshot": "one", "answered_at": at, "is_wanted": False, **told}
    KeptAnswer.objects.update(**told)


def test_nothing_is_written_down_before_the_first_copy(agent):
    kept = asking.ask(FCR, by=agent, at=NOON)

    assert kept.is_computing
    assert not KeptAnswer.objects.exists()


def test_a_new_question_is_written_down_once(agent, copied):
    first = asking.ask(FCR, by=agent, at=NOON)
    second = asking.ask(FCR, by=agent, at=NOON + timedelta(seconds=1))

    assert first.is_computing
    assert second.is_computing
    assert [asking.from_json(row.question) for row in KeptAnswer.objects.filter(is_wanted=True)] == [FCR]


def test_a_kept_answer_is_shown_and_not_wanted_again(agent, copied):
    asking.ask(FCR, by=agent, at=NOON)
    keep()

    kept = asking.ask(FCR, by=agent, at=NOON + timedelta(minutes=1))

    assert kept == asking.Kept(answer(), True, NOON, timedelta(minutes=1), "")
    assert not KeptAnswer.objects.filter(is_wanted=True).exists()


def test_of_an_older_copy_it_is_shown_and_wanted_again(agent, copied):
    asking.ask(FCR, by=agent, at=NOON)
    keep()
    Freshness.objects.update(snapshot="two", as_of=NOON + timedelta(minutes=1), checked_at=NOON + timedelta(minutes=2))

    kept = asking.ask(FCR, by=agent, at=NOON + timedelta(minutes=3))

    assert kept == asking.Kept(answer(), False, NOON, timedelta(minutes=3), "")
    assert KeptAnswer.objects.get().is_wanted


def test_a_failure_is_told_in_its_sentence(agent, copied):
    asking.ask(FCR, by=agent, at=NOON)
    keep(payload=None, failure="There is no dimension “tema”. Did you mean team?")

    kept = asking.ask(FCR, by=agent, at=NOON)

    assert kept.failure == "There is no dimension “tema”. Did you mean team?"
    assert not kept.is_computing


def test_another_version_of_the_definition_is_another_answer(agent, copied, monkeypatch):
    asking.ask(FCR, by=agent, at=NOON)
    keep()
    known = metric.get("fcr_measured")
    newer = replace(known, version=known.version + 1)
    monkeypatch.setitem(metric.registry(), "fcr_measured", newer)

    assert asking.ask(FCR, by=agent, at=NOON).is_computing


def test_an_unknown_metric_is_refused_at_once(agent, copied):
    with pytest.raises(metric.UnknownMetric, match="Did you mean fcr_measured"):
        asking.ask(Question("fcr_mesured"), by=agent, at=NOON)
    assert not KeptAnswer.objects.exists()


def test_whoever_may_not_see_a_team_has_answers_of_their_own(desk, copied):
    secret = desk.team("Legal", is_restricted=True)
    outside, other = desk.agent("Ann"), desk.agent("Bob")
    inside, leader = desk.agent("Cem", secret), desk.agent("Dee", role=Role.LEADER)
    for person in (outside, other, inside, leader):
        asking.ask(FCR, by=person, at=NOON)

    eyes = [asking.from_json(row.question).seen_by for row in KeptAnswer.objects.order_by("pk")]

    assert eyes == [SeenBy(outside.pk, (secret.pk,)), SeenBy(other.pk, (secret.pk,)), None]


def test_a_question_cannot_bring_other_eyes(desk, copied):
    desk.team("Legal", is_restricted=True)
    outside = desk.agent("Ann")
    everything = Question("ticket_volume", seen_by=None)

    asking.ask(everything, by=outside, at=NOON)

    assert asking.from_json(KeptAnswer.objects.get().question).seen_by.agent_id == outside.pk


def test_customers_and_those_who_left_may_not_ask(desk, agent, copied):
    agent.is_active = False

    for person in (desk.customer("Kim"), agent):
        with pytest.raises(NotPermitted):
            asking.ask(FCR, by=person, at=NOON)
    assert not KeptAnswer.objects.exists()


def test_a_page_of_questions_takes_a_bounded_number_of_queries(agent, copied, django_assert_max_num_queries):
    questions = [Question("fcr_measured", since=date(2026, 1, day)) for day in range(1, 17)] + [FCR, FCR]

    with django_assert_max_num_queries(5):
        kept = asking.ask_all(questions, by=agent, at=NOON)

    assert len(kept) == 18
    assert KeptAnswer.objects.count() == 17


def test_cases_are_kept_beside_answers(agent, copied):
    asking.ask(FCR, by=agent, at=NOON)
    asking.ask_cases(FCR, by=agent, at=NOON)
    cases = {"metric": "fcr_measured", "subject": "ticket", "as_of": NOON.isoformat(), "snapshot": "one"}
    listed = {"ids": [9, 4], "days": ["2026-01-02", "2026-01-01"], "amounts": [1, 0], "ended": [True, True]}
    listed |= {"times": [1, 2], "hits": [1, 0]}
    cases |= {"count": 2, "times_count": 3, "hit_count": 1, **listed}
    keep(payload=cases)

    kept = asking.ask_cases(FCR, by=agent, at=NOON)

    assert kept.answer == Cases(**cases)
    assert KeptAnswer.objects.count() == 2


def test_asking_again_is_noted_every_few_minutes_only(agent, copied, django_assert_num_queries):
    asking.ask(FCR, by=agent, at=NOON)
    keep()

    asking.ask(FCR, by=agent, at=NOON + timedelta(minutes=4))
    unnoted = KeptAnswer.objects.get().asked_at
    asking.ask(FCR, by=agent, at=NOON + timedelta(minutes=6))

    assert unnoted == NOON
    assert KeptAnswer.objects.get().asked_at == NOON + timedelta(minutes=6)
