from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from trifecta.staff.absences import Plan
from trifecta.staff.actions.plan_absence import plan_absence
from trifecta.staff.models import Absence, Role

LATER = {"from_at": "2999-01-01T08:00", "until_at": "2999-01-15T18:00"}


@pytest.fixture
def ben(desk, first):
    ben = desk.agent("Ben", first)
    desk.account(ben)
    return ben


@pytest.fixture
def away(ann, ben):
    """Ann, since an hour ago, with Ben to answer for her."""
    now = timezone.now()
    return plan_absence(ann, plan=Plan(from_at=now - timedelta(hours=1), backup=ben), by=ann, at=now)


def lines(house, who):
    return house.enter(who).get("/absences/").context["lines"]


def test_one_plans_ones_own_absence_with_a_backup(house, ann, ben):
    answer = house.enter(ann).post("/absences/plans/", {**LATER, "agent": ann.pk, "backup": ben.pk})

    assert answer.status_code == 302
    absence = Absence.objects.get()
    assert (absence.agent, absence.backup, absence.from_at.year) == (ann, ben, 2999)
    assert [(line.absence, line.is_now, line.may_end) for line in lines(house, ann)] == [(absence, False, True)]


def test_a_lead_plans_for_the_team_and_nobody_for_others(desk, house, first, ann, ben):
    lea = desk.agent("Lea", leads=first)
    offered = house.enter(lea).get("/absences/").context["form"].fields["agent"].queryset
    by_lead = house.enter(lea).post("/absences/plans/", {**LATER, "agent": ann.pk})
    by_mate = house.enter(ben).post("/absences/plans/", {**LATER, "agent": ann.pk})

    assert list(offered) == [ann, ben, lea]
    assert (by_lead.status_code, by_mate.status_code) == (302, 422)
    assert list(Absence.objects.values_list("agent", flat=True)) == [ann.pk]


def test_what_makes_no_sense_is_said_and_what_was_typed_stays(house, ann, ben):
    answer = house.enter(ann).post(
        "/absences/plans/", {"agent": ann.pk, "from_at": "2999-01-15T18:00", "until_at": "2999-01-01T08:00"}
    )

    assert answer.status_code == 422
    assert "An absence ends after it begins." in answer.content.decode()
    assert answer.context["form"]["from_at"].value() == "2999-01-15T18:00"


def test_who_is_away_is_listed_with_what_they_own(desk, house, ann, away):
    desk.ticket(by=ann)

    (line,) = lines(house, ann)

    assert (line.is_now, line.owned_count) == (True, 1)
    assert "one open ticket" in house.enter(ann).get("/absences/").content.decode()


def test_who_is_back_is_off_the_list(house, ann, ben, away):
    refused = house.enter(ben).post(f"/absences/{away.pk}/end/")
    assert len(lines(house, ann)) == 1

    house.enter(ann).post(f"/absences/{away.pk}/end/")

    assert lines(house, ann) == []
    assert refused.status_code == 302


def test_one_sees_the_own_teams_and_leaders_and_auditors_all(desk, house, ben, away):
    kim, leo = desk.agent("Kim", desk.team("Field")), desk.agent("Leo", role=Role.LEADER)
    udo = desk.agent("Udo", role=Role.AUDITOR)

    assert [len(lines(house, who)) for who in (ben, kim, leo, udo)] == [1, 0, 1, 1]
    assert [line.may_end for who in (ben, leo, udo) for line in lines(house, who)] == [False, True, False]
    assert house.enter(udo).post("/absences/plans/", {**LATER, "agent": ben.pk}).status_code == 422


def test_queries_do_not_grow_with_the_absences(desk, house, first, away, django_assert_num_queries):
    leo = desk.agent("Leo", role=Role.LEADER)
    client = house.enter(leo)
    client.get("/absences/")
    with django_assert_num_queries(11):
        client.get("/absences/")
    for _ in range(5):
        one = desk.agent("", first)
        plan_absence(one, plan=Plan(from_at=timezone.now()), by=one, at=timezone.now())
    with django_assert_num_queries(11):
        client.get("/absences/")
