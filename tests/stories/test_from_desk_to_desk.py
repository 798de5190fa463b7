"""A colleague gets the work; it is solved, reopened and closed; and each reads the times by their own clock."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.stories.acting import act

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("stories")]
SUBJECT = "The badge reader at the north gate stays red"
SOLVED = "The reader is replaced."
STILL_RED = "It is red again since noon."


def test_a_colleague_gets_the_work_and_the_agent_ends_it(demo, visitor):
    agent, lead = visitor(demo), visitor(demo)
    page, colleague = agent.sign_in("agent"), demo.people["lead"].name
    opened(page, demo.people["customer"].name)

    act(page, "Assign", lambda dialog: dialog.get_by_label("Who works on it").select_option(label=colleague))
    expect(page.get_by_text(f"assigned the work to {colleague}")).to_be_visible()
    agent.check()
    found_among_own_work(lead)

    act(page, "Solved?", lambda dialog: dialog.get_by_label("What was done").fill(SOLVED))
    act(page, "Reopen", reopened)
    expect(page.get_by_text(STILL_RED)).to_be_visible()
    expect(page.get_by_text("once", exact=True)).to_be_visible()
    act(page, "Solved?", lambda dialog: dialog.get_by_label("What was done").fill(SOLVED))
    act(
        page,
        "Close",
        lambda dialog: dialog.get_by_label("Why").select_option(label="The customer told us in another way"),
    )
    expect(page.get_by_role("button", name="Hand off")).to_have_count(0)
    expect(page.get_by_text("closed the ticket")).to_be_visible()
    agent.check()


def test_the_profile_sets_the_clock_by_which_times_are_read(demo, visitor):
    someone = visitor(demo)
    page = someone.sign_in("leader")

    for zone in ("Asia/Kolkata", "America/St_Johns"):
        page.goto("/me/")
        page.get_by_label("Time zone").select_option(zone)
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        someone.check()
        page.goto("/tickets/?state=all&order=oldest")
        shown = page.locator("tbody time").first
        at = datetime.fromisoformat(shown.get_attribute("datetime") or "").astimezone(ZoneInfo(zone))
        assert (shown.get_attribute("title") or "").startswith(f"{at.day} {at:%b %Y, %H:%M}")


def opened(page, customer):
    """Through the new ticket's page, which says what its choices come to before it is sent."""
    page.get_by_role("link", name="New ticket").click()
    picker = page.get_by_role("combobox", name="Customer")
    picker.press_sequentially(customer)
    page.get_by_role("option", name=customer).click()
    page.get_by_label("In one line").fill(SUBJECT)
    expect(page.get_by_text("Priority: planned")).to_be_visible()
    page.get_by_label("Whom it hits").select_option(index=0)
    page.get_by_label("How it hinders").select_option(index=0)
    expect(page.get_by_text("Priority: critical")).to_be_visible()
    page.get_by_role("button", name="Open the ticket").click()
    expect(page.get_by_text("Critical priority")).to_be_visible()
    expect(page.get_by_text("opened the ticket and owns it")).to_be_visible()


def found_among_own_work(lead):
    page = lead.sign_in("lead")
    page.goto("/tickets/?assignee=me")
    page.get_by_role("link", name=SUBJECT).click()
    expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
    lead.check()


def reopened(dialog):
    dialog.get_by_label("Why").select_option(index=0)
    dialog.get_by_label("What is still to be done").fill(STILL_RED)
