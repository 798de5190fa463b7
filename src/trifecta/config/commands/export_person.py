"""`trifecta export-person`: everything the desk knows of one person, in a file to hand over."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.utils import timezone

from trifecta.base.errors import TrifectaError
from trifecta.config.safety import people, readiness, telling


class CannotWrite(TrifectaError):
    """The file cannot be made."""


@click.command
@click.argument("who", metavar="WHO")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False), metavar="[FILE]")
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="json", show_default=True)
def command(who: str, file: Path | None, form: str) -> None:
    """
    Tell everything that the desk knows of one person: row, account, tickets with all that was said, contacts, surveys,
    and what they did.

    WHO is a mail address, customer:12 or agent:4. Without FILE it is printed. Notes among agents are not part of it.

    \b
    Examples:
      trifecta export-person mira.vogel@example.org mira.json
      trifecta export-person customer:12 --format text
    """
    readiness.ensure_ready()
    told = telling.tell(people.find(who), at=timezone.now())
    text = json.dumps(told, indent=1, ensure_ascii=False) if form == "json" else "\n".join(telling.as_text(told))
    if file is None:
        click.echo(text)
        return
    try:
        file.touch(mode=0o600)
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"{file} cannot be written: {error.strerror}.") from error
    click.echo(f"{file}: {len(told.get('tickets', ()))} tickets, {len(told['log'])} entries of the log.")
