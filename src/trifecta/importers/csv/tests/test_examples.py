"""The mappings of the documentation, each on a small table that is made like the export it is for."""

from pathlib import Path

import pytest

from trifecta.importers.csv import fields, mapping
from trifecta.importers.csv.tests.reading import at, read

EXAMPLES = Path(__file__).parents[5] / "docs" / "how-to" / "mappings"
BOSTON = """case_enquiry_id,open_dt,target_dt,closed_dt,closure_reason,case_title,reason,type,queue,neighborhood,source
101,2024-03-13 09:00:00,2024-03-14 09:00:00,2024-03-13 10:00:00,Lamp replaced,Lamp out,Lights,Lamp,PWD,Fens,Self Service
102,2024-03-13 09:00:00,,,,Lamp out,Lights,Lamp,No Q,,Twitter
"""
ITALIAN = """Case ID,Activity,Resource,Complete Timestamp,Variant,Variant,customer,product,service_type,workgroup
Case 1,Assign seriousness,Value 1,2024/03/13 09:00:00.000,1,1,C1,P1,S1,W1
Case 1,Resolve ticket,Value 2,2024/03/13 10:00:00.000,1,1,C1,P1,S1,W1
Case 1,Take in charge ticket,Value 2,2024/03/13 11:00:00.000,1,1,C1,P1,S1,W1
Case 1,Resolve ticket,Value 2,2024/03/13 12:00:00.000,1,1,C1,P1,S1,W1
Case 1,Resolve ticket,Value 2,2024/03/13 12:00:00.000,1,1,C1,P1,S1,W1
Case 1,Closed,Value 3,2024/03/28 12:00:00.000,1,1,C1,P1,S1,W1
"""
HEADER = (
    "Ticker,Requerente,Grupo,Categoria,Data Abertura,Data Solução,Data Fechamento,Atendente,Satisfação,Data Iteração,"
    "Usuário Iteração,Resolvido\n"
)
COMMAS = "1,Ana,G1,-,13/03/2024 09:00:08,13/03/2024 12:00:00,13/03/2024 12:00:00,Bia,5,13/03/2024 10:00:00,Bia,sim\n"
SEMICOLONS = (
    "2;0;G1;C1;13/03/2024 09:00;-;-;Bia;-;13/03/2024 10:00;Edu;não\n"
    "2;0;G1;C2;13/03/2024 09:00;-;-;Bia;-;13/03/2024 10:00;Edu;não\n"
)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.toml")), ids=lambda path: path.name)
def test_every_example_is_a_mapping(path):
    assert mapping.load(path).ticket["key"].column


@pytest.mark.parametrize("table", sorted(fields.TABLES))
def test_every_field_of_a_mapping_is_documented(table):
    page = (EXAMPLES.parent / "import-csv.md").read_text(encoding="utf-8")

    assert [name for name in fields.TABLES[table] if f"`{name}`" not in page and f"`[event.{name}]`" not in page] == []


def example(name: str) -> str:
    return (EXAMPLES / name).read_text(encoding="utf-8")


def test_cases_with_a_deadline(tmp_path):
    outcome = read(tmp_path, example("boston311.toml"), BOSTON)

    assert outcome.kinds("101") == ["opened", "promise.started", "resolved", "promise.met", "closed"]
    assert outcome.kinds("102") == ["opened"]
    assert (outcome.event("101", "ticket.opened").channel, outcome.event("102", "ticket.opened").channel) == (
        "portal",
        "other",
    )
    assert outcome.event("102", "ticket.opened").team is None


def test_an_event_log_whose_closing_comes_by_itself(tmp_path):
    outcome = read(tmp_path, example("helpdesk_italian.toml"), ITALIAN)

    assert outcome.kinds("Case 1") == ["opened", "note_added", "resolved", "reopened", "assigned", "resolved", "closed"]
    assert [one.at for one in outcome.told["ticket", "Case 1"]][-2:] == [at(13, 12), at(28, 12)]


def test_two_dialects_with_one_mapping(tmp_path):
    outcome = read(
        tmp_path, example("helpdesk_university_pt.toml"), HEADER + COMMAS, HEADER.replace(",", ";") + SEMICOLONS
    )

    assert outcome.kinds("1") == ["opened", "message_sent", "resolved", "closed"]
    assert outcome.kinds("2") == ["opened", "note_added"]
    assert outcome.event("2", "ticket.opened").requester is None
    assert outcome.told["survey", "1"][1].event.value == 5
