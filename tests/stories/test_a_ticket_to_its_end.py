"""An agent opens a ticket for a customer; it goes from hand to hand, and the customer has the last word."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.stories.acting import act

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("stories")]
SUBJECT = "The label printer prints every label twice"


def test_a_ticket_goes_from_hand_to_hand_until_the_customer_is_content(demo, visitor):
    agent, colleague, customer = visitor(demo), visitor(demo), visitor(demo)

    address = opened(agent)
    written(agent)
    handed_over_and_back(agent, colleague, address)
    declined(agent, colleague, address)
    solved(agent)
    refused_and_confirmed(customer, agent, address)

    agent.page.goto(address)
    expect(agent.page.get_by_text("closed", exact=True).first).to_be_visible()
    agent.check()


def opened(agent):
    """Through the new ticket's page, with the picker."""
    page = agent.sign_in("agent")
    page.get_by_role("link", name="New ticket").click()
    picker = page.get_by_role("combobox", name="Customer")
    name = agent.site.people["customer"].name
    picker.press_sequentially(name)
    expect(page.get_by_role("option", name=name)).to_be_visible()
    picker.press("ArrowDown")
    picker.press("Enter")
    page.get_by_label("In one line").fill(SUBJECT)
    page.get_by_label("In their words").fill("Since this morning each label comes out two times.")
    agent.check()
    page.get_by_role("button", name="Open the ticket").click()
    expect(page.get_by_role("heading", name=SUBJECT)).to_be_visible()
    agent.check()
    return page.url


def written(agent):
    """A note and a reply, by keys alone; both are told apart."""
    page = agent.page
    page.keyboard.press("n")
    page.keyboard.type("Known from the old firmware.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article").filter(has_text="Known from the old firmware.")).to_contain_text("Internal note")
    page.keyboard.press("r")
    page.keyboard.type("We look into it.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("article").filter(has_text="We look into it.")).to_be_visible()


def handed_over_and_back(agent, colleague, address):
    offer(agent.page, to="Administration", tried="Restarted it, no change.")
    page = colleague.sign_in("administrator")
    page.goto("/tickets/?offered=mine")
    page.get_by_role("link", name=SUBJECT).click()
    act(page, "Accept the work", lambda dialog: None)
    expect(page.get_by_text("accepted the work for Administration")).to_be_visible()
    act(page, "Give back", lambda dialog: answered(dialog, "Our part is done", "New firmware is on it."))
    expect(page.get_by_text("New firmware is on it.")).to_be_visible()
    colleague.check()
    agent.page.goto(address)
    expect(agent.page.get_by_text("gave the work back to Service Desk")).to_be_visible()


def declined(agent, colleague, address):
    offer(agent.page, to="Administration", tried="It still does it.")
    colleague.page.goto(address)
    act(colleague.page, "Decline", lambda dialog: answered(dialog, "It is not ours", "This is a matter of the driver."))
    agent.page.goto(address)
    expect(agent.page.get_by_text("This is a matter of the driver.")).to_be_visible()


def solved(agent):
    page = agent.page
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Solved?")
    dialog.get_by_label("What was done").fill("The driver counted each label twice; it is replaced.")
    agent.check()
    dialog.get_by_role("button", name="Solved?").click()
    expect(page.get_by_text("The customer has the last word now.")).to_be_visible()


def refused_and_confirmed(customer, agent, address):
    """The customer says no, writes, and in the end says yes."""
    page = customer.sign_in("customer")
    customer.check()
    page.get_by_role("link", name=SUBJECT).click()
    customer.check()
    expect(page.get_by_text("Known from the old firmware.")).to_have_count(0)
    page.get_by_role("button", name="No, it is not").click()
    dialog = page.get_by_role("dialog", name="It is not solved")
    dialog.get_by_role("textbox").fill("Now it prints none at all.")
    customer.check()
    dialog.get_by_role("button", name="Tell the desk").click()
    page.get_by_role("textbox").last.fill("It is switched on.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It is switched on.")).to_be_visible()
    agent.page.goto(address)
    expect(agent.page.get_by_text("Now it prints none at all.")).to_be_visible()
    solved(agent)
    page.reload()
    page.get_by_role("button", name="Yes, it is solved").click()
    expect(page.get_by_text("Solved, as you confirmed")).to_be_visible()
    customer.check()


def offer(page, *, to, tried):
    page.keyboard.press("h")
    dialog = page.get_by_role("dialog", name="Hand off")
    dialog.get_by_label("To which team").select_option(label=to)
    dialog.get_by_label("Why").select_option(index=1)
    dialog.get_by_label("What was tried").fill(tried)
    dialog.get_by_role("button", name="Hand off").click()
    expect(page.get_by_text(f"offered to {to}").first).to_be_visible()


def answered(dialog, reason, words):
    dialog.get_by_label("Why").select_option(label=reason)
    dialog.get_by_label("What they need to know").fill(words)
