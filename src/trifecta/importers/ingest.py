"""From a source to the log and its rows: everything an import does between reading and reporting."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from trifecta.base.actors import System
from trifecta.base.collector import without_collector
from trifecta.importers import lock
from trifecta.importers.batches import Batches, Rehearsal
from trifecta.importers.contract import History, Reject, Remark, Request, Said, Source
from trifecta.importers.met import Thing
from trifecta.importers.models import Run
from trifecta.importers.names import NameBook
from trifecta.importers.reporting import rejects
from trifecta.importers.reporting.rejects import Rejects
from trifecta.importers.reporting.report import Report
from trifecta.importers.scribe import AtOnce, Scribe, scribe
from trifecta.importers.telling import NoBeginning, Teller, Telling
from trifecta.importers.waiting import WaitingRoom
from trifecta.log import journal
from trifecta.promises import recomputing

_BATCH = 25_000
"""Log entries in a batch, about: large enough that commits cost little, small enough to be held in memory."""
Clock = Callable[[], datetime]
Watch = Callable[[int], object]
"""Told how many source rows are done, after each history and reject."""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    Which desk's history is to be brought in, and how. A rehearsal reads, and writes nothing.

    remarks: what was taken for granted and should be said.
    """

    source: Source
    request: Request
    instance: str
    remarks: tuple[str, ...] = ()
    is_rehearsal: bool = False


def import_history(plan: Plan, *, clock: Clock, watch: Watch = bool) -> Report:
    """
    Read a source and write what is new of it.

    Raises BadSource when the files are not what it reads, Busy while another import runs.
    """
    with without_collector():
        if plan.is_rehearsal:
            return _Import(plan, clock(), AtOnce()).run(clock, watch)
        with lock.only_one(rejects.folder()), scribe(plan.request, rejects.folder()) as writing:
            return _Import(plan, clock(), writing).run(clock, watch)


class _Import:
    """One run: histories are taken as they come, made ready, put in order, and written in batches."""

    def __init__(self, plan: Plan, started_at: datetime, scribe: Scribe) -> None:
        self._plan, self._started_at = plan, started_at
        self._names = NameBook(plan.source.name, plan.instance, is_rehearsal=plan.is_rehearsal)
        self._teller = Teller(self._names)
        self._writer = Rehearsal(self._names) if plan.is_rehearsal else Batches(self._names, started_at, scribe)
        self._rejects = Rejects(None if plan.is_rehearsal else rejects.folder() / _rejects_name(plan, started_at))
        self._report = Report(
            plan.source.name, plan.instance, is_rehearsal=plan.is_rehearsal, remarks=list(plan.remarks)
        )
        self._room = WaitingRoom(self._names.untold)
        self._seen: set[Thing] = set()
        self._batch: list[Telling] = []
        self._batch_events = 0
        self._run: Run | None = None
        self._before = journal.latest_id()

    def run(self, clock: Clock, watch: Watch) -> Report:
        progress = self._plan.request.progress
        try:
            for said in self._plan.source.read(self._plan.request, self._names):
                self._take(said)
                watch(progress.rows)
            self._end()
        finally:
            self._rejects.close()
            self._names.close()
        return self._close(clock())

    def _take(self, said: Said) -> None:
        if isinstance(said, History):
            self._take_history(said)
        elif isinstance(said, Reject):
            self._rejects.add(said)
        else:
            self._remark(said)

    def _take_history(self, history: History) -> None:
        try:
            one = self._teller.take(history)
        except NoBeginning as error:
            self._refuse(history, str(error))
            return
        if one.thing in self._seen:
            self._refuse(history, f"the {history.sort} “{history.key}” came twice; the first one counts")
            return
        self._seen.add(one.thing)
        for ready in self._room.admit(one):
            self._add(ready)

    def _add(self, ready: Telling) -> None:
        before = self._names.digests.get(ready.thing)
        if before is not None and before == ready.remembered.digest():
            self._report.unchanged += 1
            return
        self._batch.append(ready)
        self._batch_events += len(ready.history.told)
        if self._batch_events >= _BATCH:
            self._write()

    def _write(self) -> None:
        self._note_run()
        self._writer.write(self._batch)
        self._batch, self._batch_events = [], 0

    def _end(self) -> None:
        together, lost = self._room.rest()
        self._batch += together
        if self._batch:
            self._write()
        self._writer.end()
        for one in lost:
            self._refuse(one.history, "it names something that the export does not hold")
        for one, reason in self._writer.tally.refused:
            self._refuse(one.history, reason)
        if self._writer.tally.contradicted:
            self._remark(Remark(_contradicted(self._writer.tally.contradicted)))

    def _note_run(self) -> None:
        """The run's row is there before its first batch, so that a killed import can be seen."""
        plan = self._plan
        if self._run is None and not plan.is_rehearsal:
            asked = {**plan.request.options, "paths": [str(path) for path in plan.request.paths]}
            asked["zone"] = str(plan.request.zone)
            self._run = Run.objects.create(
                source=plan.source.name, instance=plan.instance, started_at=self._started_at, options=asked
            )

    def _close(self, ended_at: datetime) -> Report:
        report, tally = self._report, self._writer.tally
        report.rows, report.told, report.grown = self._plan.request.progress.rows, dict(tally.told), tally.grown
        report.unchanged += tally.unchanged
        report.events, report.names = tally.events, self._names.counts()
        report.rejects, report.first_rejects = self._rejects.count, self._rejects.first_few
        report.rejects_path = str(self._rejects.path) if self._rejects.path else None
        report.seconds = (ended_at - self._started_at).total_seconds()
        self._note_run()
        if self._run is not None:
            Run.objects.filter(id=self._run.id).update(ended_at=ended_at, counts=report.counts())
            if tally.events:
                by = System(f"importer:{self._plan.source.name}")
                recomputing.ask(by=by, at=ended_at, after_entry=self._before)
        return report

    def _refuse(self, history: History, reason: str) -> None:
        self._rejects.add(Reject("", history.line or 0, reason, history.key))

    def _remark(self, remark: Remark) -> None:
        self._report.remarks.append(remark.text)


def _contradicted(count: int) -> str:
    return f"Known histories that are told otherwise than before: {count:,}; what the log says of them stays."


def _rejects_name(plan: Plan, started_at: datetime) -> str:
    name = f"{plan.source.name}-{plan.instance}-{started_at:%Y%m%dT%H%M%S}"
    return re.sub(r"[^\w.-]+", "_", name) + ".rejects.csv"
