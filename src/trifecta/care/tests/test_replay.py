from __future__ import annotations

from tests.desk import monday, tuesday
from trifecta.base.entries import Entry
from trifecta.care.events import SurveyAnswered, SurveySent
from trifecta.care.models import Survey
from trifecta.care.replay import replay

SENT = Entry(1, monday(9), "rule:survey", SurveySent(ticket=3, customer=7, instrument="csat"))


def test_covers_every_column_that_is_not_words():
    columns = {field.attname for field in Survey._meta.concrete_fields}

    assert set(replay([SENT])) == columns - {"id", "remark"}


def test_until_it_is_answered_there_is_no_value():
    assert replay([SENT]) == {
        "ticket_id": 3,
        "customer_id": 7,
        "instrument": "csat",
        "sent_at": monday(9),
        "answered_at": None,
        "value": None,
        "lost_s": None,
    }


def test_the_latest_answer_counts_whatever_the_order_of_writing():
    first = Entry(3, monday(10), "customer:7", SurveyAnswered(value=2, lost_s=600))
    second = Entry(2, tuesday(10), "customer:7", SurveyAnswered(value=5))

    row = replay([SENT, first, second])

    assert (row["answered_at"], row["value"], row["lost_s"]) == (tuesday(10), 5, None)
