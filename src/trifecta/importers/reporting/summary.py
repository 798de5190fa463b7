"""A report as the lines that a person reads after an import."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trifecta.importers.reporting.report import Report

_PLURALS = {
    "ticket": "tickets",
    "contact": "contacts",
    "change": "changes",
    "problem": "problems",
    "survey": "surveys",
    "team": "teams",
    "agent": "agents",
    "organization": "organizations",
    "department": "departments",
    "site": "sites",
    "customer": "customers",
    "service": "services",
    "item": "items",
    "category": "categories",
}


def lines(report: Report) -> Iterator[str]:
    """Numbers first, then remarks, then what to do next."""
    rate = f"{report.rows_per_s:,.0f} rows/s"
    yield f"{report.source}, desk “{report.instance}”: {_number(report.rows, 'row')} in {report.seconds:.1f} s ({rate})"
    verb = "would be brought in" if report.is_rehearsal else "brought in"
    yield f"  {verb}: {_counted(report.told) or 'nothing new'}; {_number(report.events, 'event')}"
    if report.grown or report.unchanged:
        yield f"  known before: {report.grown:,} with news, {report.unchanged:,} without"
    if report.names:
        yield f"  names: {_counted(report.names)}"
    yield from _rejects(report)
    if report.remarks:
        yield "Remarks:"
        yield from (f"  - {remark}" for remark in report.remarks)
    yield from _next(report)


def _rejects(report: Report) -> Iterator[str]:
    if not report.rejects:
        yield "  rejected: nothing"
        return
    where = f"; see {report.rejects_path}" if report.rejects_path else ", such as"
    yield f"  rejected: {_number(report.rejects, 'row')}{where}"
    if not report.rejects_path:
        yield from (f"    {one.file} line {one.line}: {one.reason}" for one in report.first_rejects)


def _next(report: Report) -> Iterator[str]:
    yield "Next:"
    if report.is_rehearsal:
        yield "  the same again without --dry-run"
        return
    yield "  trifecta answer ticket_volume --period month"
    yield "  trifecta serve, and open the scorecard"


def _number(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else f'{one}s'}"


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count:,} {sort if count == 1 else _PLURALS[sort]}" for sort, count in counts.items())
