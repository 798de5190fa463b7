"""What happened to one incident, from the differences between its audit rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from operator import itemgetter, ne

from trifecta.base.ids import Code
from trifecta.base.kinds import Event
from trifecta.importers.contract import Told
from trifecta.importers.servicenow import audit, states
from trifecta.importers.servicenow.audit import Audit, Moment
from trifecta.importers.servicenow.mentions import Mentions
from trifecta.importers.servicenow.naming import SYSTEM, Naming
from trifecta.promises.events import PromiseBroken, PromiseMet, PromiseStarted
from trifecta.tickets.events.flow import Closed, Resolved
from trifecta.tickets.events.structure import UNNAMED, Linked

_SLA = Code("sla")
_STARTED, _BROKEN, _MET = PromiseStarted(promise=_SLA), PromiseBroken(promise=_SLA), PromiseMet(promise=_SLA)
_TRUE, _FALSE = {"true", "1", "yes"}, {"false", "0", "no"}
_NOTHING: tuple[Event, ...] = ()
_ARTICLE = Linked(relation=Code("article"), article=UNNAMED)


def tell(opened_at: datetime, news: Sequence[Moment], naming: Naming, mentions: Mentions) -> list[Told]:
    """The history of an incident, from the rows at which something happened."""
    first, last = news[0][1], news[-1][1]
    told = [Told(opened_at, naming.opener(first), naming.opened(first))]
    if last.made_sla:
        told.append(Told(opened_at, SYSTEM, _STARTED))
    told += _updates(news, naming, mentions)
    _credit_last_resolution(told, last, naming)
    told += _flags(news, told, naming)
    told.sort(key=itemgetter(0))
    return told


def _updates(news: Sequence[Moment], naming: Naming, mentions: Mentions) -> Iterator[Told]:
    """The first row is compared with an incident that is open and linked to nothing, the others with the one before."""
    before = news[0][1]._replace(state="", problem="", fixing_change="", causing_change="")
    parts_before = audit.parts(before)
    meaning, linked = states.OPEN, set[Event]()
    for at, row in news:
        parts = audit.parts(row)
        _, urgency, matter, at_work, _ = parts
        has_moved, is_regraded, is_resorted, is_reassigned, is_linked = map(ne, parts, parts_before)
        happened, ending = _NOTHING, _NOTHING
        if has_moved:
            after = states.meaning(row.state) or meaning
            is_reopened = _is_reopened(before, row, meaning, after)
            meaning, happened, ending = states.move(meaning, after, is_reopened=is_reopened)
        if is_regraded:
            happened += (naming.reprioritized(*urgency),)
        if is_resorted:
            happened += (naming.recategorized(*matter),)
        if is_reassigned:
            happened += naming.moved(before.group, *at_work)
        if is_linked:
            links = [link for link in mentions.links(before, row, at) if link not in linked]
            linked.update(links)
            happened += (*links,)
        actor = naming.actor(row.updated_by)
        for event in happened + ending:
            yield Told(at, actor, event)
        before, parts_before = row, parts


def _is_reopened(before: Audit, row: Audit, meaning: str, after: str) -> bool:
    """The counter knows; without one it is what leaves an ended state."""
    if row.reopen_count:
        return audit.count(row.reopen_count) > audit.count(before.reopen_count)
    return meaning in states.ENDED and after not in states.ENDED


def _credit_last_resolution(told: list[Told], last: Audit, naming: Naming) -> None:
    """`closed_code` and `resolved_by` tell of the last resolution, whatever row they stand on."""
    for place in reversed(range(len(told))):
        at, actor, event, _ = told[place]
        if type(event) is Resolved:
            resolver = naming.actor(last.resolved_by) if last.resolved_by else actor
            told[place] = Told(at, resolver, naming.resolved(last.code) if last.code else event)
            return


def _flags(news: Sequence[Moment], told: Sequence[Told], naming: Naming) -> Iterator[Told]:
    """What the flags of the last row say in the end."""
    last = news[-1][1]
    if last.knowledge.casefold() in _TRUE:
        at, row = _start_of_last_run(news, lambda row: row.knowledge)
        yield Told(at, naming.actor(row.updated_by), _ARTICLE)
    if last.made_sla.casefold() in _FALSE:
        yield Told(_start_of_last_run(news, lambda row: row.made_sla)[0], SYSTEM, _BROKEN)
    elif last.made_sla and states.meaning(last.state) == states.CLOSED:
        yield Told(_ended_at(told), SYSTEM, _MET)


def _start_of_last_run(news: Sequence[Moment], cell: Callable[[Audit], str]) -> Moment:
    """The row from which on a cell has the value of the last row."""
    start = news[-1]
    for moment in reversed(news):
        if cell(moment[1]) != cell(start[1]):
            break
        start = moment
    return start


def _ended_at(told: Sequence[Told]) -> datetime:
    """When it was resolved for the last time, or closed if it never was."""
    ends = [one.at for one in told if isinstance(one.event, Resolved)]
    return ends[-1] if ends else next(one.at for one in reversed(told) if isinstance(one.event, Closed))
