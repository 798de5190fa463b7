from __future__ import annotations

import pytest

from trifecta.preferences import priorities
from trifecta.staff.models import Role
from trifecta.tickets.rules import PRIORITY

STANDARD = {
    f"priority_{impact}_{urgency}": str(PRIORITY[impact - 1][urgency - 1])
    for impact in range(1, 5)
    for urgency in range(1, 5)
}


@pytest.fixture
def client(desk, house):
    return house.enter(desk.agent("Ada", role=Role.ADMIN))


def test_the_grid_begins_as_the_usual_one(client):
    rows = client.get("/desk/priorities/").context["form"].rows

    assert [row.label for row in rows][:2] == ["The whole business", "A site or a department"]
    assert [[int(cell.value()) for cell in row.cells] for row in rows] == [list(row) for row in PRIORITY]


def test_one_cell_changed_is_one_priority_changed(client, house, desk):
    answer = client.post("/desk/priorities/", {**STANDARD, "priority_1_2": "1"})

    assert answer.status_code == 302
    assert priorities.grid()[0] == [1, 1, 3, 4]
    form = house.enter(desk.agent("Ann", desk.team())).get("/new/").content.decode()
    assert "&quot;1 2&quot;: &quot;Priority: critical&quot;" in form


def test_what_a_colleague_saved_meanwhile_is_not_undone_by_chance(client):
    client.post("/desk/priorities/", {**STANDARD, "priority_1_2": "1", "seen": "0"})
    mine = {**STANDARD, "priority_4_4": "4"}

    refused = client.post("/desk/priorities/", {**mine, "seen": "0"})

    assert (refused.status_code, priorities.grid()[0]) == (422, [1, 1, 3, 4])
    assert "Somebody else saved other priorities meanwhile." in refused.content.decode()
    assert client.post("/desk/priorities/", {**mine, "seen": refused.context["number"]}).status_code == 302
    assert priorities.grid()[3][3] == 4


def test_what_is_no_priority_is_refused(client):
    answer = client.post("/desk/priorities/", {**STANDARD, "priority_1_2": "9"})

    assert answer.status_code == 422
    assert priorities.grid() is None


def test_leaders_are_sent_away(desk, house):
    assert house.enter(desk.agent("Leo", role=Role.LEADER)).get("/desk/priorities/").status_code == 403
