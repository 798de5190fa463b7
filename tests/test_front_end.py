"""The build of the front end: what it takes from Tabler, and what it makes of the icon list."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[1] / "hatch_build.py"


@pytest.fixture(scope="module")
def build():
    spec = importlib.util.spec_from_file_location("hatch_build", BUILD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("a{color:red}", "a{color:red}"),
        (".btn{color:red}", ".btn{color:red}"),
        (".navbar{color:red}", ""),
        (".btn,.navbar{color:red}", ".btn{color:red}"),
        (".btn:not(.navbar):is(a,b){color:red}", ".btn:not(.navbar):is(a,b){color:red}"),
        ("@media print{.navbar{color:red}}", ""),
        ("@media print{.btn{color:red}.navbar{color:red}}", "@media print{.btn{color:red}}"),
        ('@charset "UTF-8";.btn{background:url("data:;{}")}', '.btn{background:url("data:;{}")}'),
        ("@keyframes turn{to{rotate:1turn}}", "@keyframes turn{to{rotate:1turn}}"),
    ],
)
def test_only_rules_for_classes_in_use_are_taken(build, css, kept):
    assert "".join(build.pruned(css, used={"btn"})) == kept


def test_what_has_not_changed_is_not_built_again(build):
    assert build.fingerprint() == build.fingerprint()


def test_a_screens_own_stylesheet_comes_into_the_layer_of_screens(build, tmp_path, monkeypatch):
    own = tmp_path / "screens" / "inbox" / "inbox.css"
    own.parent.mkdir(parents=True)
    own.write_text(".inbox { color: red }")
    monkeypatch.setattr(build, "SOURCE", tmp_path)
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "ASSETS", tmp_path)
    monkeypatch.setattr(build, "INSTALLED", tmp_path / "stamp")

    assert list(build.stylesheet_imports())[-1] == '@import "./screens/inbox/inbox.css" layer(screens);'
