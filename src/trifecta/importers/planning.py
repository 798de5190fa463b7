"""What a person asked for, checked before anything is opened: source, paths, options, zone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, tzinfo
from difflib import get_close_matches
from pathlib import Path

from django.conf import settings

from trifecta.base.worktime import zones
from trifecta.importers import registry
from trifecta.importers.contract import BadSource, Request, Source
from trifecta.importers.ingest import Plan


def plan(
    name: str,
    paths: Sequence[Path],
    *,
    options: Mapping[str, str],
    timezone: str | None = None,
    instance: str | None = None,
    is_rehearsal: bool = False,
) -> Plan:
    """Raises UnknownSource, UnknownZone, and BadSource for a path or option that cannot be used."""
    source = registry.source(name)
    _require_options(source, options)
    _require_paths(source, paths)
    zone: tzinfo = zones.zone(timezone) if timezone else UTC
    request = Request(paths, zone, options, home=None if is_rehearsal else Path(settings.HOME))
    remarks = []
    if source.needs_path and not source.says_zone and not timezone:
        remarks.append("Times without a zone of their own are taken as UTC, because no --timezone was given.")
    if not instance:
        instance = source.instance(request) if source.instance else source.name
        remarks.append(
            f"The desk is called “{instance}”; a later import of another such desk needs its own --instance."
        )
    return Plan(source, request, instance, remarks=tuple(remarks), is_rehearsal=is_rehearsal)


def option(text: str) -> tuple[str, str]:
    """The name and value of `K=V`. Raises BadSource."""
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise BadSource(f"“{text}” is no option; write it as --option NAME=VALUE.")
    return name.strip(), value.strip()


def _require_options(source: Source, options: Iterable[str]) -> None:
    for name in options:
        if name in source.options:
            continue
        near = get_close_matches(name, source.options, n=2, cutoff=0.6)
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        known = ", ".join(source.options) or "none"
        raise BadSource(f"{source.name} has no option “{name}”. {hint}Its options are: {known}.")


def _require_paths(source: Source, paths: Sequence[Path]) -> None:
    if source.needs_path and not paths:
        raise BadSource(f"{source.name} reads {source.takes}; name where it is, after “{source.name}”.")
    if paths and not source.needs_path:
        raise BadSource(f"{source.name} reads no files; leave “{paths[0]}” out.")
    for path in paths:
        if not path.exists():
            raise BadSource(f"There is no {path}. {_nearby(path)}Check the path.")
        if not os.access(path, os.R_OK):
            raise BadSource(f"{path} may not be read; ask for the right to, or copy it.")


def _nearby(path: Path) -> str:
    if not path.parent.is_dir():
        return ""
    near = get_close_matches(path.name, [other.name for other in path.parent.iterdir()], n=1, cutoff=0.6)
    return f"Did you mean {near[0]}? " if near else ""
