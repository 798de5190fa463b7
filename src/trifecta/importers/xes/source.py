"""Event logs in XES, read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from trifecta.importers.contract import BadSource, History, Names, Reject, Remark, Request, Said, Source
from trifecta.importers.xes import cases, log, problems, tickets
from trifecta.importers.xes.cases import BadEvent, Reader, Step
from trifecta.importers.xes.log import Case, Event

OPTIONS = {
    "as": "what a case becomes: ticket, or problem",
    **{name: f"the attribute that names the {name} (else {told})" for name, told in cases.ATTRIBUTES.items()},
}
_TELLINGS = {"ticket": tickets.tell, "problem": problems.tell}
_LONGEST_ROW = 2000


def read(request: Request, names: Names) -> Iterator[Said]:
    """Each case a history. Raises BadSource before the first one, so that a broken log leaves nothing behind."""
    sort = request.options.get("as", "ticket")
    if sort not in _TELLINGS:
        raise BadSource(f"A case cannot become “{sort}”; write --as ticket or --as problem.")
    present = frozenset[str]().union(*(log.survey(path).present for path in request.paths))
    reader = Reader(names, request.zone, cases.chosen(request.options, present))
    told, repeated_count = set[str](), 0
    for case in _cases(request.paths):
        request.progress.rows += len(case.events) + case.repeated_count
        repeated_count += case.repeated_count
        key = cases.key_of(case)
        if not key:
            yield _reject(case, "the case has no “concept:name”")
        elif key in told:
            yield _reject(case, f"the case “{key}” was told already")
        else:
            told.add(key)
            yield from _told(key, case, sort, reader)
    if repeated_count:
        yield Remark(f"Events that repeat another of the same case: {repeated_count:,}; each is told once.")
    if reader.unzoned_count:
        yield Remark(f"Instants without an offset: {reader.unzoned_count:,}; they are read in {request.zone}.")


def _cases(paths: Sequence[Path]) -> Iterator[Case]:
    """One log flows through; of several, the cases that they share are put together first."""
    if len(paths) == 1:
        yield from log.read(paths[0])
        return
    tellings: dict[str, list[Case]] = {}
    for path in paths:
        for case in log.read(path):
            tellings.setdefault(cases.key_of(case) or f"{case.file}:{case.line}", []).append(case)
    for key in list(tellings):
        yield cases.merged(tellings.pop(key))


def _told(key: str, case: Case, sort: str, reader: Reader) -> Iterator[Said]:
    steps: list[Step] = []
    for event in case.events:
        try:
            steps.append(reader.step(event))
        except BadEvent as error:
            yield _reject(event, error)
    if not steps:
        yield _reject(case, "the case has no event that can be used")
        return
    steps.sort(key=_instant)
    title = cases.value(case.attributes, "description") or key
    yield History(sort, key, _TELLINGS[sort](reader.matter(case), steps), title=title, line=case.line)


def _reject(told: Case | Event, reason: object) -> Reject:
    row = ", ".join(f"{name}={text}" for name, text in told.attributes.items())
    return Reject(told.file, told.line, str(reason), row[:_LONGEST_ROW])


def _instant(step: Step) -> datetime:
    return step.at


def _row_count(request: Request) -> int:
    return sum(log.survey(path).event_count for path in request.paths)


SOURCE = Source(
    name="xes",
    title="event logs in XES",
    takes="one or more logs (.xes, .xes.gz)",
    read=read,
    options=OPTIONS,
    rows=_row_count,
    says_zone=True,
)
