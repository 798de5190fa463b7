from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.config.main import trifecta
from trifecta.config.safety import retention
from trifecta.desk.actions.set_retention import set_retention
from trifecta.log import journal
from trifecta.preferences.models import STREAM

pytestmark = pytest.mark.django_db


def run(*words: str):
    return CliRunner().invoke(trifecta, ["retention", *words])


def test_old_files_of_rejects_go(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(settings, "HOME", tmp_path)
    (tmp_path / "imports").mkdir()
    for name, at in (("old", monday(9)), ("young", tuesday(9))):
        path = tmp_path / "imports" / f"{name}.rejects.csv"
        path.write_text("file,line,reason,row\n")
        os.utime(path, (at.timestamp(), at.timestamp()))
    set_retention("rejects", days=1, by=System("rule:test"), at=monday(9))

    assert retention.due(tuesday(10)) == {"rejects": 1}
    assert retention.forget(tuesday(10)) == retention.DAILY_S

    assert [path.name for path in (tmp_path / "imports").iterdir()] == ["young.rejects.csv"]
    assert journal.read(STREAM)[-1].event.rejects == 1


def test_the_command_says_and_sets():
    assert "forever" in run("messages=730", "rejects=30").output
    listed = [line.split() for line in run("--dry-run").output.splitlines()]

    assert ["messages", "messages", "and", "notes", "730", "days", "0"] in listed
    assert ["surveys", "remarks", "in", "surveys", "forever", "0"] in listed


def test_nonsense_is_one_sentence_and_sets_nothing():
    refused = run("messages=10", "songs=1")

    assert str(refused.exception).startswith("“songs=1” is no time to keep words; write it like messages=730.")
    assert journal.read(STREAM) == []
