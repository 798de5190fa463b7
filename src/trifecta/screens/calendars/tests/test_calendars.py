"""Opening hours: listed, changed, tried out on the next two weeks, and never shifted by a browser elsewhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.formats import date_format

from trifecta.base.worktime.calendar import Closure, Opening, parse_window
from trifecta.calendars.holiday_lists import HolidayList
from trifecta.calendars.models import Calendar, CalendarVersion
from trifecta.staff.models import Role, Team

WEEK = {f"day_{number}": "09:00-17:00" for number in range(5)}
POSTED = {**WEEK, "zone": "Europe/Berlin", "closed": "", "opened": ""}


@pytest.fixture
def office(house):
    return house.open_hours()


@pytest.fixture
def client(desk, house, office):
    return house.enter(desk.agent("Ada", role=Role.ADMIN), zone="Pacific/Auckland")


def current(calendar):
    return CalendarVersion.objects.current().get(calendar=calendar)


def text(response):
    return response.content.decode()


def test_all_are_listed_with_who_is_timed_by_them(client, office):
    Team.objects.create(name="Network", calendar=office)

    (row,) = client.get("/desk/calendars/").context["rows"]

    assert (row.calendar.name, row.days, row.used_by) == (
        "Office",
        [("Monday to Friday", "09:00-17:00"), ("Saturday to Sunday", "closed")],
        ["all that has no hours of its own: 25 lines of the book", "Network"],
    )


def test_versions_tell_apart_what_changed_beside_the_week(client, office):
    client.post(f"/desk/calendars/{office.pk}/", {**POSTED, "closed": "2026-11-30", "opened": "2026-11-28 10:00-14:00"})

    latest, first = client.get(f"/desk/calendars/{office.pk}/").context["changes"]

    assert latest.besides == ["closed or shorter on 30 Nov 2026", "open on 28 Nov 2026"]
    assert [row.but for row in client.get("/desk/calendars/").context["rows"]] == [latest.besides]
    assert (first.besides, first.days) == ([], latest.days)


def test_the_desks_own_hours_are_used_by_all_that_has_none(client, office, desk):
    desk.team("First")

    (row,) = client.get("/desk/calendars/").context["rows"]
    said = "all that has no hours of its own: 1 team and 25 lines of the book"

    assert row.used_by == [said]
    assert f"A{said[1:]}" in text(client.get(f"/desk/calendars/{office.pk}/"))


def test_saved_from_another_zone_nothing_shifts(client, office):
    before = current(office)
    page = client.get(f"/desk/calendars/{office.pk}/")
    shown = {field.name: field.value() for field in page.context["form"]}
    posted = {name: page.context["form"].fields[name].prepare_value(value) for name, value in shown.items()}

    answer = client.post(f"/desk/calendars/{office.pk}/", {name: value or "" for name, value in posted.items()})

    assert answer.status_code == 302
    assert current(office) == before


def test_closed_days_half_days_and_openings_are_kept(client, office):
    posted = {
        **POSTED,
        "day_5": "22:00-06:00",
        "closed": "2026-12-24 Christmas Eve\n2026-12-31 09:00-12:00 New Year’s Eve",
        "opened": "2026-11-28 10:00-14:00 Release",
    }

    client.post(f"/desk/calendars/{office.pk}/", posted)

    hours = current(office).own_hours
    assert str(hours.week[5][0]) == "22:00-06:00"
    assert hours.closures == (
        Closure(date(2026, 12, 24), "Christmas Eve"),
        Closure(date(2026, 12, 31), "New Year’s Eve", (parse_window("09:00-12:00"),)),
    )
    assert hours.openings == (Opening(date(2026, 11, 28), (parse_window("10:00-14:00"),), "Release"),)


def test_holidays_of_a_list_are_read_before_they_close_the_desk(client, office):
    posted = {**POSTED, "country_0": "DE", "region_0": "BY", "country_1": "AT", "region_1": ""}

    asked = client.post(f"/desk/calendars/{office.pk}/", posted)

    assert asked.status_code == 422
    assert "Nothing is saved yet: read the holidays beside, then save again." in text(asked)
    assert "Epiphany" in text(asked)
    assert current(office).lists == ()

    client.post(f"/desk/calendars/{office.pk}/", {**posted, "reviewed": "DE-BY AT-"})

    assert current(office).lists == (HolidayList("DE", "BY"), HolidayList("AT"))
    again = client.post(f"/desk/calendars/{office.pk}/", {**posted, "day_5": "10:00-12:00"})
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"day_0": "9 to 5"}, "day_0", "is not a window of time; write it like 09:00-17:30."),
        ({"zone": "Europe/Berln"}, "zone", "“Europe/Berln” is not a time zone; did you mean Europe/Berlin"),
        ({"zone": ""}, "zone", "Choose a time zone from the list."),
        ({"closed": "tomorrow"}, "closed", "begin with the date"),
        ({"day_0": "09:00-12:00 11:00-13:00"}, "__all__", "On Monday the windows 09:00-12:00 and 11:00-13:00 overlap"),
        (dict.fromkeys(WEEK, ""), "__all__", "The calendar is never open"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(client, office, wrong, field, sentence):
    answer = client.post(f"/desk/calendars/{office.pk}/", {**POSTED, **wrong})

    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert current(office).number == 1


def test_new_ones_are_added_and_made_the_desks_own(client, office):
    answer = client.post("/desk/calendars/new/", {**POSTED, "name": "Night", "zone": "UTC"})

    night = Calendar.objects.get(name="Night")
    assert answer["Location"] == f"/desk/calendars/{night.pk}/"
    taken = client.post("/desk/calendars/new/", {**POSTED, "name": "night"})
    assert "There is a calendar of this name already" in text(taken)

    client.post(f"/desk/calendars/{night.pk}/default/")

    assert client.get("/desk/hours/")["Location"] == f"/desk/calendars/{night.pk}/"


def test_while_one_types_the_next_days_are_shown(client, office):
    told = client.post("/desk/calendars/preview/", {**POSTED, "calendar": office.pk, "country_0": "DE"})
    refused = client.post("/desk/calendars/preview/", {**POSTED, "calendar": office.pk, "day_1": "x"})

    assert len(told.context["preview"].days) == 14
    assert 'name="reviewed" value="DE-"' in text(told)
    assert "is not a window of time" in text(refused)


def test_zones_and_regions_are_found(client):
    assert "America/New_York" in text(client.get("/desk/calendars/zones/?q=new york"))
    assert "No zone of this name" in text(client.get("/desk/calendars/zones/?q=xyzzy"))
    assert '<option value="BY">' in text(client.get("/desk/calendars/regions/?country_1=DE"))


def test_each_page_asks_few_questions(client, office, django_assert_max_num_queries):
    for url in ("/desk/calendars/", f"/desk/calendars/{office.pk}/"):
        client.get(url)
        with django_assert_max_num_queries(14):
            client.get(url)


def test_leaders_are_sent_away(desk, house, office):
    leader = house.enter(desk.agent("Leo", role=Role.LEADER))

    assert leader.get("/desk/calendars/").status_code == 403
    assert leader.post(f"/desk/calendars/{office.pk}/", POSTED).status_code == 403


def test_from_today_on_what_lies_before_stays_as_it_was(client, office):
    client.post(f"/desk/calendars/{office.pk}/", {**POSTED, "zone": "UTC", "day_0": "", "since": "always", "seen": 1})
    client.post(f"/desk/calendars/{office.pk}/", {**POSTED, "zone": "UTC", "since": "today", "seen": 2})

    own = current(office).own_hours
    assert (own.week[0] != (), own.before[1].week[0]) == (True, ())
    latest, *_ = client.get(f"/desk/calendars/{office.pk}/").context["changes"]
    assert latest.besides == [f"from {date_format(own.before[0], 'j M Y')} on"]


def test_another_zone_cannot_hold_from_today_on(client, office):
    refused = client.post(
        f"/desk/calendars/{office.pk}/", {**POSTED, "zone": "Asia/Tokyo", "since": "today", "seen": 1}
    )

    assert refused.status_code == 422
    assert refused.context["form"].errors["since"] == ["Another time zone holds as if it always had; choose that."]


def test_what_a_colleague_saved_meanwhile_is_not_undone_by_chance(client, office):
    mine = {**POSTED, "day_6": "10:00-12:00", "seen": 1}
    client.post(f"/desk/calendars/{office.pk}/", {**POSTED, "day_0": "08:00-12:00", "seen": 1})

    refused = client.post(f"/desk/calendars/{office.pk}/", mine)

    assert (refused.status_code, current(office).number) == (422, 2)
    assert "Somebody else saved version 2 of these hours meanwhile." in text(refused)
    assert refused.context["form"]["day_6"].value() == "10:00-12:00"
    again = client.post(f"/desk/calendars/{office.pk}/", {**mine, "seen": refused.context["form"]["seen"].value()})
    assert (again.status_code, current(office).number) == (302, 3)


def test_the_days_of_new_hours_are_shown_before_they_have_a_name(client):
    shown = client.post("/desk/calendars/preview/", POSTED)
    wrong = client.post("/desk/calendars/preview/", {**POSTED, "day_1": "x"})

    assert len(shown.context["preview"].days) == 14
    assert "Tuesday: “x” is not a window of time" in text(wrong)
