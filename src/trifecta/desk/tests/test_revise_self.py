from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.base.worktime.errors import UnknownZone
from trifecta.desk.actions.revise_self import revise_self
from trifecta.log import journal


@pytest.mark.parametrize("sort", ["agent", "customer"])
def test_who_takes_another_name_is_called_by_it_everywhere(desk, sort):
    person = getattr(desk, sort)("Mira")
    account = desk.account(person)

    for at in (monday(9), monday(10)):
        revise_self(account, name="Mira Weiss", zone="Asia/Tokyo", language="en", at=at)

    assert (desk.fresh(account).name, desk.fresh(account).zone, desk.fresh(person).name) == (
        "Mira Weiss", "Asia/Tokyo", "Mira Weiss",
    )  # fmt: skip
    assert [entry.event.kind for entry in journal.read(f"{sort}:{person.pk}")] == [f"{sort}.revised"]


def test_a_refused_zone_changes_no_name(desk):
    mira = desk.customer("Mira")
    account = desk.account(mira)

    with pytest.raises(UnknownZone):
        revise_self(account, name="Mira Weiss", zone="Mars/Olympus", language="en", at=monday(9))

    assert (desk.fresh(mira).name, desk.fresh(account).name) == ("Mira", "Mira")
