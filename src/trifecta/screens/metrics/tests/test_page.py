from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string

from tests.desk import monday
from trifecta.metrics import metric as registry
from trifecta.parts.look import Look
from trifecta.scorecards.models import Line
from trifecta.screens.metrics import page
from trifecta.warehouse.models import ONLY_ID, Freshness, KeptAnswer
from trifecta.web.figures import Figure

LOOK = Look("month", datetime(2026, 11, 22, 9, 40, tzinfo=UTC), date(2026, 11, 22))
FRESH = {"snapshot": "s", "as_of": monday(9), "checked_at": monday(9), "watermark": 1}
TOLD = {"label": "Reopened", "period": "Oct 2026", "value": "8 %"}


@pytest.fixture
def agent(desk):
    Freshness.objects.create(id=ONLY_ID, **FRESH)
    return desk.agent()


def test_the_scorecards_metrics_stand_first_and_none_is_missing(agent):
    Line.objects.create(position=1, metric="reopen_14d", target=0.05)

    shown = page.read(by=agent, look=LOOK)

    assert [row.metric.id for row in shown.on_scorecard] == ["reopen_14d"]
    everything = {row.metric.id for row in (*shown.on_scorecard, *shown.others)}
    assert everything == {one.id for one in registry.all_metrics()}


def test_all_are_asked_for_in_a_bounded_number_of_queries_and_none_is_computed(agent, django_assert_max_num_queries):
    page.read(by=agent, look=LOOK)
    assert KeptAnswer.objects.filter(answered_at=None).count() == len(registry.all_metrics())

    with django_assert_max_num_queries(5):
        shown = page.read(by=agent, look=LOOK)

    assert shown.is_computing
    assert all(row.url.endswith("/?period=month") for row in shown.others)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"target": "target 5 %", "aim": "missed"}, ["8 %", "Oct 2026", "target 5 %", "missed"]),
        ({"too_few": 7}, ["Oct 2026: too few to say (7)"]),
        ({"nothing": "Nothing is open."}, ["Nothing is open."]),
        ({"unmeasured": "No contact is recorded."}, ["No contact is recorded."]),
    ],
)
def test_a_row_says_the_value_or_why_there_is_none(told, said):
    row = page.Row(registry.get("reopen_14d"), "/metrics/reopen_14d/", Figure(**{**TOLD, **told}), "")

    html = render_to_string("screens/metrics/row.html", {"row": row})

    assert [text for text in said if text not in html] == []
    assert ("8 %" in html) == ("8 %" in said)
