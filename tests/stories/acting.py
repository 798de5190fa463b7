"""How someone does an act that asks: its button, its dialog, and the word that it was done."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect


def act(page: Page, verb: str, answer: Callable[[Locator], object]) -> None:
    page.get_by_role("button", name=verb, exact=True).first.click()
    dialog = page.get_by_role("dialog", name=verb, exact=True)
    answer(dialog)
    dialog.get_by_role("button", name=verb, exact=True).click()
    expect(page.get_by_role("status").get_by_text(".").first).to_be_visible()
