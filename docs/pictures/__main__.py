"""`python -m docs.pictures`: make a demo desk in a throw-away home, serve it, and take the README's pictures of it."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, expect, sync_playwright

FOLDER = Path(__file__).resolve().parent
PORT = 8474
BASE = f"http://127.0.0.1:{PORT}"
LARGEST_BYTES = 200_000
COMPUTED_WITHIN_MS = 180_000
COMPUTING = "[hx-trigger*='every 1s'], [hx-trigger*='load delay']"
WIDE, PHONE = (1440, 860), (390, 780)


@dataclass(frozen=True, slots=True)
class Picture:
    """
    name: of the file; it is followed by `-light` or `-dark`. part: whose eyes, a log-in of the demo.

    link: what is clicked on the page at `path` to get where the picture is taken.
    """

    name: str
    part: str
    path: str
    size: tuple[int, int]
    link: str = ""


PICTURES = (
    Picture("scorecard", "leader", "/scorecard/?period=month", WIDE),
    Picture("metric", "leader", "/metrics/fcr_measured/?period=month&by=team", WIDE),
    Picture("ticket", "agent", "/tickets/?state=waiting", WIDE, link="a[data-row-link]"),
    Picture("tickets-phone", "agent", "/tickets/", PHONE),
)


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory(prefix="trifecta-pictures-") as home,
        demo(Path(home)) as log_ins,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]) as browser,
    ):
        for scheme in ("light", "dark"):
            for picture in PICTURES:
                take(browser, picture, scheme, log_ins[picture.part])


@contextlib.contextmanager
def demo(home: Path) -> Iterator[dict[str, tuple[str, str]]]:
    """A demo desk that answers: the mail address and password of each part."""
    environment = {**os.environ, "TRIFECTA_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "trifecta", "demo", "--port", str(PORT)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - ours
        try:
            assert process.stdout is not None
            log_ins: dict[str, tuple[str, str]] = {}
            for line in process.stdout:
                words = line.split()
                if "@" in line and len(words) > 3:
                    log_ins[words[0]] = (words[-2], words[-1])
                elif log_ins:
                    break
            yield log_ins
        finally:
            process.terminate()


def take(browser: Browser, picture: Picture, scheme: str, log_in: tuple[str, str]) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, *log_in)
    page.goto(f"{BASE}{picture.path}")
    if picture.link:
        page.locator(picture.link).first.click()
    expect(page.locator(COMPUTING)).to_have_count(0, timeout=COMPUTED_WITHIN_MS)
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{picture.name}-{scheme}.png"
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    click.echo(f"{path.name}: {size / 1000:.0f} kB")
    assert size < LARGEST_BYTES, f"{path.name} is too large for a README"
    context.close()


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto(f"{BASE}/account/sign-in/", timeout=COMPUTED_WITHIN_MS)
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)


if __name__ == "__main__":
    main()
