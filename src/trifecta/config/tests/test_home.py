"""The home makes itself, once, for its owner only."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import ImproperlyConfigured

from trifecta.config import database, home


def test_a_new_home_is_made_for_its_owner_only(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIFECTA_HOME", str(tmp_path / "desk"))

    made = home.home()

    assert made == tmp_path / "desk"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_the_secret_key_is_made_once_and_kept_from_others(tmp_path, monkeypatch):
    monkeypatch.setenv("TRIFECTA_HOME", str(tmp_path))
    monkeypatch.delenv("TRIFECTA_SECRET_KEY", raising=False)

    first = home.secret_key()

    assert home.secret_key() == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_sqlite_in_the_home_is_the_default(tmp_path):
    chosen = database.database(None, tmp_path)

    assert chosen["NAME"] == tmp_path / "trifecta.sqlite3"
    assert chosen["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in chosen["OPTIONS"]["init_command"]


def test_an_address_names_a_postgresql(tmp_path):
    chosen = database.database("postgresql://ada:p%40ss@db.example:5433/desk?sslmode=require", tmp_path)

    assert (chosen["HOST"], chosen["PORT"], chosen["NAME"]) == ("db.example", "5433", "desk")
    assert (chosen["USER"], chosen["PASSWORD"]) == ("ada", "p@ss")
    assert chosen["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://x/y", "postgresql://host", "desk"])
def test_any_other_address_is_refused_with_an_example(address, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="postgresql://user:password@host:5432/name"):
        database.database(address, tmp_path)


def test_a_home_that_cannot_be_made_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRIFECTA_HOME", str(tmp_path / "file" / "desk"))

    with pytest.raises(
        ImproperlyConfigured, match=r"cannot be made into a home \(Not a directory\)\. Set TRIFECTA_HOME"
    ):
        home.home()
