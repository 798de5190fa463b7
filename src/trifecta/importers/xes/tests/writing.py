"""Logs written in the test, and the source run over them."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from trifecta.importers.contract import History, Reject, Remark, Request, Told
from trifecta.importers.tests.remembered_names import RememberedNames
from trifecta.importers.xes.source import SOURCE

HEADER = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
<int key="meta_org:resource_events" value="7"><int key="Ann" value="3"/></int>
"""


class Outcome(NamedTuple):
    told: dict[tuple[str, str], list[Told]]
    rejects: list[tuple[str, int, str]]
    remarks: list[str]
    names: RememberedNames
    row_count: int

    def kinds(self, key: str, sort: str = "ticket") -> list[str]:
        return [one.event.kind.partition(".")[2] for one in self.told[sort, key]]


def event(time: str, name: str, transition: str = "complete", **more: str) -> str:
    """One event on 13 March 2024; `org_group` stands for `org:group`."""
    told = {
        "concept:name": name,
        "lifecycle:transition": transition,
        **{k.replace("_", ":"): v for k, v in more.items()},
    }
    strings = "".join(f"<string key={quoteattr(key)} value={quoteattr(text)}/>" for key, text in told.items())
    stamp = f'<date key="time:timestamp" value="2024-03-13T{time}"/>' if time else ""
    return f"<event>{strings}{stamp}</event>\n"


def trace(key: str, *events: str) -> str:
    return f'<trace>\n<string key="concept:name" value={quoteattr(key)}/>\n{"".join(events)}</trace>\n'


def log(*traces: str) -> str:
    return f"{HEADER}{''.join(traces)}</log>\n"


def read(folder: Path, *texts: str, zone: tzinfo = UTC, **options: str) -> Outcome:
    paths = [folder / f"l{number}.xes" for number in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    names, request = RememberedNames(), Request(paths, zone, options)
    said = list(SOURCE.read(request, names))
    return Outcome(
        {(one.sort, one.key): one.told for one in said if isinstance(one, History)},
        [(one.file, one.line, one.reason) for one in said if isinstance(one, Reject)],
        [one.text for one in said if isinstance(one, Remark)],
        names,
        request.progress.rows,
    )


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2024, 3, 13, hour, minute, tzinfo=UTC)
