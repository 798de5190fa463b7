from __future__ import annotations

import pytest

from tests.desk import friday, monday, tuesday, wednesday
from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted
from trifecta.log import journal
from trifecta.staff.absences import AlreadyAway, NoAbsence, NoBackup, Plan
from trifecta.staff.actions.end_absence import end_absence
from trifecta.staff.actions.plan_absence import plan_absence
from trifecta.staff.events import AbsenceEnded, AbsencePlanned
from trifecta.staff.models import Absence, Role

WEEK = Plan(from_at=tuesday(8), until_at=friday(18))


@pytest.fixture
def ann(desk):
    return desk.agent("Ann")


def test_is_a_row_and_an_entry(desk, ann):
    ben = desk.agent("Ben")

    absence = plan_absence(ann, plan=Plan(from_at=tuesday(8), until_at=friday(18), backup=ben), by=ann, at=monday(9))

    assert (absence.agent, absence.backup, absence.from_at, absence.until_at) == (ann, ben, tuesday(8), friday(18))
    (entry,) = journal.read(f"agent:{ann.pk}")
    assert entry.event == AbsencePlanned(
        agent=ann.pk, absence=absence.pk, from_at=tuesday(8), until_at=friday(18), backup=ben.pk
    )


def test_holds_from_its_first_moment_until_its_last(ann):
    absence = plan_absence(ann, plan=WEEK, by=ann, at=monday(9))

    current = [bool(Absence.objects.current(at)) for at in (monday(23), tuesday(8), friday(17, 59), friday(18))]

    assert current == [False, True, True, False]
    assert list(Absence.objects.current(wednesday(9))) == [absence]


def test_what_is_over_already_is_no_absence(ann):
    with pytest.raises(NoAbsence, match="is over already"):
        plan_absence(ann, plan=WEEK, by=ann, at=friday(18))

    assert not Absence.objects.exists()


def test_who_is_back_earlier_is_back(ann):
    absence = plan_absence(ann, plan=Plan(from_at=tuesday(8)), by=ann, at=monday(9))

    end_absence(absence, by=ann, at=wednesday(9))

    assert Absence.objects.get().until_at == wednesday(9)
    assert journal.read(f"agent:{ann.pk}")[-1].event == AbsenceEnded(agent=ann.pk, absence=absence.pk)
    with pytest.raises(NoAbsence):
        end_absence(absence, by=ann, at=wednesday(10))


def test_who_does_not_go_was_never_away(ann):
    absence = plan_absence(ann, plan=WEEK, by=ann, at=monday(9))

    end_absence(absence, by=ann, at=monday(10))

    assert not Absence.objects.exists()
    plan_absence(ann, plan=WEEK, by=ann, at=monday(11))


def test_refuses_what_makes_no_sense(desk, ann):
    plan_absence(ann, plan=WEEK, by=ann, at=monday(9))
    auditor = desk.agent(role=Role.AUDITOR)
    before = journal.latest_id()

    for plan, error in [
        (Plan(from_at=friday(9), until_at=friday(9)), NoAbsence),
        (Plan(from_at=friday(9)), AlreadyAway),
        (Plan(from_at=monday(9), until_at=tuesday(9)), AlreadyAway),
        (Plan(from_at=friday(18), backup=ann), NoBackup),
        (Plan(from_at=friday(18), backup=auditor), NoBackup),
    ]:
        with pytest.raises(error):
            plan_absence(ann, plan=plan, by=ann, at=monday(9))

    assert (Absence.objects.count(), journal.latest_id()) == (1, before)
    plan_absence(ann, plan=Plan(from_at=friday(18)), by=ann, at=monday(9))


def test_for_oneself_or_for_those_one_leads(desk):
    first, network = desk.team(), desk.team()
    ann, lea, lou = desk.agent("Ann", first), desk.agent("Lea", leads=first), desk.agent("Lou", leads=network)

    for person in (lou, desk.agent("Ben", first), desk.customer(), System("rule:any")):
        with pytest.raises(NotPermitted):
            plan_absence(ann, plan=WEEK, by=person, at=monday(9))
    absence = plan_absence(ann, plan=WEEK, by=lea, at=monday(9))
    with pytest.raises(NotPermitted):
        end_absence(absence, by=lou, at=monday(10))
    end_absence(absence, by=desk.agent(role=Role.LEADER), at=monday(10))

    assert not Absence.objects.exists()
