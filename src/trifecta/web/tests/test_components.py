"""What the components say, read in their HTML; how they look and act is seen in tests/stories."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import trifecta
from trifecta.web import icons
from trifecta.web.tests.sample import NOW, SampleForm
from trifecta.web.tests.sample_numbers import SOLVED_AT_ONCE

PACKAGE = Path(trifecta.__file__).parent
COMPONENTS = sorted((PACKAGE / "web" / "templates" / "web").rglob("*.html"))


def component(name, **inputs):
    return re.sub(r"\s+", " ", render_to_string(f"web/components/{name}.html", {"now": NOW, **inputs}))


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_says_its_inputs_in_its_first_line(path):
    assert re.match(r"\{# .+ #\}\n", path.read_text(encoding="utf-8"))


def test_every_icon_that_a_template_names_is_built():
    named = {
        (path.relative_to(PACKAGE).as_posix(), name)
        for path in PACKAGE.rglob("*.html")
        for name in re.findall(
            r'(?:icon_name=|\{% icon |icon_name\|default:)"([\w-]+)"', path.read_text(encoding="utf-8")
        )
    }

    assert {(path, name) for path, name in named if name not in icons.known()} == set()


def test_a_figure_says_whether_a_turn_is_good():
    assert "up 3 points, better" in component("figure", figure=SOLVED_AT_ONCE)
    assert "up 3 points, worse" in component("figure", figure=replace(SOLVED_AT_ONCE, turn="worse"))


def test_a_figure_of_too_few_cases_shows_no_number():
    html = component("figure", figure=replace(SOLVED_AT_ONCE, too_few=7))

    assert "Too few to say (7)" in html
    assert "71 %" not in html


def test_a_figure_that_is_not_measured_says_what_would_help():
    html = component("figure", figure=replace(SOLVED_AT_ONCE, unmeasured="Connect the phone system."))

    assert "Not measured" in html
    assert "Connect the phone system." in html
    assert "71 %" not in html


@pytest.mark.parametrize("state", ["kept", "risk", "broken", "paused"])
def test_a_state_has_a_shape_beside_its_color(state):
    assert "<svg" in component("pill", word="due", state=state)


def test_the_end_of_the_list_cannot_be_passed():
    html = component("pages", count_text="1–7 of 7", newer_url="", older_url="")

    assert html.count("disabled") == 2


def test_an_internal_note_says_so_in_words():
    assert "Internal note" in component("message", who="Bo Li", at=NOW, kind="internal", body="Known.")


def test_form_errors_stand_on_top_and_beside():
    html = re.sub(r"\s+", " ", str(SampleForm({"email": "priya", "team": "1", "channel": "mail"})))

    assert '<a href="#id_name">Name: This field is required.</a>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert '<div class="field__errors" id="id_name_error">' in html
    assert "2 things need your attention" in html


def test_what_may_be_left_out_is_marked_optional():
    html = str(SampleForm())

    assert html.count("optional") == 2 * html.count('class="field__optional"') == 4


def test_an_address_in_a_message_is_a_link_and_nothing_else_is_code():
    html = component("message", who="Mira", at=NOW, body="See https://wiki.example/a?b=1\n<script>alert(1)</script>")

    assert '<a href="https://wiki.example/a?b=1" rel="nofollow">https://wiki.example/a?b=1</a>' in html
    assert "<script" not in html
