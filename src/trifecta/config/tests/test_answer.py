"""`trifecta answer` and `trifecta metrics`: exact figures, plain sentences."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.desk import monday
from trifecta.base.errors import TrifectaError
from trifecta.config.main import trifecta


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


def run(*words: str) -> str:
    """What is printed; what a person can mend is raised, as `main` wants it."""
    done = CliRunner().invoke(trifecta, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def two_teams(desk):
    first, network = desk.team("First"), desk.team("Network")
    for team, count in ((first, 2), (network, 1)):
        for _ in range(count):
            desk.ticket(team=team, channel="phone", at=monday(9))


def test_json_has_exactly_the_promised_fields(two_teams):
    told = json.loads(run("answer", "ticket_volume", "--by", "team,channel", "--period", "month", "--format", "json"))

    assert list(told) == ["metric", "unit", "date_basis", "as_of", "definition", "sql", "rows"]
    assert (told["metric"], told["unit"], told["date_basis"]) == ("ticket_volume", "count", "opened")
    place = {"period": "2026-03-01", "channel": "Phone", "low": None, "high": None, "denominator": None}
    assert sorted(told["rows"], key=lambda row: row["team"]) == [
        {**place, "team": "First", "value": 2, "n": 2, "numerator": 2},
        {**place, "team": "Network", "value": 1, "n": 1, "numerator": 1},
    ]


def test_csv_is_one_line_per_cell(two_teams):
    told = run("answer", "ticket_volume", "--where", "team=network", "--by", "team", "--format", "csv")

    assert told.splitlines() == [
        "period,team,value,n,low,high,numerator,denominator,too_few",
        ",Network,1,1,,,1,,",
    ]


def test_a_table_reads_like_one(two_teams):
    told = run("answer", "ticket_volume", "--by", "team", "--period", "week", "--to", "2026-04-01")

    lines = told.splitlines()
    assert lines[:3] == [
        "period      team     Tickets opened  95 %  n",
        "2026-03-02  First                 2     –  2",
        "2026-03-02  Network               1     –  1",
    ]
    assert lines[-2].startswith("By opened, as of ")
    assert lines[-1] == "Days are those of UTC until the desk is set up: run `trifecta serve` and open its address."


def test_what_a_missing_calendar_means_is_said(two_teams):
    told = run("answer", "ttr_km_p50").splitlines()

    assert told[-1] == "No opening hours are set, so every hour counts as open."


def test_dates_are_from_and_up_to(two_teams):
    told = run("answer", "ticket_volume", "--from", "2026-03-03", "--to", "2026-03-04")

    assert told.startswith("No case.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["fcr_mesured"], "There is no metric “fcr_mesured”. Did you mean fcr_measured?"),
        (["flr", "--by", "tema"], "flr cannot be cut by “tema”. Did you mean team"),
        (["flr", "--by", "team,team"], "--by team,team names a dimension twice; once is enough."),
        (["flr", "--engine", "duckdbb"], "There is no engine “duckdbb”. Did you mean duckdb?"),
        pytest.param(
            ["flr", "--engine", "postgres"], "The engine postgres needs a desk on PostgreSQL", marks=pytest.mark.sqlite
        ),
        (["flr", "--period", "year"], "There is no period “year”; it is one of day, week, month, quarter."),
        (["flr", "--from", "3.3.2026"], "--from “3.3.2026” is not a date; write it like 2026-03-31."),
        (["flr", "--from", "2026-03-02", "--to", "2026-03-02"], "--to 2026-03-02 is not after --from 2026-03-02"),
        (["flr", "--where", "team"], "--where “team” is not a condition; write it like team=Network."),
        (["flr", "--where", "team=Netwrk"], "There is no team “Netwrk”. Did you mean Network?"),
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(two_teams, words, sentence):
    with pytest.raises(TrifectaError) as refused:
        run("answer", *words)

    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_lists_all_metrics_and_explains_one():
    listed, told = run("metrics"), run("metrics", "flr")

    assert [line.split()[0] for line in listed.splitlines()[1:]][:2] == ["backlog_age_p50", "backlog_age_p90"]
    assert told.splitlines()[0] == "flr: Solved at first level"
    assert ">>> " in told
