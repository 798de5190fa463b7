from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from trifecta.screens.scorecard.page import Page, Shown
from trifecta.web.figures import Figure


def figure(label, **told):
    told = {"period": "Oct 2026", "value": "46 %", **told}
    return Shown(label, Figure(label=label, url=f"/metrics/{label}/", **told), failure="")


FAST = figure("fast", target="target 4 h", aim="met")
SOLVED = figure("solved", target="target 70 %", aim="missed")
NEAR = figure("near", target="target 5 %", aim="near")
FREE = figure("free")
FEW = figure("few", target="target 5 %", too_few=7)
OPEN = figure("open", target="target 15 %", aim="missed", period="now")
EMPTY = figure("empty", target="target 15 %", nothing="Nothing is open.", period="now")
SILENT = figure("silent", unmeasured="Import contacts.")
WAITING = Shown("waiting", None, failure="")
BROKEN = Shown("broken", None, failure="This could not be computed.")


def answer(*shown):
    """The sentence above the figures, and the whole part."""
    page = Page("?period=month", list(shown), is_worker_running=True)
    html = render_to_string("screens/scorecard/figures.html", {"page": page})
    sentence = re.search(r'<p class="scorecard__answer">(.*?)</p>', html, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", "", sentence).split()), html


@pytest.mark.parametrize(
    ("shown", "sentence"),
    [
        ([FAST, SOLVED, NEAR, FREE], "Oct 2026: 1 of 3 targets are met. Missed: solved. Too close to call: near."),
        ([FAST, FEW], "Oct 2026: 1 of 1 target is met. Too few cases to say: few."),
        ([FAST, OPEN], "Oct 2026 and now: 1 of 2 targets are met. Missed: open."),
        ([FAST, EMPTY], "Oct 2026: 1 of 1 target is met."),
        ([FAST], "Oct 2026: 1 of 1 target is met."),
        ([FREE], "No target is set yet."),
        ([FEW], "Too few cases yet to hold against a target."),
        ([FAST, WAITING], "Being computed …"),
    ],
)
def test_the_answer_comes_first(shown, sentence):
    assert answer(*shown)[0] == sentence


def test_where_nothing_is_measured_it_says_what_would_help():
    sentence = "Nothing can be counted yet. The numbers come with the first tickets"
    assert answer(SILENT)[0].startswith(sentence)
    assert answer(SILENT, EMPTY)[0].startswith(sentence)


def test_it_asks_again_only_while_a_number_is_missing():
    assert "hx-get" in answer(FAST, WAITING)[1]
    assert "hx-get" not in answer(FAST, BROKEN)[1]
    assert "This could not be computed." in answer(BROKEN)[1]
