"""
`trifecta`, the one command line.

A command is a file in `commands/` and is imported only when it is called, so that `trifecta --help` and `serve` never
pay for the analytics.
"""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import sys
from pathlib import Path

import click
import django
from django.core.exceptions import ImproperlyConfigured

from trifecta.base.errors import TrifectaError
from trifecta.config import commands
from trifecta.config.safety import placing


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return sorted(module.name.rstrip("_").replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        django.setup()
        placing.finish_begun()
        module = importlib.import_module(f"trifecta.config.commands.{_file(cmd_name).stem}")
        found: click.Command = module.command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line each, from the files' first lines: nothing is imported to be listed."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, _summary(name)) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            known = ", ".join(self.list_commands(ctx))
            raise click.UsageError(f"{error.message} The commands are: {known}.", ctx) from error


def _summary(name: str) -> str:
    docstring = ast.get_docstring(ast.parse(_file(name).read_text())) or ""
    return docstring.splitlines()[0].partition(": ")[2]


def _file(name: str) -> Path:
    """Where a command is written; `import` is a word of the language, so its file has one sign more."""
    (folder,) = commands.__path__
    name = name.replace("-", "_")
    return next(path for path in (Path(folder, f"{name}.py"), Path(folder, f"{name}_.py")) if path.exists())


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="trifecta")
def trifecta() -> None:
    """
    The service desk that is run as a business.

    \b
    Example:
      trifecta demo
      trifecta serve
    """


def main() -> None:
    """Run a command; what a person can mend is one sentence and exit code 2, never a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trifecta.config.settings")
    try:
        trifecta(prog_name="trifecta")
    except (TrifectaError, ImproperlyConfigured) as error:
        click.echo(f"trifecta: {error}", err=True)
        sys.exit(2)
