"""Someone in front of a browser, and what every page they meet must keep."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.stories.sites import Site

GRAVE = {"serious", "critical"}
WIDTHS = {1440: 900, 390: 844}


class Visitor:
    """One person with a browser of their own; `page` is what they see."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.site = site
        self.context: BrowserContext = browser.new_context(base_url=site.url, viewport={"width": 1440, "height": 900})
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.set_default_timeout(20_000)

    def sign_in(self, part: str) -> Page:
        person = self.site.people[part]
        self.page.goto("/account/sign-in/")
        self.page.get_by_label("Mail address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(person.password)
        self.page.get_by_role("button", name="Sign in").click()
        # A key pressed before the next page stands would go to the old one.
        self.page.wait_for_url(lambda url: "/account/sign-in/" not in url)
        return self.page

    def check(self) -> None:
        """What stands here is read in both themes and fits both widths; nothing was complained of."""
        found = [*self._faults("light"), *self._faults("dark", only=["color-contrast"])]
        too_wide = [width for width in WIDTHS if self._is_wider_than(width)]
        self.page.set_viewport_size({"width": 1440, "height": 900})
        assert not any([found, too_wide, self.complaints]), (self.page.url, found, too_wide, self.complaints)

    def _faults(self, theme: str, *, only: list[str] | None = None) -> list[str]:
        """All rules once; another theme changes nothing but colors."""
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        options = {"resultTypes": ["violations"], **({"runOnly": only} if only else {})}
        violations = Axe().run(self.page, options=options).response["violations"]
        grave = (one for one in violations if one["impact"] in GRAVE)
        return [f"{theme}: {one['id']}: {node['html']}" for one in grave for node in one["nodes"]]

    def _is_wider_than(self, width: int) -> bool:
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))
