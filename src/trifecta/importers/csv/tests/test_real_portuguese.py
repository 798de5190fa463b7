"""A GLPI export in two dialects, against independent pandas queries."""

import pandas as pd
import pytest

from trifecta.importers.csv.tests.exports import Told, read, table, utc

pytestmark = pytest.mark.large
ZONE = "America/Sao_Paulo"


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    folder = "helpdesk_university_pt"
    older = table(folder, "chamados_2020-05_2020-12.csv.gz", encoding="utf-8-sig")
    newer = table(folder, "chamados_2021-05_2021-08.csv.gz", encoding="utf-8-sig", sep=";")
    forms = ((older, "%d/%m/%Y %H:%M:%S"), (newer, "%d/%m/%Y %H:%M"))
    dates = ["Data Abertura", "Data Solução", "Data Fechamento", "Data Iteração"]
    return pd.concat(frame.assign(**{name: utc(frame[name], ZONE, form) for name in dates}) for frame, form in forms)


@pytest.fixture(scope="module")
def tickets(rows) -> pd.DataFrame:
    return rows.groupby("Ticker").first()


@pytest.fixture(scope="module")
def told() -> Told:
    return read("helpdesk_university_pt", "helpdesk_university_pt.toml", ZONE)


def test_both_dialects_give_tickets_with_their_instants(told, tickets):
    assert sum(sort == "ticket" for sort, _ in told.told) == len(tickets) == 1_963
    for kind, column in (("opened", "Data Abertura"), ("resolved", "Data Solução"), ("closed", "Data Fechamento")):
        instants, expected = told.instants(f"ticket.{kind}"), tickets[column].dropna()
        assert len(instants) == len(expected)
        assert (instants == expected.reindex(instants.index)).all()


def test_follow_ups_are_told_once_by_who_wrote_them(told, rows):
    said = rows[rows["Data Iteração"].notna()].drop_duplicates(["Ticker", "Data Iteração", "Usuário Iteração"])
    early = said["Data Iteração"] < said["Data Abertura"]
    own = said["Usuário Iteração"] == said["Requerente"]
    agents = said["Usuário Iteração"].isin(set(rows["Atendente"]) - {"-"})

    kinds = told.kinds()
    assert kinds["ticket.message_received"] == (own & ~early).sum()
    assert kinds["ticket.message_sent"] == (agents & ~own & ~early).sum()
    assert kinds["ticket.note_added"] == (~agents & ~own & ~early).sum()
    assert len(told.rejects) == early.sum() == 7


def test_ratings_are_answers_of_those_who_were_asked(told, tickets):
    asked = tickets[tickets["Data Fechamento"].notna() & (tickets["Requerente"] != "0")]
    rated = asked[asked["Satisfação"] != "-"]

    kinds = told.kinds()
    assert kinds["survey.sent"] == len(asked) == 1_680
    assert kinds["survey.answered"] == len(rated) == 27
    marks = [one.event.value for told in told.told.values() for one in told if one.event.kind == "survey.answered"]
    assert sum(marks) == rated["Satisfação"].astype(int).sum()
