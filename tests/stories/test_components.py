"""Every component in a real browser: readable in both themes and widths, and doing what its attributes say."""

from __future__ import annotations

import mimetypes
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import expect

from trifecta.web.tests import sample

DESK = "http://desk.test"
PAGES = {"/": "sample", "/plain": "sample_plain"}
POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'"
CHOICES = '<li role="option" data-value="4">Ada King</li><li role="option" data-value="5">Bo Li</li>'


def answer(route):
    """The sample pages and the built files, without a server."""
    path = urlparse(route.request.url).path
    file = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    if path in PAGES:
        html = sample.page(PAGES[path])
        route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": POLICY})
    elif file:
        route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0] or "font/woff2")
    elif path == "/wiped":
        route.fulfill(body="<!doctype html><title>Wiped</title>", content_type="text/html")
    elif path == "/people":
        route.fulfill(body=CHOICES, content_type="text/html")
    else:
        route.fulfill(status=404 if path != "/poll" else 204)


@pytest.fixture
def visit(browser):
    """Open one of the sample pages; what the page complains of is in `page.complaints`."""
    contexts = []

    def opened(path="/", *, theme="light", width=1440):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        contexts.append(context)
        context.route("**/*", answer)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: message.type == "error" and page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(DESK + path, wait_until="networkidle")
        page.locator(":focus").blur()  # the sample's form has errors, and the first of them the focus
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_reads_well_in_both_themes_and_widths(visit, theme, width, path):
    page = visit(path, theme=theme, width=width)

    found = Axe().run(page).response["violations"]

    grave = [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]
    assert grave == []
    assert page.complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_charts_are_drawn_and_their_tables_are_read_at_once(visit):
    page = visit()

    expect(page.locator("[data-chart-plot] svg")).to_have_count(6)
    expect(page.get_by_role("cell", name="57–65 %")).to_have_count(1)


def test_the_whole_row_is_a_link_and_a_button_in_it_is_not(visit):
    page = visit()
    row = page.locator("[data-list] tr").nth(1)

    row.locator("td").last.click()
    expect(page).to_have_url(DESK + "/#T-10482")

    with page.context.expect_page() as opened:
        row.locator("td").last.click(button="middle")
    assert opened.value.url == DESK + "/#T-10482"


def test_keys_go_move_search_and_list_themselves(visit):
    page = visit()

    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_url(DESK + "/#Tickets")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a[href='#T-10477']")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("searchbox").blur()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog").get_by_text("I'll take it")).to_be_visible()


def test_single_keys_can_be_switched_off(visit):
    page = visit()
    page.keyboard.press("?")
    page.get_by_label("Single keys act on this device").uncheck()
    page.keyboard.press("Escape")

    page.keyboard.press("g")
    page.keyboard.press("i")

    expect(page).to_have_url(DESK + "/")


def test_the_chosen_theme_outlives_the_page(visit):
    page = visit(theme="light")
    page.get_by_role("button", name="Priya Raman").click()
    page.get_by_role("button", name="Dark").click()
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_picker_searches_while_one_types(visit):
    page = visit()
    field = page.get_by_role("combobox", name="Owner")
    choices = page.locator(".picker").get_by_role("option")

    field.press_sequentially("a")
    expect(choices).to_have_count(2)
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")

    expect(field).to_have_value("Bo Li")
    expect(page.locator("[data-picker-value]")).to_have_value("5")
    expect(choices).to_have_count(0)


def test_filters_send_themselves_and_leave_empty_answers_out(visit):
    page = visit()

    page.get_by_label("Tickets that are").select_option("solved")

    expect(page).to_have_url(DESK + "/?state=solved&team=my+team")


def test_filters_gone_back_to_say_what_their_address_asks(visit):
    page = visit()
    choice = page.get_by_label("Tickets that are")
    before = choice.input_value()
    choice.select_option("solved")
    expect(page).to_have_url(DESK + "/?state=solved&team=my+team")

    page.go_back()

    expect(choice).to_have_value(before)


def test_what_cannot_be_undone_asks_with_its_own_verb(visit):
    page = visit()
    page.get_by_role("button", name="Wipe").click()

    expect(page.get_by_role("dialog")).to_contain_text("All demo tickets go.")
    page.get_by_role("dialog").get_by_role("button", name="Wipe").click()

    expect(page).to_have_url(DESK + "/wiped?")


def test_leaving_with_typed_words_asks_first(visit):
    page = visit()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Name").fill("Ada")

    page.goto(DESK + "/plain")

    assert asked == ["beforeunload"]


def test_a_failed_request_is_said_and_changes_nothing(visit):
    page = visit()

    page.get_by_role("button", name="Try").click()

    expect(page.get_by_role("status").get_by_text("That did not work")).to_be_visible()
    expect(page.get_by_role("button", name="Try")).to_be_visible()
