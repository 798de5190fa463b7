"""Journeys in a real browser: Debian's Chromium, which CI has and a developer may lack."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.stories import sites
from tests.stories.visitors import Visitor

# Playwright keeps an event loop in this thread, which Django would mistake for an async view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say("No Chromium here: install the system package chromium, or name its program in CHROMIUM.")
    flags = (
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    )
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(flags)}


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The small demo desk; stories share it, so each works on tickets of its own."""
    with sites.running(tmp_path_factory.mktemp("demo"), "demo", "--size", "small") as site:
        yield site


@pytest.fixture
def empty(tmp_path_factory):
    """A home in which nothing was set up yet."""
    with sites.running(tmp_path_factory.mktemp("empty"), "serve") as site:
        yield site


@pytest.fixture
def visitor(browser):
    """`visitor(site)` is someone with a browser of their own."""
    visitors = []

    def opened(site):
        visitors.append(Visitor(browser, site))
        return visitors[-1]

    yield opened
    for one in visitors:
        one.context.close()
