from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from trifecta.base.errors import TrifectaError
from trifecta.config.main import trifecta
from trifecta.importers.models import Run
from trifecta.importers.servicenow.tests.rows import export
from trifecta.tickets.models import Ticket


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "audit.csv"
    path.write_text(export({}, {"state": "Closed", "updated_at": "13/3/2025 10:00"}, {"updated_at": "never"}))
    return path


def run(*words: object):
    return CliRunner().invoke(trifecta, ["import", *(str(word) for word in words)])


@pytest.mark.django_db
class TestImport:
    def test_says_what_came_in_and_where_the_rejects_are(self, log: Path):
        shown = run("servicenow", log)

        assert shown.exit_code == 0, shown.output
        lines = shown.output.splitlines()
        assert lines[0].startswith("servicenow, desk “servicenow”: 3 rows in ")
        assert lines[1] == "  brought in: 1 ticket; 4 events"
        assert lines[2] == "  names: 1 team, 1 agent, 1 customer, 1 category"
        rejects = Path(lines[3].removeprefix("  rejected: 1 row; see "))
        assert rejects.read_text().splitlines()[1].startswith("audit.csv,4,“never” is no date,")
        assert "  - Times without a zone of their own are taken as UTC, because no --timezone was given." in lines
        assert lines[-2:] == [
            "  trifecta answer ticket_volume --period month",
            "  trifecta serve, and open the scorecard",
        ]

    def test_a_dry_run_writes_nothing(self, log: Path):
        shown = run("servicenow", log, "--dry-run")

        assert "would be brought in: 1 ticket; 4 events" in shown.output
        assert not Ticket.objects.exists()
        assert not Run.objects.exists()

    def test_a_machine_may_read_the_report(self, log: Path):
        shown = run("servicenow", log, "--report", "json", "--instance", "north", "--option", "dates=dmy")

        told = json.loads(shown.stdout)
        assert (told["instance"], told["told"], told["rejects"], told["rows"]) == ("north", {"ticket": 1}, 1, 3)
        assert Run.objects.get().options["dates"] == "dmy"

    def test_options_of_another_source_are_refused(self, log: Path):
        shown = run("servicenow", log, "--size", "small")

        assert isinstance(shown.exception, TrifectaError)
        assert str(shown.exception) == ("servicenow has no option “size”. Its options are: encoding, separator, dates.")

    def test_a_simulated_desk_has_worked_until_today(self):
        shown = run("simulated", "--size", "huge")

        assert str(shown.exception) == "The size is “huge”; it can be small, medium or large."
        assert "[default: today]" in run("--help").output


def test_every_command_says_what_it_does_and_the_help_how_to_begin():
    shown = CliRunner().invoke(trifecta, ["--help"]).output.splitlines()

    told = [line.split(maxsplit=1) for line in shown]
    assert ["import", "bring in the history of another desk."] in told
    assert shown[shown.index("  Example:") + 1] == "    trifecta demo"


def test_an_export_without_use_leaves_no_database_behind(log: Path, tmp_path: Path):
    home = tmp_path / "home"
    log.write_text("nummer,state\n1,New\n")

    done = subprocess.run(
        [sys.executable, "-m", "trifecta", "import", "servicenow", log],
        env={**os.environ, "TRIFECTA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, "Preparing the database" in done.stderr) == (2, False)
    assert "audit.csv has no column “number”; did you mean “nummer”?" in done.stderr
    assert not list(home.glob("*.sqlite3"))


def test_the_help_lists_the_sources():
    shown = run("--help")

    assert "ServiceNow: the incident audit log, one row per update" in " ".join(shown.output.split())


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["servicenaw", "x.csv"], "trifecta: There is no source “servicenaw”. Did you mean servicenow?"),
        (["servicenow", "/no/such.csv"], "trifecta: There is no /no/such.csv. Check the path."),
        (["servicenow", "/dev/null"], "trifecta: null is empty; export it again."),
        (["servicenow", "{log}", "--timezone", "Mars"], "trifecta: “Mars” is not a time zone"),
        (["servicenow", "{log}", "--option", "x"], "trifecta: “x” is no option; write it as --option NAME=VALUE."),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(words: list[str], sentence: str, log: Path, tmp_path: Path):
    given = [word.format(log=log) for word in words]
    environment = {**os.environ, "TRIFECTA_HOME": str(tmp_path / "home")}

    done = subprocess.run(
        [sys.executable, "-m", "trifecta", "import", *given],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
