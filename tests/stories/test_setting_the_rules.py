"""An administrator sets the rules of the desk: promises as a draft, opening hours day by day, priorities and roles."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def test_a_promise_is_drafted_tried_and_published(demo, visitor):
    robin = visitor(demo)
    page = robin.sign_in("administrator")
    page.goto("/desk/promises/")
    robin.check()
    page.get_by_role("link", name="Resolution, priority 4", exact=True).click()

    page.get_by_label("Within").fill("30 h")
    expect(page.get_by_text("30 h = 2 working days of 12 h and 6 h")).to_be_visible()
    robin.check()
    page.get_by_label("For which tickets").fill("priorty = 4")
    expect(page.locator(".book__meaning").get_by_text("priorty")).to_be_visible()
    page.get_by_label("For which tickets").fill("priority = 4")
    page.get_by_role("button", name="Keep in the draft").click()

    expect(page.get_by_role("heading", name="A draft, which holds for nobody yet")).to_be_visible()
    robin.check()
    page.get_by_role("link", name="Try it on a ticket").click()
    page.get_by_label("Priority", exact=True).select_option("4")
    page.get_by_role("button", name="Try").click()
    expect(page.get_by_role("heading", name="Resolution: 30 h")).to_be_visible()
    robin.check()

    page.goto("/desk/promises/")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog").get_by_label("Yes: what is open").check()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("status").get_by_text("Version 2 holds from now on.")).to_be_visible()
    page.get_by_role("link", name="Versions").click()
    expect(page.get_by_text("; open tickets followed")).to_be_visible()
    robin.check()


def test_opening_hours_show_their_next_days_while_one_types(demo, visitor):
    robin = visitor(demo)
    page = robin.sign_in("administrator")
    page.goto("/desk/calendars/")
    robin.check()
    page.get_by_role("link", name="Add opening hours").click()

    page.get_by_label("Name").fill("Release weekend")
    zone = page.get_by_role("combobox", name="Time zone")
    zone.fill("")
    zone.press_sequentially("lisbon")
    page.get_by_role("option", name="Europe/Lisbon").click()
    page.get_by_label("Saturday").fill("22:00-06:00")
    expect(page.locator(".calendars__preview").get_by_text("22:00-06:00").first).to_be_visible()
    page.get_by_label("Public holidays of").select_option("PT")
    expect(page.get_by_text("Christmas Day").first).to_be_visible()
    robin.check()
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Release weekend")).to_be_visible()
    expect(page.get_by_label("Saturday")).to_have_value("22:00-06:00")


def test_priorities_and_roles_are_read_and_set(demo, visitor):
    robin = visitor(demo)
    page = robin.sign_in("administrator")
    page.goto("/desk/roles/")
    expect(page.get_by_role("heading", name="Service leader")).to_be_visible()
    robin.check()
    page.goto("/desk/priorities/")
    robin.check()

    page.get_by_label("One person, It can wait").select_option("4")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("status").get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("One person, It can wait")).to_have_value("4")


def test_a_leader_goes_from_a_broken_promise_to_its_ticket(demo, visitor):
    youssef = visitor(demo)
    page = youssef.sign_in("leader")
    page.get_by_role("link", name="Promises").click()
    expect(page.get_by_role("heading", name="What came of our promises")).to_be_visible()
    expect(page.locator(".skeleton")).to_have_count(0, timeout=60_000)
    youssef.check()

    page.get_by_role("link", name="Show those").click()
    youssef.check()
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/tickets/T-"))
