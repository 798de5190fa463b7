"""The tickets of a restricted team: not in the list, not in its counts, not in the export, whatever is asked for."""

from __future__ import annotations

import pytest

from tests.desk import monday, tuesday
from trifecta.catalog.models import Service
from trifecta.staff.models import Level, Role
from trifecta.tickets.actions.ownership.offer_handoff import offer_handoff

SECRET = "Salary of Mira"


@pytest.fixture
def world(desk, house):
    """One secret ticket and one that is open to all; Ann is in the first team, Hana in the restricted one."""
    first = desk.team("First")
    people = desk.team("People matters", level=Level.SECOND, is_restricted=True)
    ann, hana, mira = desk.agent("Ann", first), desk.agent("Hana", people), desk.customer("Mira")
    payroll = Service.objects.create(name="Payroll")
    secret = desk.ticket(
        by=hana, team=people, assignee=hana, requester=mira, subject=SECRET, service=payroll, sort="complaint",
        impact=1, urgency=1, at=monday(9),
    )  # fmt: skip
    plain = desk.ticket(by=ann, team=first, requester=mira, subject="Plain", at=tuesday(9))
    return locals()


def asked_every_way(world) -> list[str]:
    hana, mira, payroll = (world[name].pk for name in ("hana", "mira", "payroll"))
    return [
        "state=all", "state=open", f"owner={hana}", f"assignee={hana}", f"requester={mira}",
        f"service={payroll}", "sort=complaint", "priority=1", "order=oldest", "order=touched", "offered=any",
        "opened_to=2026-03-03", "after=2026-03-04T00:00:00Z_9999", "before=2026-03-01T00:00:00Z_1",
    ]  # fmt: skip


def test_whatever_is_asked_for_it_is_neither_shown_nor_counted_nor_exported(world, house):
    client = house.enter(world["ann"])

    for query in asked_every_way(world):
        response = client.get(f"/tickets/?{query}")
        page = response.context["page"]

        assert SECRET not in response.content.decode(), query
        assert world["secret"].reference not in response.content.decode(), query
        assert page.count == len(page.tickets) == (world["plain"] in page.tickets), query
        assert SECRET not in b"".join(client.get(f"/tickets.csv?{query}").streaming_content).decode(), query


def test_its_team_is_refused_like_one_that_does_not_exist(world, house):
    client, people = house.enter(world["ann"]), world["people"].pk

    for path in ("/tickets/", "/tickets.csv"):
        hidden, absent = (client.get(f"{path}?state=all&team={number}") for number in (people, 999))

        assert (hidden.status_code, absent.status_code) == (400, 400)
        assert f"Team: “{people}” names nothing here that you may see; choose again." in hidden.content.decode()
        assert "Plain" not in hidden.content.decode()


def test_a_team_is_named_only_to_those_who_see_its_tickets(world, desk, house):
    option = f'<option value="{world["people"].pk}">People matters</option>'
    leo = desk.agent("Leo", role=Role.LEADER)

    assert "People matters" not in house.enter(world["ann"]).get("/tickets/").content.decode()
    assert option in house.enter(world["hana"]).get("/tickets/").content.decode()
    assert option in house.enter(leo).get("/tickets/").content.decode()


def test_its_number_leads_nowhere(world, house):
    client, reference = house.enter(world["ann"]), world["secret"].reference

    response = client.get(f"/tickets/?find={reference}")

    assert response["Location"] == "/tickets/?"
    assert client.get(f"/tickets/{reference}/").status_code == 404
    said = str(list(response.wsgi_request._messages)[-1])
    assert said == f"There is no ticket {reference} that you may see."


def test_those_who_may_see_it_do(world, desk, house):
    for person in (world["hana"], desk.agent("Leo", role=Role.LEADER), desk.agent("Ada", role=Role.ADMIN)):
        page = house.enter(person).get("/tickets/").context["page"]

        assert page.tickets == [world["plain"], world["secret"]], person
        assert page.count == 2


def test_a_lead_of_another_team_does_not_see_it(world, desk, house):
    lea = desk.agent("Lea", role=Role.LEAD, leads=world["first"])

    assert house.enter(lea).get("/tickets/").context["page"].tickets == [world["plain"]]


def test_it_is_seen_while_it_is_on_offer_to_ones_team(world, house):
    client = house.enter(world["ann"])
    assert "on offer to your teams" not in client.get("/tickets/").content.decode()

    offer_handoff(
        world["secret"], to=world["first"], reason="expertise", tried="asked", by=world["hana"], at=tuesday(10)
    )

    assert client.get("/tickets/?offered=mine").context["page"].tickets == [world["secret"]]
    assert "One ticket is on offer to your teams" in client.get("/tickets/").content.decode()


def test_who_has_left_the_team_sees_it_no_more(world, house):
    kim = world["desk"].agent("Kim", world["people"])
    client = house.enter(kim)
    assert client.get("/tickets/").context["page"].count == 2

    kim.teams.clear()

    assert client.get("/tickets/").context["page"].tickets == [world["plain"]]
