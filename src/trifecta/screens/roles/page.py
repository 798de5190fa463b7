"""Roles with what they may see and do, where, and who has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.scorecards.actions.set_target import may_set
from trifecta.screens.roles.words import ACTS, WHERE
from trifecta.staff.models import Agent, Role
from trifecta.staff.permits import may_audit, may_read_book, may_run_desk
from trifecta.tickets import scope
from trifecta.tickets.permits import PERMITS, Relation

MOST_NAMED = 12
OWN = (Relation.OWNER, Relation.ASSIGNEE, Relation.MEMBER, Relation.LEAD)
TIES = (*OWN, Relation.OFFERED, Relation.ASKED, Relation.FINDER)
ALWAYS: dict[Role, tuple[Relation, ...]] = {
    Role.AGENT: (Relation.AGENT, Relation.SEES),
    Role.LEAD: (Relation.AGENT, Relation.SEES),
    Role.LEADER: (Relation.AGENT, Relation.SEES, Relation.LEADER),
    Role.ADMIN: (Relation.AGENT, Relation.SEES, Relation.ADMIN),
    Role.AUDITOR: (Relation.AUDITOR,),
}
CUSTOMERS = (
    Relation.CUSTOMER,
    Relation.REQUESTER,
    Relation.CC,
    Relation.WATCHER,
    Relation.MANAGER,
    Relation.ORGANIZATION,
)


@dataclass(frozen=True, slots=True)
class Permit:
    """where: a relation to the ticket, in words; acts: what it adds to the ones above it."""

    where: str
    acts: str


@dataclass(frozen=True, slots=True)
class Shown:
    """count: how many have it, None for customers; names: of the first of them."""

    name: str
    sees: str
    desk: str
    permits: list[Permit]
    count: int | None
    names: list[str]


def read() -> list[Shown]:
    """One query."""
    people: dict[str, list[str]] = {}
    for role, name in Agent.objects.active().order_by("name").values_list("role", "name"):
        people.setdefault(role, []).append(name)
    return [*(_of_staff(role, people.get(role, [])) for role in ALWAYS), _of_customers()]


def _of_staff(role: Role, names: Sequence[str]) -> Shown:
    ties = () if role is Role.AUDITOR else tuple(tie for tie in TIES if tie is not Relation.LEAD or role is Role.LEAD)
    return Shown(
        name=capfirst(_(role.label)),
        sees=_sees(role),
        desk="; ".join(_at_the_desk(Agent(role=role, is_active=True))),
        permits=list(_permits(ALWAYS[role], ties)),
        count=len(names),
        names=list(names[:MOST_NAMED]),
    )


def _sees(role: Role) -> str:
    if role in scope.SEE_ALL:
        return _("Every ticket, also those of restricted teams.")
    return _(
        "The tickets of every team that is not restricted; of the others those of their own teams, and what they own, "
        "work on or are asked to take."
    )


def _at_the_desk(person: Agent) -> Iterator[str]:
    """What else, asked of the permits themselves."""
    if may_run_desk(person):
        yield _("sets the desk up: people, teams, hours, promises, priorities")
    if may_set(person):
        yield _("sets the targets of the scorecard")
    if may_read_book(person) and not may_audit(person):
        yield _("reads what is promised")
    if may_audit(person):
        yield _("reads the whole log")


def _of_customers() -> Shown:
    sees = _(
        "What they asked, and what they follow as far as that role goes; who manages an organization, what anyone in "
        "it asked. Never notes or handoffs."
    )
    return Shown(_("Customer"), sees, "", list(_permits((), CUSTOMERS)), None, [])


def _permits(always: Sequence[Relation], ties: Sequence[Relation]) -> Iterator[Permit]:
    """What holds always, then what each tie adds."""
    held = {act for act, line in PERMITS.items() if line & set(always)}
    for relation in (*always, *ties):
        acts = [act for act, line in PERMITS.items() if relation in line and (relation in always or act not in held)]
        if relation in always:
            acts = [
                act for act in acts if not any(PERMITS[act] & {other} for other in always[: always.index(relation)])
            ]
        if acts:
            yield Permit(_(WHERE[relation]), ", ".join(_(ACTS[act]) for act in acts))
