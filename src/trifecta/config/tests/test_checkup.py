"""The doctor names what is missing and what to do."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.desk import monday
from trifecta.config import checkup
from trifecta.preferences.models import Desk
from trifecta.promises.clocks import clock
from trifecta.warehouse.models import ONLY_ID, Heartbeat

pytestmark = pytest.mark.django_db


def found(subject: str, *, at=None) -> checkup.Finding:
    return next(one for one in checkup.findings(at=at or timezone.now()) if one.subject == subject)


def test_a_home_without_a_desk_is_told_how_to_begin():
    assert found("desk") == checkup.Finding("desk", "not set up yet", "Run `trifecta serve` and open its address.")


def test_a_demo_desk_is_named_as_one():
    Desk.objects.create(id=1, name="Tarnfold", zone="UTC", is_demo=True, set_up_at=monday(9))

    assert found("desk").text == "Tarnfold, UTC, a demo desk; `trifecta demo --wipe` removes it"


def test_a_worker_that_has_stopped_beating_is_not_running():
    Heartbeat.objects.create(id=ONLY_ID, worker="w", started_at=monday(9), beat_at=monday(9))

    assert found("worker", at=monday(9, 0, 30)).advice == ""
    assert found("worker", at=monday(9, 5)).text == "not running"


def test_every_finding_that_is_not_in_order_says_what_to_do():
    assert [one for one in checkup.findings(at=timezone.now()) if one.is_blocking and not one.advice] == []


def test_one_is_not_called_many(desk):
    desk.account(desk.agent("Ida"))

    assert found("people").text == "1 agent can sign in"


def test_clocks_that_are_not_compiled_say_what_is_missing():
    is_compiled = not clock.__file__.endswith(".py")

    assert (found("clocks").text == "compiled") is is_compiled
    assert ("C compiler" in found("clocks").advice) is not is_compiled
