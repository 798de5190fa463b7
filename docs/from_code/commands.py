"""The command line, as it explains itself."""

from __future__ import annotations

import click

from trifecta.config.main import trifecta

TITLE = "Commands"
INTRODUCTION = """\
`trifecta` is the one command line. It is installed into the virtual environment (`.venv/bin/trifecta`). `TRIFECTA_HOME`
names the folder that holds everything of a desk; a new one sets itself up at first use. What a person can mend is said
in one sentence with exit code 2."""
_WIDTH = 100


def body() -> str:
    return "\n\n".join(f"## trifecta {name}\n\n```text\n{help_of(name)}\n```" for name in names())


def names() -> list[str]:
    return trifecta.list_commands(click.Context(trifecta))


def help_of(name: str) -> str:
    """The help of a command, at a width that does not depend on anybody's terminal."""
    above = click.Context(trifecta, info_name="trifecta", terminal_width=_WIDTH, **trifecta.context_settings)
    command = trifecta.get_command(above, name)
    assert command is not None
    with click.Context(command, parent=above, info_name=name) as context:
        lines = command.get_help(context).splitlines()
    return "\n".join(line.rstrip() for line in lines)
