"""A leader opens a number of the scorecard, cuts it, and ends at the very tickets."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("stories")]
WITHIN_MS = 90_000


def test_a_leader_opens_a_number_down_to_a_ticket(demo, visitor):
    leader = visitor(demo)
    page = leader.sign_in("leader")

    page.get_by_role("link", name="Scorecard").click()
    expect(page.get_by_text("targets are met.")).to_be_visible(timeout=WITHIN_MS)
    leader.check()
    page.locator("a.figure", has_text="Solved at first contact").click()
    expect(page.locator("[data-chart-plot] svg")).to_be_visible(timeout=WITHIN_MS)
    expect(page.get_by_role("columnheader", name="Team")).to_be_visible(timeout=WITHIN_MS)
    leader.check()

    page.get_by_role("link", name="Priority").click()
    part = page.locator("tr[data-row]").first
    expect(part).to_be_visible(timeout=WITHIN_MS)
    count = part.get_by_role("cell").last.inner_text()
    part.get_by_role("link").click()
    expect(page.get_by_text(f"{count} tickets first resolved")).to_be_visible(timeout=WITHIN_MS)
    leader.check()

    page.locator("tr[data-row]").first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/tickets/T-\d{5,}/$"))


def test_the_table_behind_a_chart_opens_to_the_cases(demo, visitor):
    page = visitor(demo).sign_in("leader")
    page.goto("/metrics/reopen_14d/")
    expect(page.locator("[data-chart-plot] svg")).to_be_visible(timeout=WITHIN_MS)

    page.get_by_role("button", name="The numbers as a table").click()
    row = page.locator(".chart__table").get_by_role("row").nth(4)
    count = row.get_by_role("cell").last.inner_text()
    row.get_by_role("link").click()

    expect(page.get_by_text(f"{count} tickets first resolved")).to_be_visible(timeout=WITHIN_MS)


def test_the_numbers_of_the_page_come_as_csv(demo, visitor):
    page = visitor(demo).sign_in("leader")
    page.goto("/metrics/ticket_volume/")
    expect(page.locator("[data-chart-plot] svg")).to_be_visible(timeout=WITHIN_MS)

    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").first.click()

    head = saved.value.path().read_text().splitlines()[0]
    assert head == "period,value,n,low,high,numerator,denominator,final,unit,as_of,definition_version"
