"""Numbers of now are read from rows, and each opens to its tickets."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db.models import F

from tests.desk import monday
from tests.pages import FOUNDED_AT, FOUNDER
from trifecta.base.worktime.calendar import office_hours
from trifecta.calendars.actions.create_calendar import create_calendar
from trifecta.metrics.answer import Answer, Cell
from trifecta.promises import recomputing
from trifecta.promises.actions.revise_book import revise_book
from trifecta.promises.models import Clock
from trifecta.promises.standard import standard_book
from trifecta.screens.promises import now, open_page
from trifecta.staff.models import Role
from trifecta.tickets.actions.flow.wait import wait
from trifecta.warehouse import asking
from trifecta.warehouse.asking import Kept


@pytest.fixture
def first(desk, house):
    hours = office_hours("UTC", "09:00-17:00")
    create_calendar(name="Office", hours=hours, from_on=date(2026, 2, 1), by=FOUNDER, at=FOUNDED_AT)
    revise_book(standard_book(), holds_from=monday(0), by=FOUNDER, at=monday(0))
    return desk.team("First")


@pytest.fixture
def ann(desk, first):
    return desk.agent("Ann", first)


@pytest.fixture
def ticket(desk, ann, first):
    return desk.ticket(by=ann, team=first, impact=1, urgency=1, at=monday(9))


def of(agent, at):
    return now.read(agent, at=at)


def text(response):
    return response.content.decode()


def test_what_is_open_is_counted_as_it_stands(ann, ticket):
    found = of(ann, monday(9, 5))

    assert (found.by_promise["resolution"].running, found.by_promise["resolution"].broken) == (1, 0)
    assert found.by_terms["resolution", "resolution_p1"].open == 1


def test_what_nobody_has_looked_at_since_its_deadline_is_broken(ann, ticket):
    found, earlier = of(ann, monday(14)), of(ann, monday(10))

    assert found.by_promise["resolution"].broken == 1
    assert (found.by_team[ticket.team_id].open, found.by_team[ticket.team_id].broken) == (1, 1)
    assert (earlier.by_team[ticket.team_id].open, earlier.by_team[ticket.team_id].broken) == (1, 0)


def test_what_waits_is_paused(ann, ticket):
    wait(ticket, on="customer", by=ann, at=monday(10))

    assert of(ann, monday(20)).by_promise["resolution"].paused == 1


def test_what_a_reader_may_not_see_is_not_counted(desk, ann, first):
    hidden = desk.team("Board", is_restricted=True)
    member = desk.agent("Bea", hidden)
    desk.ticket(by=member, team=hidden, impact=1, urgency=1, at=monday(9))

    assert of(ann, monday(10)).all.open == 0
    assert of(member, monday(10)).all.open > 0


def test_a_number_opens_to_its_tickets(house, ann, ticket):
    client = house.enter(ann)
    Clock.objects.filter(promise="resolution").update(broken_at=monday(13))

    page = client.get("/promises/open/?promise=resolution&standing=broken")

    assert [(line.clock.ticket, line.standing) for line in page.context["page"].lines] == [(ticket, "broken")]
    assert "Resolution, broken and still open: one promise." in text(page)
    by_line = client.get("/promises/open/?promise=resolution&terms=resolution_p1").context["page"]
    assert (by_line.count, by_line.said) == (1, "Resolution, priority 1")


ODD = ("promise=none", "promise=x%00", "after=99999", "before=-_9", "after=9999-99-99T00:00:00Z_1", "after=3_1")


@pytest.mark.parametrize("query", ODD)
def test_an_odd_address_is_a_page_still(house, ann, ticket, query):
    assert house.enter(ann).get(f"/promises/open/?{query}").status_code == 200


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("team=77", "There is no team “77” that you may see."),
        ("team=x", "There is no team “x” that you may see."),
        ("standing=odd&promise=response", "No promise is “odd”; it is one of running, paused, broken."),
    ],
)
def test_what_names_nothing_is_refused(house, ann, ticket, query, sentence):
    refused = house.enter(ann).get(f"/promises/open/?{query}")

    assert (refused.status_code, sentence in text(refused)) == (400, True)


def test_a_hidden_team_is_refused_like_one_that_does_not_exist(house, desk, ann, ticket):
    hidden = desk.team("Board", is_restricted=True)

    refused = house.enter(ann).get(f"/promises/open/?team={hidden.pk}")

    assert refused.status_code == 400
    assert f"There is no team “{hidden.pk}” that you may see." in text(refused)


@pytest.fixture
def many(ticket):
    """Fifty-nine, twenty of them paused, so that nobody knows when they are due."""
    (row,) = Clock.objects.open().filter(promise="resolution")
    for number in range(2, 60):
        row.pk, row.run = None, number
        row.due_at = monday(13) + timedelta(minutes=number // 3) if number < 40 else None
        row.save()
    return list(Clock.objects.open().filter(promise="resolution").order_by(F("due_at").asc(nulls_last=True), "pk"))


def test_the_list_is_turned_forth_and_back_and_asks_few_questions(
    house, ann, many, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(open_page, "PER_PAGE", 9)
    client, seen = house.enter(ann), []
    client.get("/promises/open/")
    address = "?promise=resolution"
    while address:
        with django_assert_max_num_queries(14):
            shown = client.get(f"/promises/open/{address}").context
        seen.append([line.clock for line in shown["page"].lines])
        address, back = shown["older_url"], shown["newer_url"]

    assert [clock for page in seen for clock in page] == many
    assert shown["page"].count == 59
    returned = [seen[-1]]
    while back:
        shown = client.get(f"/promises/open/{back}").context
        returned.append([line.clock for line in shown["page"].lines])
        back = shown["newer_url"]
    assert returned[::-1] == seen


def test_the_page_stands_before_anything_was_computed(house, desk, ann, ticket, django_assert_max_num_queries):
    client = house.enter(desk.agent("Ada", role=Role.ADMIN))
    client.get("/promises/")

    with django_assert_max_num_queries(20):
        page = client.get("/promises/?period=week")

    assert "open promises are broken" in text(page)
    assert [row.name for row in page.context["page"].teams] == ["First"]
    assert "What we promise" in text(page)
    assert "What we promise" not in text(house.enter(ann).get("/promises/"))


def test_the_page_says_once_as_of_when_what_is(house, ann, ticket, monkeypatch):
    def answered(questions, *, by, at):
        read_at = monday(8).isoformat()
        cells = [Cell("2026-03-01", {}, 0.9, 40, None, None, 36, 40)]
        told = [
            Answer(one.metric, 1, "share", "due", read_at, "s", "", "", [] if one.by else cells) for one in questions
        ]
        return [Kept(one, is_current=True, answered_at=at, lag=None, failure="") for one in told]

    monkeypatch.setattr(asking, "ask_all", answered)
    page = text(house.enter(ann).get("/promises/"))

    assert page.count("as of") == 1
    assert re.search(r"What is open is counted now, at <time .*?>.*?</time>; all else is as of <time .*?>", page)


def test_what_can_still_be_kept_is_one_step_away(house, ann, many):
    Clock.objects.filter(pk__in=[clock.pk for clock in many[:30]]).update(broken_at=monday(13))
    shown = house.enter(ann).get("/promises/open/?promise=resolution&standing=broken&after=-_1").context

    assert [(tab.label, tab.url, tab.current) for tab in shown["tabs"]] == [
        ("Not broken yet", "?promise=resolution&standing=running", False),
        ("Broken", "?promise=resolution&standing=broken", True),
        ("Paused", "?promise=resolution&standing=paused", False),
        ("All", "?promise=resolution", False),
    ]


def test_while_clocks_are_being_read_the_pages_say_so(house, ann, ticket):
    client, said = house.enter(ann), "Promises are still being read, 1,500 tickets so far"
    pages = ("/promises/", "/promises/open/", "/tickets/")
    assert not any(said in text(client.get(page)) for page in pages)

    (job,) = recomputing.ask(by=FOUNDER, at=monday(9))
    job.read_count = 1500
    job.save()

    assert all(said in text(client.get(page)) for page in pages)
