"""
What an importer gives, and what it is given.

An importer is a folder with a module `source.py` that holds `SOURCE: Source`. It reads foreign files and yields whole
histories; names are resolved to ids as they are met, rows come from replay, and nothing else is its business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple, Protocol

from trifecta.base import ids
from trifecta.base.errors import TrifectaError
from trifecta.base.kinds import Event


class BadSource(TrifectaError):
    """The export as a whole cannot be read: one sentence, exit code 2, nothing written."""


class Told(NamedTuple):
    """One event of a history: when it was true, who did it (`staff:4`, `importer:csv`), and its words if it has any."""

    at: datetime
    actor: str
    event: Event
    words: str | None = None


@dataclass(slots=True)
class History:
    """
    The whole known story of one thing, in the order it is to be read.

    sort: ticket, contact, change, problem or survey. key: its id in the source, the same in every later export.
    title: the subject of a ticket, the name of a change or problem. line: where it began in the file, for messages.
    """

    sort: str
    key: str
    told: list[Told]
    title: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that could not be used: where, why, and the row itself."""

    file: str
    line: int
    reason: str
    row: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something detected that the person should read: the separator, a missing zone, what was left out and why."""

    text: str


class Names(Protocol):
    """
    Foreign names become local ids, made at first sight and the same ever after for (source, instance, sort, key).

    `key` is the id in the source and defaults to the name. A later call may fill what an earlier one left empty.
    """

    def team(self, name: str, *, key: str | None = None, level: str | None = None) -> ids.TeamId: ...

    def agent(
        self, name: str, *, key: str | None = None, team: ids.TeamId | None = None, role: str | None = None
    ) -> ids.AgentId: ...

    def organization(self, name: str, *, key: str | None = None) -> int: ...

    def department(self, name: str, *, key: str | None = None, organization: int | None = None) -> int: ...

    def site(self, name: str, *, key: str | None = None, zone: str = "") -> ids.SiteId: ...

    def customer(
        self,
        name: str,
        *,
        key: str | None = None,
        email: str = "",
        organization: int | None = None,
        department: int | None = None,
        site: ids.SiteId | None = None,
    ) -> ids.CustomerId: ...

    def service(
        self,
        name: str,
        *,
        key: str | None = None,
        business_owner: ids.CustomerId | None = None,
        service_owner: ids.AgentId | None = None,
        monthly_cost: int | None = None,
    ) -> ids.ServiceId: ...

    def item(
        self, name: str, *, key: str | None = None, sort: str = "", service: ids.ServiceId | None = None
    ) -> ids.ItemId: ...

    def category(self, name: str, *, key: str | None = None) -> ids.CategoryId: ...

    def reserve(self, sort: str, key: str) -> int:
        """The id of a ticket, contact, change, problem or survey, whose history must be yielded in the same run."""
        ...

    def known(self, sort: str, key: str) -> int | None:
        """The id of something met before, in this run or an earlier one; None when it never was."""
        ...


@dataclass(slots=True)
class Progress:
    """How many source rows have been turned into histories or rejects so far; `reading` counts them."""

    rows: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """
    What the person asked for; every path exists and is readable.

    home: where a source may leave a file of its own; nowhere in a rehearsal.
    """

    paths: Sequence[Path]
    zone: tzinfo
    options: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = field(default_factory=Progress)
    home: Path | None = None


Said = History | Reject | Remark


@dataclass(frozen=True, slots=True)
class Source:
    """
    One foreign desk.

    name: as typed on the command line. title, takes: for the help. read: yields histories, rejects and remarks; raises
    BadSource before the first history when the files are not what it reads. options: name to help text.
    rows: the number of source rows in the paths, cheaply estimated, for the progress bar. needs_path: whether it reads
    files at all. says_zone: whether it says itself that it met times without a zone. instance: which desk of this sort
    it is when the person does not say; without it, the source's name.
    """

    name: str
    title: str
    takes: str
    read: Callable[[Request, Names], Iterator[Said]]
    options: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[Request], int] | None = None
    needs_path: bool = True
    says_zone: bool = False
    instance: Callable[[Request], str] | None = None
