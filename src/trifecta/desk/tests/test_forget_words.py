from __future__ import annotations

from datetime import timedelta

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.errors import NotPermitted
from trifecta.care.models import Survey
from trifecta.desk import expiry
from trifecta.desk.actions import forget_words as act
from trifecta.desk.actions.forget_words import forget_words
from trifecta.desk.actions.set_retention import NoTime, UnknownWords, set_retention
from trifecta.log import journal
from trifecta.preferences.models import STREAM, Retention
from trifecta.tickets.models import Message, Remark, Ticket

RULE = System("rule:test")
CLOSED_AT = monday(10)


@pytest.fixture
def closed(desk) -> Ticket:
    """A ticket that ended on Monday at ten, with a message, a remark and a survey."""
    ticket = desk.ticket(subject="Badge of Mira")
    Message.objects.create(ticket=ticket, seq=70, body="Dear Mira")
    Remark.objects.create(ticket=ticket, seq=71, body="Mira came by")
    Survey.objects.create(ticket=ticket, customer=desk.customer(), instrument="csat", sent_at=monday(9),
                          answered_at=CLOSED_AT, value=4, remark="Thanks")  # fmt: skip
    Ticket.objects.filter(pk=ticket.pk).update(state="closed", closed_at=CLOSED_AT)
    return ticket


def kept(days: int, *sorts: str) -> None:
    for words in sorts:
        set_retention(words, days=days, by=RULE, at=monday(9))


def test_words_go_when_their_time_is_over_and_not_before(desk, closed):
    kept(10, "messages", "surveys")
    last = CLOSED_AT + timedelta(days=10)

    assert forget_words(by=RULE, at=last) == {}
    assert forget_words(by=RULE, at=last + timedelta(seconds=1)) == {"messages": 1, "surveys": 1}

    assert not Message.objects.exists()
    survey = Survey.objects.get()
    assert (survey.value, survey.remark) == (4, "")
    assert Remark.objects.get().body == "Mira came by"
    assert desk.fresh(closed).subject == "Badge of Mira"


def test_the_log_says_how_many_and_no_word(closed):
    kept(1, "messages", "remarks", "subjects")
    said = len(journal.read(STREAM))

    forget_words(rejects=2, by=RULE, at=tuesday(11))

    (entry,) = journal.read(STREAM)[said:]
    assert (entry.event.kind, entry.event.messages, entry.event.remarks) == ("desk.words_forgotten", 1, 1)
    assert (entry.event.subjects, entry.event.surveys, entry.event.rejects) == (1, 0, 2)


def test_nothing_of_a_matter_at_work_is_forgotten(desk):
    ticket = desk.ticket(subject="Still open")
    Message.objects.create(ticket=ticket, seq=70, body="Dear Mira")
    kept(1, "messages", "subjects")

    assert forget_words(by=RULE, at=monday(9) + timedelta(days=4000)) == {}


def test_goes_on_in_small_steps_until_nothing_is_due(closed, monkeypatch):
    Message.objects.create(ticket=closed, seq=72, body="And again")
    monkeypatch.setattr(act, "MOST", 1)
    kept(1, "messages")

    assert [forget_words(by=RULE, at=tuesday(11)) for _ in range(3)] == [{"messages": 1}, {"messages": 1}, {}]


def test_what_has_no_time_is_kept_for_good(closed):
    kept(1, "messages")
    set_retention("messages", days=None, by=RULE, at=monday(10))

    assert expiry.due(tuesday(11)) == {}
    assert not Retention.objects.exists()
    assert [entry.event.days for entry in journal.read(STREAM)] == [1, None]


def test_the_same_again_is_not_noted(db):
    kept(30, "messages")
    kept(30, "messages")

    assert len(journal.read(STREAM)) == 1


def test_who_may_say_so_and_what(desk):
    with pytest.raises(NotPermitted):
        set_retention("messages", days=1, by=desk.agent(), at=monday(9))
    with pytest.raises(UnknownWords):
        set_retention("songs", days=1, by=RULE, at=monday(9))
    with pytest.raises(NoTime):
        set_retention("messages", days=0, by=RULE, at=monday(9))
