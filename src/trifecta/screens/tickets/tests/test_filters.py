"""Each filter and order of the list, with exactly the tickets it leaves."""

from __future__ import annotations

import pytest

from tests.desk import friday, monday, thursday, tuesday, wednesday
from trifecta.catalog.models import Service
from trifecta.staff.models import Level
from trifecta.tickets.actions.conversation.add_note import add_note
from trifecta.tickets.actions.flow.close import close
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.flow.wait import wait
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.models import Ticket


@pytest.fixture
def world(desk, house):
    """Five open tickets of two teams, and one in every other state."""
    first, network = desk.team("First"), desk.team("Network", level=Level.SECOND)
    ann, ben = desk.agent("Ann", first), desk.agent("Ben", network)
    mira, jo = desk.customer("Mira"), desk.customer("Jo")
    mail = Service.objects.create(name="Mail")
    tickets = {
        "hers": desk.ticket(by=ann, team=first, assignee=ann, requester=mira, at=monday(9), service=mail),
        "his": desk.ticket(by=ben, team=network, sort="request", requester=jo, at=tuesday(9), impact=1, urgency=1),
        "nobodys": desk.ticket(by=jo, requester=jo, at=wednesday(9), channel="portal"),
        "offered": desk.ticket(by=ben, team=network, at=thursday(9)),
        "waiting": desk.ticket(by=ann, team=first, at=friday(9)),
        "resolved": desk.ticket(by=ann, team=first, at=monday(10)),
        "closed": desk.ticket(by=ann, team=first, at=monday(11)),
        "cancelled": desk.ticket(by=ann, team=first, at=monday(12)),
    }
    offer_handoff(tickets["offered"], to=first, reason="expertise", tried="all", by=ben, at=thursday(10))
    wait(tickets["waiting"], on="customer", until=None, by=ann, at=friday(10))
    for name in ("resolved", "closed"):
        resolve(tickets[name], how="fixed", words="done", by=ann, at=friday(11))
    close(tickets["closed"], reason="told", by=ann, at=friday(12))
    Ticket.objects.filter(pk=tickets["cancelled"].pk).update(state="cancelled")
    return house.enter(ann), {ticket.pk: name for name, ticket in tickets.items()}, locals()


def shown(world, query=""):
    client, names, _ = world
    response = client.get(f"/tickets/?{query}")
    assert response.status_code == 200
    assert response.context["refused"] == []
    page = response.context["page"]
    assert page.count == len(page.tickets)
    return [names[ticket.pk] for ticket in page.tickets]


CASES = [
    ("", "waiting offered nobodys his hers"),
    ("team=none", "nobodys"),
    ("state=open", "waiting offered nobodys his hers"),
    ("state=waiting", "waiting"),
    ("state=resolved", "resolved"),
    ("state=closed", "closed"),
    ("state=ended", "cancelled"),
    ("state=all", "waiting offered nobodys his cancelled closed resolved hers"),
    ("team=mine", "waiting hers"),
    ("owner=me", "waiting hers"),
    ("owner=desk", "nobodys"),
    ("assignee=me", "hers"),
    ("assignee=nobody", "waiting offered nobodys his"),
    ("offered=mine", "offered"),
    ("offered=any", "offered"),
    ("priority=1", "his"),
    ("sort=request", "his"),
    ("sort=incident", "waiting offered nobodys hers"),
    ("opened_from=2026-03-04", "waiting offered nobodys"),
    ("opened_to=2026-03-04", "his hers"),
    ("opened_from=2026-03-03&opened_to=2026-03-05", "nobodys his"),
    ("order=oldest", "hers his nobodys offered waiting"),
    ("order=newest", "waiting offered nobodys his hers"),
    ("owner=me&assignee=me&sort=incident", "hers"),
    ("owner=me&sort=request", ""),
]


def test_a_filter_leaves_exactly_these(world):
    assert {query: shown(world, query) for query, _ in CASES} == {query: names.split() for query, names in CASES}


def test_filters_that_name_a_row(world):
    rows = world[2]
    team, owner, service, customer = (rows[name].pk for name in ("network", "ben", "mail", "jo"))

    assert shown(world, f"team={team}") == ["offered", "his"]
    assert shown(world, f"owner={owner}") == ["offered", "his"]
    assert shown(world, f"service={service}") == ["hers"]
    assert shown(world, f"requester={customer}") == ["nobodys", "his"]
    assert shown(world, f"assignee={rows['ann'].pk}") == ["hers"]


def test_the_latest_change_first(world):
    ann, hers = world[2]["ann"], world[2]["tickets"]["hers"]
    reprioritize(hers, impact=2, urgency=2, by=ann, at=friday(15))
    add_note(world[2]["tickets"]["his"], body="news", by=ann, at=friday(16))

    assert shown(world, "order=touched") == ["his", "hers", "waiting", "offered", "nobodys"]


def test_days_begin_at_midnight_by_the_readers_clock(desk, house):
    late = desk.ticket(at=monday(22, 30))
    in_berlin = house.enter(desk.agent("Kim"), zone="Europe/Berlin").get("/tickets/?opened_from=2026-03-03")
    in_tokyo_before = house.enter(desk.agent("Yui"), zone="Asia/Tokyo").get("/tickets/?opened_to=2026-03-03")

    assert in_berlin.context["page"].tickets == []
    assert in_tokyo_before.context["page"].tickets == []
    assert house.enter(desk.agent("Ona")).get("/tickets/?opened_to=2026-03-03").context["page"].tickets == [late]


def test_chosen_filters_stand_as_chips_that_take_them_off(world):
    client, _, rows = world
    response = client.get(f"/tickets/?owner=me&priority=1&requester={rows['mira'].pk}&opened_from=2026-03-01&after=x")

    chips = {chip.label: chip.without_url for chip in response.context["chips"]}
    rest = f"owner=me&priority=1&requester={rows['mira'].pk}"
    assert chips["opened from: 1 Mar 2026"] == f"?{rest}"
    assert chips["priority: Critical"] == f"?owner=me&requester={rows['mira'].pk}&opened_from=2026-03-01"
    assert chips["of Mira"] == "?owner=me&priority=1&opened_from=2026-03-01"


def test_the_sentence_names_an_owner_who_came_by_number(world):
    client, _, rows = world

    page = client.get(f"/tickets/?owner={rows['ben'].pk}").content.decode()

    assert f'<option value="{rows["ben"].pk}" selected>Ben</option>' in page


def test_work_on_offer_to_ones_teams_is_told(world):
    assert "One ticket is on offer to your teams" in world[0].get("/tickets/?state=closed").content.decode()


def test_who_is_asked_to_own_is_told_and_led_there(world):
    _, _, made = world
    ann, ben = made["ann"], made["ben"]
    assert "You are asked to own" not in world[0].get("/tickets/").content.decode()
    offer_ownership(made["tickets"]["his"], to=ann, reason="wish", by=ben, at=friday(13))
    offer_ownership(made["tickets"]["hers"], to=ben, reason="wish", by=ann, at=friday(13))

    assert "You are asked to own one ticket" in world[0].get("/tickets/?state=closed").content.decode()
    assert shown(world, "state=all&owner=asked&order=oldest") == ["his"]
