import pytest

from trifecta.importers.contract import BadSource, Request
from trifecta.importers.csv import mapping
from trifecta.importers.csv.source import SOURCE
from trifecta.importers.tests.remembered_names import RememberedNames

TICKETS = """Case ID,Opened on,Short description,Assignment group,Closed,Colour,Empty
1,2024-03-13,No ink,Print,2024-03-14,red,
2,2024-03-13,No net,Net,2024-03-15,blue,
"""
EVENTS = """Ticket,Status,Date
1,New,2024-03-13
1,Done,2024-03-14
"""


def offered(folder, text: str) -> str:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BadSource) as refused:
        list(SOURCE.read(Request([folder / "t.csv"], None), RememberedNames()))
    return str(refused.value)


def load(folder, offer: str):
    (folder / "mapping.toml").write_text(offer.split("\n\n", 1)[1], encoding="utf-8")
    return mapping.load(folder / "mapping.toml")


def test_without_a_mapping_the_columns_are_said_and_one_is_offered(tmp_path):
    offer = offered(tmp_path, TICKETS)

    assert (
        "t.csv has these columns: Case ID, Opened on, Short description, Assignment group, Closed, Colour, Empty."
        in offer
    )
    assert {name: told.column for name, told in load(tmp_path, offer).ticket.items()} == {
        "key": "Case ID",
        "opened": "Opened on",
        "closed": "Closed",
        "subject": "Short description",
        "team": "Assignment group",
    }
    assert '# not used: "Colour", such as red, blue' in offer
    assert '# not used: "Empty", which is empty' in offer


def test_rows_that_share_their_ticket_are_offered_as_events(tmp_path):
    meaning = load(tmp_path, offered(tmp_path, EVENTS))

    assert (meaning.events.at.column, meaning.events.activity.column) == ("Date", "Status")
    assert meaning.events.kinds == {"new": ("ignored",), "done": ("ignored",)}
