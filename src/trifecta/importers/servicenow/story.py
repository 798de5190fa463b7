"""What happened to one incident, from the differences between its audit rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.servicenow import states
from trifecta.importers.servicenow.audit import WATCHED, Audit, Moment, count
from trifecta.importers.servicenow.mentions import Mentions
from trifecta.importers.servicenow.naming import SYSTEM, Naming
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted
from trifecta.tickets.events.flow import Closed, Resolved
from trifecta.tickets.events.structure import Linked

_SLA = Code("sla")
_STARTED, _BROKEN, _MET = PromiseStarted(promise=_SLA), PromiseBroken(promise=_SLA), PromiseMet(promise=_SLA)
_TRUE, _FALSE = {"true", "1", "yes"}, {"false", "0", "no"}
_ARTICLE = Linked(relation=Code("article"), article=Code("unnamed"))


def tell(opened_at: datetime, moments: Sequence[Moment], naming: Naming, mentions: Mentions) -> list[Told]:
    """The history of an incident, from its rows in order."""
    first, last = moments[0][1], moments[-1][1]
    told = [Told(opened_at, naming.opener(first), naming.opened(first))]
    if last.made_sla:
        told.append(Told(opened_at, SYSTEM, _STARTED))
    told += _updates(moments, naming, mentions)
    _credit_last_resolution(told, last, naming)
    told += _flags(moments, told, naming)
    told.sort(key=_time)
    return told


def _updates(moments: Sequence[Moment], naming: Naming, mentions: Mentions) -> Iterator[Told]:
    """The first row is compared with an incident that is open and linked to nothing, the others with the one before."""
    before = moments[0][1]._replace(state="", problem="", fixing_change="", causing_change="")
    meaning, linked = states.OPEN, set[Event]()
    for at, row in moments:
        if row[WATCHED:] == before[WATCHED:]:
            continue
        after = states.meaning(row.state) or meaning
        is_reopened = count(row.reopen_count) > count(before.reopen_count)
        starting, ending = states.moves(meaning, after, is_reopened=is_reopened)
        links = [link for link in mentions.links(before, row, at) if link not in linked]
        linked.update(links)
        for event in (*starting, *_changes(before, row, naming), *links, *ending):
            yield Told(at, naming.actor(row.updated_by), event)
        before, meaning = row, after


def _changes(before: Audit, row: Audit, naming: Naming) -> Iterator[Event]:
    priority, about = (row.impact, row.urgency, row.priority), (row.category, row.subcategory, row.item)
    if priority != (before.impact, before.urgency, before.priority):
        yield naming.reprioritized(*priority)
    if about != (before.category, before.subcategory, before.item):
        yield naming.recategorized(*about)
    if row.group != before.group and row.group and before.group:
        yield from naming.handoff(row.group, row.assignee)
    elif (row.group, row.assignee) != (before.group, before.assignee):
        yield naming.assigned(row.group, row.assignee)


def _credit_last_resolution(told: list[Told], last: Audit, naming: Naming) -> None:
    """`closed_code` and `resolved_by` tell of the last resolution, whatever row they stand on."""
    for place in reversed(range(len(told))):
        at, actor, event, _ = told[place]
        if isinstance(event, Resolved):
            resolver = naming.actor(last.resolved_by) if last.resolved_by else actor
            told[place] = Told(at, resolver, naming.resolved(last.code) if last.code else event)
            return


def _flags(moments: Sequence[Moment], told: Sequence[Told], naming: Naming) -> Iterator[Told]:
    """What the flags of the last row say in the end."""
    last = moments[-1][1]
    if last.knowledge.casefold() in _TRUE:
        at, row = _start_of_last_run(moments, lambda row: row.knowledge)
        yield Told(at, naming.actor(row.updated_by), _ARTICLE)
    if last.made_sla.casefold() in _FALSE:
        yield Told(_start_of_last_run(moments, lambda row: row.made_sla)[0], SYSTEM, _BROKEN)
    elif last.made_sla and states.meaning(last.state) == states.CLOSED:
        yield Told(_ended_at(told), SYSTEM, _MET)


def _start_of_last_run(moments: Sequence[Moment], cell: Callable[[Audit], str]) -> Moment:
    """The row from which on a cell has the value of the last row."""
    start = moments[-1]
    for moment in reversed(moments):
        if cell(moment[1]) != cell(start[1]):
            break
        start = moment
    return start


def _ended_at(told: Sequence[Told]) -> datetime:
    """When it was resolved for the last time, or closed if it never was."""
    ends = [one.at for one in told if isinstance(one.event, Resolved)]
    return ends[-1] if ends else next(one.at for one in reversed(told) if isinstance(one.event, Closed))


def _time(told: Told) -> datetime:
    return told.at
