from __future__ import annotations

import pytest

from trifecta.importers.models import Known
from trifecta.importers.numbers import Numbers
from trifecta.staff.models import Team

pytestmark = pytest.mark.django_db


def test_the_desk_may_go_on_making_rows_meanwhile():
    numbers = Numbers(is_rehearsal=False)
    taken = [numbers.take("team") for _ in range(5)]

    made_meanwhile = Team.objects.create(name="Desk").pk
    taken += [numbers.take("team") for _ in range(500)]

    assert made_meanwhile not in taken
    assert len(set(taken)) == 505


@pytest.mark.sqlite
def test_what_is_left_over_is_given_back():
    numbers = Numbers(is_rehearsal=False)
    used = numbers.take("team")
    Team.objects.create(id=used, name="Imported")

    numbers.give_back()

    assert Team.objects.create(name="Desk").pk == used + 1


@pytest.mark.sqlite
def test_what_a_killed_import_left_over_is_taken_by_the_next():
    killed = Numbers(is_rehearsal=False)
    first = [killed.take("ticket") for _ in range(3)]
    Known.objects.create(source="s", instance="i", sort="ticket", key="INC1", local_id=first[0])

    assert Numbers(is_rehearsal=False).take("ticket") == first[1]
