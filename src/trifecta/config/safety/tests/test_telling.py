from __future__ import annotations

from tests.desk import monday, tuesday
from trifecta.care.models import Survey
from trifecta.config.safety import telling
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.models import Participant


def test_what_one_said_on_anothers_ticket_is_told_with_ones_own(desk):
    mira, jo = desk.customer("Mira"), desk.customer("Jo")
    own, other = desk.ticket(requester=mira), desk.ticket(requester=jo)
    Participant.objects.create(ticket=other, customer=mira, role="cc")
    reply(own, body="It is mine.", by=mira, at=monday(10))
    reply(other, body="It fails\nhere, too.", by=mira, at=monday(11))
    reply(other, body="Nobody else is told this.", by=jo, at=monday(12))

    told = telling.tell(mira, at=tuesday(9))

    words = {"words": "It fails\nhere, too.", "at": "2026-03-02T11:00:00+00:00"}
    assert told["said_elsewhere"] == [{"ticket": other.reference, "seq": 2, **words}]
    text = list(telling.as_text(told))
    assert f"Follows: {other.reference}" in text
    place = text.index(f"{other.reference}  (asked by someone else)  2026-03-02 11:00 UTC")
    assert text[place + 1 : place + 3] == ["      It fails", "      here, too."]


def test_a_survey_that_was_not_answered_says_so(desk):
    ticket = desk.ticket(requester=desk.customer("Mira"))
    Survey.objects.create(ticket=ticket, customer=ticket.requester, instrument="csat", sent_at=monday(9))

    text = list(telling.as_text(telling.tell(ticket.requester, at=tuesday(9))))

    assert "Survey of 2026-03-02 09:00 UTC: not answered" in text
