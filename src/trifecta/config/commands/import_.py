"""`trifecta import`: bring in the history of another desk."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from django.utils import timezone

from trifecta.config.safety import occupancy, readiness
from trifecta.importers import ingest, planning, progress, registry
from trifecta.importers.reporting import summary
from trifecta.importers.reporting.report import Report

_OF_SOME_SOURCES = ("mapping", "as", "size", "seed", "until")
_INTERRUPTED = 130


class _WithSources(click.Command):
    """Lists the sources below the options."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        sources = [registry.source(name) for name in registry.names()]
        with formatter.section("Sources"):
            formatter.write_dl([(source.name, f"{source.title}: {source.takes}") for source in sources])


@click.command(cls=_WithSources)
@click.argument("source")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]…")
@click.option("--timezone", metavar="ZONE", help="Zone of the local times, such as Europe/Berlin.  [default: UTC]")
@click.option("--instance", metavar="NAME", help="Which desk it is, if you import several of one sort.")
@click.option("--mapping", metavar="FILE", help="What the columns of a table mean (TOML).")
@click.option("--as", metavar="SORT", help="What each case of an event log becomes: a ticket or a problem.")
@click.option("--size", metavar="SIZE", help="How large a simulated desk is: small, medium or large.")
@click.option("--seed", metavar="NUMBER", help="Which simulated desk it is; the same seed gives the same desk.")
@click.option(
    "--until", metavar="DATE", help="Until when a simulated desk has worked, such as 2026-11-22.  [default: today]"
)
@click.option(
    "--option",
    "options",
    metavar="NAME=VALUE",
    multiple=True,
    help="What only some sources ask, such as separator=semicolon; can be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Read everything and write nothing.")
@click.option("--report", type=click.Choice(["text", "json"]), default="text", help="How to say what was done.")
def command(source: str, paths: tuple[Path, ...], **asked: Any) -> None:
    """
    Bring in the history of another desk.

    Running it again adds only what is new; an import that was cut off goes on where it stopped.

    \b
    Example:
      trifecta import servicenow incident_event_log.csv.gz --timezone America/Sao_Paulo
    """
    options = {name: asked[name] for name in _OF_SOME_SOURCES if asked[name]}
    options |= dict(planning.option(text) for text in asked["options"])
    if "until" in registry.source(source).options:
        options.setdefault("until", f"{timezone.now():%Y-%m-%d}")
    plan = planning.plan(
        source,
        paths,
        options=options,
        timezone=asked["timezone"],
        instance=asked["instance"],
        is_rehearsal=asked["dry_run"],
    )
    _require_use(plan)
    readiness.ensure_ready()
    report = _import(plan)
    if asked["report"] == "json":
        click.echo(json.dumps(report.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(summary.lines(report)))


def _require_use(plan: ingest.Plan) -> None:
    """A file that cannot be read, or an option that means nothing, is said before a new home gets its database."""
    if plan.source.rows:
        plan.source.rows(plan.request)


def _import(plan: ingest.Plan) -> Report:
    try:
        with occupancy.held(), progress.shown(plan) as watch:
            return ingest.import_history(plan, clock=timezone.now, watch=watch)
    except KeyboardInterrupt:
        click.echo("Stopped. What is in stays; the same command goes on from there.", err=True)
        sys.exit(_INTERRUPTED)
