from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trifecta.metrics import metric as metrics
from trifecta.metrics.answer import Answer, Cell
from trifecta.parts.look import Look, Wall
from trifecta.screens.metric import asked as asking_for
from trifecta.screens.metric import breakdown, export
from trifecta.screens.metric.breakdown import Breakdown
from trifecta.warehouse import asking
from trifecta.warehouse.asking import Kept
from trifecta.web import bars

NOW = datetime(2026, 11, 22, 9, 40, tzinfo=UTC)
AUGUST = date(2026, 8, 1)


@pytest.fixture
def told(desk, monkeypatch):
    """What is kept of August by team: a big team, a small one, and what no team solved."""
    first, network = desk.team("First"), desk.team("=Network")
    cells = [
        Cell(None, {"team": network.pk}, None, 7, None, None, 1, 7, too_few=True),
        Cell(None, {"team": first.pk}, 0.4, 500, 0.36, 0.44, 200, 500),
        Cell(None, {"team": None}, 0.2, 30, 0.1, 0.3, 6, 30),
    ]
    answer = Answer("flr", 1, "share", "first resolved", NOW.isoformat(), "s", "", "", cells)
    kept = Kept(answer, is_current=True, answered_at=NOW, lag=None, failure="")
    monkeypatch.setattr(asking, "ask", lambda question, *, by, at: kept)
    return answer


def read(address, desk):
    from_address = asking_for.read(metrics.get("flr"), address, wall=Wall(NOW, NOW.date()))
    return breakdown.read(from_address, AUGUST, 0.8, by=desk.agent(), at=NOW)


def test_the_largest_part_comes_first_and_each_opens_to_its_cases(desk, told, rf):
    cut = read(rf.get("/", {"by": "team"}).GET, desk)

    assert cut.head == "Team"
    assert [(part.name, part.value, part.interval, part.n) for part in cut.slices] == [
        ("First", "40 %", "36–44 %", 500),
        ("None", "20 %", "10–30 %", 30),
        ("=Network", "too few to say", "–", 7),
    ]
    assert "since=2026-08-01&until=2026-09-01" in cut.slices[0].cases_url


def test_a_bar_reaches_from_zero_and_shows_the_target(desk, told, rf):
    cut = read(rf.get("/", {"by": "team"}).GET, desk)

    assert cut.slices[0].bar == bars.Bar(value="50.0", low="45.0", high="55.0", target="100.0")
    assert cut.slices[2].bar is None


def test_the_scale_holds_the_intervals_but_not_for_one_of_them_alone(desk, told, rf):
    narrow = breakdown.read(
        asking_for.read(metrics.get("flr"), rf.get("/", {"by": "team"}).GET, wall=Wall(NOW, NOW.date())),
        AUGUST, None, by=desk.agent(), at=NOW,
    )  # fmt: skip

    assert narrow.slices[0].bar == bars.Bar(value="90.9", low="81.8", high="100.0", target=None)


def test_nothing_is_cut_unasked(desk, told, rf):
    assert read(rf.get("/").GET, desk) == Breakdown()


def test_the_export_names_the_parts_and_no_formula(desk, told):
    rows = list(export.breakdown(told, Look("month", NOW, NOW.date()), by="team", first=AUGUST))

    assert rows[0][:4] == ["period", "team", "value", "n"]
    assert [row[:3] for row in rows[1:]] == [
        ["2026-08-01", "First", 0.4],
        ["2026-08-01", "none", 0.2],
        ["2026-08-01", "'=Network", None],
    ]
