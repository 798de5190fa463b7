from __future__ import annotations

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.desk import monday
from trifecta.base.actors import System
from trifecta.config.commands import recompute
from trifecta.config.main import trifecta
from trifecta.promises import recomputing


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def numbers(desk, monkeypatch):
    """A job about three tickets, of which two are read at a time."""
    monkeypatch.setattr(recomputing, "TICKETS", 2)
    for hour in (9, 10, 11):
        desk.ticket(at=monday(hour))
    return [job.pk for job in recomputing.ask(by=System("rule:test"), at=timezone.now())]


def test_each_batch_is_told_to_who_watches(numbers):
    told = []

    recompute.work(numbers, watch=told.append)

    assert told == [2, 1, 0]


def test_where_nobody_watches_one_line_is_said_at_the_end(numbers):
    quiet = CliRunner().invoke(trifecta, ["recompute"], catch_exceptions=False)

    assert (quiet.exit_code, quiet.output) == (0, "Read the clocks of 3 tickets; 0 changed.\n")
