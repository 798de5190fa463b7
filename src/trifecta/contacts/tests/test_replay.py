from __future__ import annotations

from tests.desk import monday
from trifecta.base.entries import Entry
from trifecta.contacts.events import ContactRecorded
from trifecta.contacts.models import Contact
from trifecta.contacts.replay import replay

CALL = ContactRecorded(
    channel="phone",
    outcome="information",
    customer=7,
    agent=4,
    answered_at=monday(9, 1),
    ended_at=monday(9, 5),
    handled_s=300,
    solved=True,
)


def test_covers_every_column():
    columns = {field.attname for field in Contact._meta.concrete_fields}

    assert set(replay([Entry(1, monday(9), "staff:4", CALL)])) == columns - {"id"}


def test_tells_the_contact_as_it_was():
    row = replay([Entry(1, monday(9), "staff:4", CALL)])

    assert {name: value for name, value in row.items() if value is not None} == {
        "channel": "phone",
        "direction": "inbound",
        "outcome": "information",
        "customer_id": 7,
        "agent_id": 4,
        "started_at": monday(9),
        "answered_at": monday(9, 1),
        "ended_at": monday(9, 5),
        "handled_s": 300,
        "solved": True,
    }


def test_the_latest_telling_counts():
    again = ContactRecorded(channel="mail", outcome="abandoned")

    row = replay([Entry(1, monday(9), "staff:4", CALL), Entry(2, monday(9), "importer:csv", again)])

    assert (row["channel"], row["agent_id"], row["solved"]) == ("mail", None, None)
