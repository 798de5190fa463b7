"""From an empty home to a desk with a team, and a colleague who let themselves in."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.server, pytest.mark.xdist_group("stories")]


def test_a_desk_is_founded_and_a_colleague_invited(empty, visitor):
    ann, ben = visitor(empty), visitor(empty)

    page = found(ann)
    add_team(page, "Network", level="second level")
    ann.check()
    link = invite(page, "Ben Okafor", "ben@harbor.example", team="Network")
    ann.check()
    join(ben, link)

    expect(ben.page.get_by_role("heading", name="Tickets")).to_be_visible()
    expect(ben.page.get_by_text("Nothing is open")).to_be_visible()
    ben.check()
    page.get_by_role("link", name="People", exact=True).click()
    expect(page.get_by_role("row", name="Ben Okafor")).to_contain_text("Network")
    ann.check()
    late = visitor(empty)
    late.page.goto(link)
    expect(late.page.get_by_role("heading", name="This link does not work")).to_be_visible()
    late.check()


def found(ann):
    """The one page of the first run."""
    page = ann.page
    page.goto("/")
    ann.check()
    page.get_by_label("Name of the desk").fill("Harbor Desk")
    page.get_by_label("Time zone").select_option("Europe/Amsterdam")
    page.get_by_label("Your name").fill("Ann Lee")
    page.get_by_label("Your mail address").fill("ann@harbor.example")
    page.get_by_label("Your password").fill("plover-amber-37")
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_role("link", name="Harbor Desk")).to_be_visible()
    return page


def add_team(page, name, *, level):
    page.get_by_role("link", name="Desk", exact=True).click()
    page.get_by_role("button", name="Add a team").click()
    dialog = page.get_by_role("dialog", name="Add a team")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Level").select_option(label=level)
    dialog.get_by_role("button", name="Add a team").click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def invite(page, name, email, *, team):
    """The link that lets them in."""
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("button", name="Invite someone").click()
    dialog = page.get_by_role("dialog", name="Invite someone")
    dialog.get_by_label("Name").fill(name)
    dialog.get_by_label("Mail address").fill(email)
    dialog.get_by_label("Team").select_option(label=team)
    dialog.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("heading", name="Invited")).to_be_visible()
    return page.locator("code").inner_text()


def join(newcomer, link, password="heron-copper-52"):
    newcomer.page.goto(link)
    newcomer.check()
    newcomer.page.get_by_label("Password").fill(password)
    newcomer.page.get_by_role("button", name="Come in").click()
