"""An agent finds a ticket and works on it by keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("stories")]
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def test_a_ticket_is_found_and_worked_on_by_keys(demo, visitor):
    page = visitor(demo).sign_in("agent")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator("tr[data-row] a[data-row-link]").nth(1)
    expect(second).to_be_focused()
    assert page.evaluate(OUTLINE) == "solid"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tickets/T-\d{5,}/$"))

    reprioritized(page)
    page.keyboard.press("r")
    expect(page.get_by_role("textbox", name="Reply")).to_be_focused()


def test_a_dialog_gives_the_focus_back(demo, visitor):
    page = visitor(demo).sign_in("agent")
    page.locator("tr[data-row] a[data-row-link]").first.click()
    opener = page.get_by_role("button", name="Hand off")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Hand off").get_by_label("To which team")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog", name="Hand off")).to_have_count(0)
    expect(opener).to_be_focused()


def test_pages_are_gone_to_by_two_keys(demo, visitor):
    page = visitor(demo).sign_in("leader")
    for keys, heading in (("gs", "Scorecard"), ("gn", "Metrics"), ("gl", "Tickets")):
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        for key in keys:
            page.keyboard.press(key)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def reprioritized(page):
    """The act behind “more”, reached by its key."""
    page.keyboard.press("p")
    dialog = page.get_by_role("dialog", name="Set the priority")
    expect(dialog.get_by_label("Whom it hits")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("button", name="Set the priority")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Critical priority").first).to_be_visible()


def test_a_wrong_line_is_corrected_where_it_stands(demo, visitor):
    lead = visitor(demo)
    page = lead.sign_in("lead")
    page.goto("/tickets/?team=mine")
    page.locator("tr[data-row] a[data-row-link]").first.click()
    expect(page).to_have_url(re.compile(r"/tickets/T-\d{5,}/$"))
    reprioritized(page)
    link = page.get_by_role("link", name=re.compile("Correct “.* changed the priority")).last

    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Correct what was recorded")
    expect(dialog.get_by_label("What was recorded wrongly").locator("option:checked")).to_contain_text("the priority")
    lead.check()
    dialog.get_by_role("button", name="Correct what was recorded").click()

    expect(page.get_by_text(re.compile(r"changed the priority \(corrected later\)$")).last).to_be_visible()
