"""What is left to do at a new desk is read from its rows, and leads its administrators until the first ticket."""

from __future__ import annotations

import pytest

from trifecta.staff.models import Role


@pytest.fixture
def admins(desk, house):
    return house.enter(desk.agent("Ada", desk.team("First"), role=Role.ADMIN))


def done(client) -> list[bool]:
    return [step.is_done for step in client.get("/begin/").context["steps"]]


def test_a_new_desk_has_everything_before_it(house, admins):
    house.open_hours()

    assert done(admins) == [False] * 6


def test_each_is_done_as_soon_as_its_rows_are_there(desk, admins, settings):
    settings.EMAIL_HOST = "smtp.example.org"
    desk.account(desk.agent("Ben", desk.team("Network")))
    desk.ticket(requester=desk.customer())

    assert done(admins) == [False, True, True, True, True, True]


def test_it_is_the_front_page_of_administrators_until_the_first_ticket(desk, house, admins):
    leader = house.enter(desk.agent("Leo", role=Role.LEADER))

    assert (admins.get("/")["Location"], leader.get("/")["Location"]) == ("/begin/", "/scorecard/")
    desk.ticket()
    assert admins.get("/")["Location"] == "/scorecard/"


def test_queries_are_few(admins, django_assert_max_num_queries):
    admins.get("/begin/")

    # Who asks 3, one for each of five steps, the desk.
    with django_assert_max_num_queries(9):
        admins.get("/begin/")
