from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.worktime.errors import UnknownZone
from trifecta.log import journal
from trifecta.preferences.actions.found_desk import found_desk
from trifecta.preferences.actions.revise_desk import revise_desk
from trifecta.preferences.events import DeskRevised
from trifecta.preferences.models import STREAM, Desk

ADA = System("staff:2")


@pytest.fixture
def harbor(db):
    return found_desk(name="Harbor", zone="UTC", language="en", by=ADA, at=monday(9))


def test_changes_the_row_and_keeps_codes_in_the_log(harbor):
    revise_desk(name="Harbor & Sons", zone="Europe/Berlin", language="en", by=ADA, at=tuesday(9))

    assert Desk.objects.values_list("name", "zone", "language").get() == ("Harbor & Sons", "Europe/Berlin", "en")
    latest = journal.read(STREAM)[-1]
    assert (latest.event, latest.happened_at) == (DeskRevised(zone="Europe/Berlin", language="en"), tuesday(9))


def test_nothing_changed_is_nothing_said(harbor):
    revise_desk(name="Harbor", zone="UTC", language="en", by=ADA, at=tuesday(9))

    assert len(journal.read(STREAM)) == 1


def test_an_unknown_zone_changes_nothing(harbor):
    with pytest.raises(UnknownZone, match="Europe/Berlin"):
        revise_desk(name="Other", zone="Europe/Berln", language="en", by=ADA, at=tuesday(9))

    assert Desk.objects.get().name == "Harbor"
