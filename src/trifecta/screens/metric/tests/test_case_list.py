from __future__ import annotations

import csv
from datetime import date

import pytest
from django.urls import reverse

from tests.desk import monday
from trifecta.metrics.answer import Cases
from trifecta.warehouse import asking
from trifecta.warehouse.asking import Kept

WEEK = {"since": "2026-03-01", "until": "2026-04-01"}


@pytest.fixture
def client(desk, house):
    return house.enter(desk.agent("Ann"))


@pytest.fixture
def keep(desk, monkeypatch):
    """What is kept of three tickets; also, for the CSV, one that is gone."""

    def kept(metric, amounts, *, ended=(True, True, True), hit_count=None, times=(1, 1, 1), hits=None):
        team = desk.team("First")
        tickets = [desk.ticket(subject=name, team=team) for name in ("=Printer", "Mail", "VPN")]
        cases = Cases(
            metric=metric,
            subject="ticket",
            as_of=monday(9).isoformat(),
            snapshot="s",
            count=3,
            times_count=sum(times),
            hit_count=hit_count,
            ids=[ticket.pk for ticket in tickets],
            days=["2026-03-04", "2026-03-03", "2026-03-02"],
            amounts=list(amounts),
            ended=list(ended),
            times=list(times),
            hits=list(hits or (amounts if hit_count is not None else (None, None, None))),
        )
        answer = Kept(cases, is_current=True, answered_at=monday(9), lag=None, failure="")
        monkeypatch.setattr(asking, "ask_cases", lambda question, *, by, at: answer)
        return tickets

    return kept


def page(client, metric, **address):
    return client.get(reverse("metric_cases", args=[metric]), WEEK | address)


def told(response):
    return [(row.thing.subject, row.told, row.is_hit, row.on) for row in response.context["cases"].rows]


def test_the_cases_that_a_share_counts_are_told_from_the_others(client, keep):
    keep("reopen_14d", [1, 1, 0], hit_count=2)

    seen, hits = page(client, "reopen_14d"), page(client, "reopen_14d", only="counted")

    assert told(seen) == [
        ("=Printer", "yes", True, date(2026, 3, 4)),
        ("Mail", "yes", True, date(2026, 3, 3)),
        ("VPN", "no", False, date(2026, 3, 2)),
    ]
    assert [row[0] for row in told(hits)] == ["=Printer", "Mail"]
    tabs = [(tab["label"], tab["count"], tab["current"]) for tab in hits.context["tabs"]]
    assert tabs == [("Reopened within 14 days", "2", True), ("All tickets", "3", False)]
    assert hits.context["count_text"] == "1–2 of 2"
    assert "3 tickets first resolved" in hits.context["told"]


def test_how_many_promises_are_on_how_many_tickets_is_said_and_how_many_on_each(client, keep):
    keep("ola_attainment", [1, 0, 0], hit_count=1, times=(2, 3, 1), hits=(2, 1, 0))

    seen = page(client, "ola_attainment")

    assert seen.context["told"].startswith("6 promises on 3 tickets due from 1 Mar 2026 to 31 Mar 2026")
    assert [(row.times, row.told, row.is_hit) for row in seen.context["cases"].rows] == [
        (2, "2 of 2", True), (3, "1 of 3", False), (1, "no", False),
    ]  # fmt: skip
    assert seen.context["times_title"] == "Promises"
    assert '<td class="numeric" data-label="Promises">3</td>' in seen.content.decode()


def test_where_each_ticket_counts_once_no_column_says_so(client, keep):
    keep("reopen_14d", [1, 1, 0], hit_count=2)

    assert page(client, "reopen_14d").context["times_title"] == ""


def test_a_time_is_told_in_opening_hours_and_may_still_run(client, keep):
    keep("ttr_km_p50", [90_000, 3_600, 60], ended=(False, True, True))

    seen = page(client, "ttr_km_p50")

    assert [row[1] for row in told(seen)] == ["25 h so far", "1 h", "1 min"]
    assert seen.context["amount_title"] == "Time, in opening hours"
    assert seen.context["tabs"] == []


def test_a_count_without_amounts_has_no_column_for_them(client, keep):
    keep("ticket_volume", [None, None, None])

    assert page(client, "ticket_volume").context["amount_title"] == ""


def test_a_page_behind_the_end_leads_back(client, keep):
    keep("reopen_14d", [1, 1, 0], hit_count=2)

    seen = page(client, "reopen_14d", after="999999")

    assert (seen.status_code, seen.context["count_text"], told(seen)) == (200, "", [])
    assert seen.context["first_url"].encode() in seen.content.replace(b"&amp;", b"&")


def test_the_list_is_handed_over_as_csv(client, keep):
    printer, mail, _ = keep("reopen_14d", [1, 1, 0], hit_count=2)

    given = client.get(reverse("metric_cases_export", args=["reopen_14d"]), WEEK | {"only": "counted"})

    head, *rows = csv.reader(given.content.decode().splitlines())
    assert head[:6] == ["ticket", "counts_on", "amount", "times", "hits", "subject"]
    assert [row[:6] for row in rows] == [
        [printer.reference, "2026-03-04", "1", "1", "1", "'=Printer"],
        [mail.reference, "2026-03-03", "1", "1", "1", "Mail"],
    ]
    assert given["Content-Disposition"] == 'attachment; filename="reopen_14d-cases.csv"'


def test_a_page_of_cases_takes_a_bounded_number_of_queries(client, keep, django_assert_max_num_queries):
    keep("reopen_14d", [1, 1, 0], hit_count=2)

    with django_assert_max_num_queries(12):
        page(client, "reopen_14d")
