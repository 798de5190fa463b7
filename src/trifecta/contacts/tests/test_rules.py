from __future__ import annotations

import pytest

from tests.desk import monday
from trifecta.contacts import rules
from trifecta.contacts.events import ContactRecorded


def told(**facts):
    return ContactRecorded(**{"channel": "phone", "outcome": "information", **facts})


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"outcome": "ticket"},
        {"outcome": "ticket", "ticket": 4},
        {"outcome": "abandoned", "ended_at": monday(9, 2)},
        {"answered_at": monday(9), "ended_at": monday(9), "handled_s": 0},
        {"direction": "outbound", "answered_at": monday(9, 1), "ended_at": monday(9, 5)},
    ],
)
def test_these_make_sense(facts):
    rules.require_sound(told(**facts), started_at=monday(9))


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"channel": "pigeon"}, "The channel “pigeon” is none of: phone, mail, chat, portal, walk_in, other."),
        ({"direction": "sideways"}, "The direction “sideways” is none of: inbound, outbound."),
        ({"outcome": "lost"}, "The outcome “lost” is none of: ticket, information, abandoned."),
        ({"ticket": 4}, "Only a contact that came to a ticket names one."),
        ({"outcome": "abandoned", "answered_at": monday(9, 1)}, "A contact that was answered was not abandoned."),
        ({"answered_at": monday(8)}, "A contact begins, is answered and ends in this order."),
        (
            {"answered_at": monday(9, 3), "ended_at": monday(9, 2)},
            "A contact begins, is answered and ends in this order.",
        ),
        ({"ended_at": monday(8)}, "A contact begins, is answered and ends in this order."),
        ({"handled_s": -1}, "The time spent on a contact is not negative."),
    ],
)
def test_a_refusal_says_what_is_wrong(facts, sentence):
    with pytest.raises(rules.NotAContact) as refusal:
        rules.require_sound(told(**facts), started_at=monday(9))

    assert str(refusal.value) == sentence
