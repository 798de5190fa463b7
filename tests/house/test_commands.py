"""Every command explains itself with an example, and says bad input in one sentence."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from trifecta.config.main import trifecta

NAMES = trifecta.list_commands(click.Context(trifecta))


@pytest.mark.parametrize("name", NAMES)
def test_help_holds_an_example(name: str):
    shown = CliRunner().invoke(trifecta, [name, "--help"])

    assert shown.exit_code == 0, shown.output
    assert "Example" in shown.output
    assert "trifecta" in shown.output.split("Example")[1]


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_option_is_one_sentence(name: str):
    shown = CliRunner().invoke(trifecta, [name, "--no-such-option"])

    assert shown.exit_code == 2
    assert "Traceback" not in shown.output


def test_the_commands_of_the_house_are_there():
    assert {"demo", "serve", "work", "import", "answer", "metrics", "doctor"} <= set(NAMES)
