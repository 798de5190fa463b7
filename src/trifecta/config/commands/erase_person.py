"""`trifecta erase-person`: forget who somebody was, and keep every number."""

from __future__ import annotations

import click
from django.utils import timezone

from trifecta.base.actors import System
from trifecta.config.safety import people, readiness, scrubbing
from trifecta.config.safety.people import Person
from trifecta.customers.models import Customer
from trifecta.desk import words
from trifecta.desk.actions.erase_agent import erase_agent
from trifecta.desk.actions.erase_customer import erase_customer
from trifecta.importers import forgetting

BY = System("command:erase-person")


@click.command
@click.argument("who", metavar="WHO")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(who: str, yes: bool) -> None:  # noqa: FBT001
    """
    Forget who somebody was: name, addresses, way in, and what they said or was said on their tickets.

    WHO is a mail address, customer:12 or agent:4. It cannot be undone. Numbers stay what they were, and a newer export
    of the same desk does not bring the person back.

    \b
    Examples:
      trifecta erase-person mira.vogel@example.org
      trifecta erase-person customer:12 --yes
    """
    readiness.ensure_ready()
    person = people.find(who)
    if not yes:
        click.confirm(f"Erase {person.name} ({people.label(person)})? It cannot be undone.", abort=True)
    click.echo(_erase(person))
    if not scrubbing.overwrite():
        click.echo("The desk is being read, so traces may be left in the file of the database. Run this again later.")
    if kept := scrubbing.backups():
        click.echo(f"They are still in {len(kept)} backups in {kept[0].parent}, and in those that you keep elsewhere.")


def _erase(person: Person) -> str:
    """Files first: they can only be searched as long as the name is known, should this be cut off."""
    marks = words.marks_of(person.name, people.address(person), getattr(person, "phone", ""))
    sort = "customer" if isinstance(person, Customer) else "agent"
    count = scrubbing.scrub_files([*marks, *forgetting.keys_of(sort, person.pk)])
    files = f"; {count} files changed" if count else ""
    if isinstance(person, Customer):
        gone = erase_customer(person, by=BY, at=timezone.now())
        texts = gone.messages + gone.remarks + gone.subjects + gone.surveys
        return f"Erased {people.label(person)}: {texts} texts removed{files}."
    struck = erase_agent(person, by=BY, at=timezone.now())
    return f"Erased {people.label(person)}: the name was struck out of {struck} texts{files}."
