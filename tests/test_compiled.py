"""The compiled clocks: read as the source does, never older than it, and not missed where they cannot be made."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import hatch_compile
from trifecta.promises.clocks import clock, reading

ROOT = Path(hatch_compile.__file__).parent
compiled = pytest.mark.skipif(not hatch_compile.is_fresh(), reason="the clocks are not compiled here")
LIVES = 60


def test_what_is_loaded_is_what_was_made():
    endings = {Path(module.__file__).suffix for module in (clock, reading)}

    assert endings == {Path(hatch_compile.ENDING).suffix if hatch_compile.is_fresh() else ".py"}


@compiled
@pytest.mark.server
def test_source_and_machine_code_read_the_same():
    told = [_read(*how) for how in (("compiled",), ("source",))]

    assert told[0]["loaded"] != told[1]["loaded"]
    assert told[0]["runs"] == told[1]["runs"]
    assert len(told[0]["runs"]) == LIVES


def _read(how: str) -> dict[str, object]:
    program = [sys.executable, "-m", "tests.reading_lives", how, str(LIVES)]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The sources that are compiled, with something old beside them."""
    for source in hatch_compile.sources():
        copy = tmp_path / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, copy)
    shutil.copy(hatch_compile.__file__, tmp_path)
    (tmp_path / f"src/trifecta/promises/clocks/clock{hatch_compile.ENDING}").write_text("older")
    return tmp_path


@pytest.mark.parametrize(
    ("preset", "reason"),
    [("CC=no-such-compiler", "there is no C compiler (no-such-compiler) here."), ("CC=false", "compiling failed.")],
)
@pytest.mark.server
def test_without_a_compiler_the_source_is_what_counts(checkout: Path, preset: str, reason: str):
    name, _, value = preset.partition("=")
    environment = {**os.environ, name: value}

    done = subprocess.run(
        [sys.executable, "hatch_compile.py"], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert reason in done.stderr.splitlines()[-1]
    assert not list(checkout.rglob(f"*{hatch_compile.ENDING}"))
