from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone

from trifecta.web.icons import UnknownIcon
from trifecta.web.tests.sample import NOW


def written(text, **values):
    return Template("{% load i18n web %}" + text).render(Context({"now": NOW, **values}))


def test_an_icon_is_silent_unless_it_has_a_label():
    assert written('{% icon "clock" %}') == (
        '<svg class="icon" aria-hidden="true"><use href="/static/trifecta/icons.svg#clock"/></svg>'
    )
    assert 'role="img" aria-label="Late"' in written('{% icon "clock" _("Late") %}')


def test_an_icon_that_is_not_built_is_refused():
    with pytest.raises(UnknownIcon, match="unicorn"):
        written('{% icon "unicorn" %}')


def test_an_instant_is_short_to_the_eye_and_exact_on_hover():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        element = written("{% instant at now %}", at=NOW)

    assert element == '<time datetime="2026-11-22T09:40:00+00:00" title="22 Nov 2026, 10:40 CET">10:40</time>'


@pytest.mark.parametrize(
    ("style", "words"), [("ago", "just now"), ("in", "due now"), ("exact", "22 Nov 2026, 09:40 UTC")]
)
def test_an_instant_can_be_said_otherwise(style, words):
    assert f">{words}<" in written("{% instant at now style %}", at=NOW, style=style)


@pytest.mark.parametrize("text", ["{% instant at %}", "{{ at|ago:now }}", "{{ at|in:now }}", "{{ at|duration }}"])
def test_what_has_not_happened_is_a_dash(text):
    assert written(text, at=None) == "–"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ 7800|duration }}", "2 h 10 min"),
        ("{{ 93600|worked }}", "26 h"),
        ("{{ 0.714|share }}", "71 %"),
        ("{{ 0.714|share:1 }}", "71.4 %"),
        ("{{ 1204|number }}", "1,204"),
        ('{{ 0.714|measure:"share" }}', "71 %"),
        ('{{ "Ada Lovelace King"|initials }}', "AK"),
        ('{{ "ada"|initials }}', "A"),
    ],
)
def test_values_are_written_for_people(text, words):
    assert written(text) == words


def test_a_dialog_is_named_by_its_title():
    html = written('{% dialog "hand-off" _("Hand off") %}<p>{{ word }}</p>{% enddialog %}', word="<Network>")

    assert '<dialog class="dialog" id="hand-off" aria-labelledby="hand-off-title">' in html
    assert "<p>&lt;Network&gt;</p>" in html
