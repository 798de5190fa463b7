"""`trifecta answer`: put a question to the numbers, on the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click
from django.utils import timezone

from trifecta.base.errors import TrifectaError
from trifecta.base.worktime import zones
from trifecta.config import rendering
from trifecta.config.safety import readiness
from trifecta.metrics import engine, metric, narrowing
from trifecta.metrics.answer import PERIODS, Question
from trifecta.metrics.metric import Metric
from trifecta.warehouse import freshness, generations, hours, naming, refreshing, sources
from trifecta.warehouse.engines import opening


class BadQuestion(TrifectaError):
    """An option that cannot be understood."""


@click.command
@click.argument("metric_id", metavar="METRIC")
@click.option("--by", metavar="DIM,…", default="", help="Cut by these dimensions, such as team,channel.")
@click.option("--period", metavar="|".join(PERIODS), help="One number per period, in the desk's zone.")
@click.option("--from", "since", metavar="DATE", help="From this day on.")
@click.option("--to", "until", metavar="DATE", help="Up to this day, which is not included.")
@click.option("--where", multiple=True, metavar="DIM=VALUE", help="Only these; twice the same dimension means either.")
@click.option("--engine", "engine_name", metavar="ENGINE", default=opening.DEFAULT, help=", ".join(opening.NAMES) + ".")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def command(metric_id: str, form: str, engine_name: str, **told: Any) -> None:
    """
    Answer a question from numbers as fresh as the desk.

    \b
    Examples:
      trifecta answer ticket_volume
      trifecta answer fcr_measured --by team --period month --from 2026-01-01
      trifecta answer reopen_14d --where team=Network --format json
    """
    asked = metric.get(metric_id)
    opening.require_known(engine_name)
    readiness.ensure_ready()
    question = _question(metric_id, **told)
    narrowing.require_sound(asked, question)
    now = timezone.now()
    snapshot = refreshing.refresh(at=now)
    with opening.opened(engine_name, snapshot) as running:
        answer = engine.answer(question, store=generations.store(snapshot), engine=running)
    if form == "table":
        fresh = freshness.current()
        with timezone.override(zones.zone(sources.desk_zone())):
            click.echo(rendering.as_table(answer, asked, checked_at=fresh.checked_at if fresh else snapshot.as_of))
        for remark in _remarks(asked):
            click.echo(remark)
    else:
        click.echo(rendering.as_json(answer) if form == "json" else rendering.as_csv(answer))


def _remarks(asked: Metric) -> Iterator[str]:
    """What a desk that is not set up yet makes of the numbers."""
    if not sources.is_set_up():
        yield "Days are those of UTC until the desk is set up: run `trifecta serve` and open its address."
    if asked.is_business_time and hours.default_calendar() == hours.ALWAYS_OPEN:
        yield "No opening hours are set, so every hour counts as open."


def _question(
    metric_id: str, *, by: str, period: str | None, since: str | None, until: str | None, where: tuple[str, ...]
) -> Question:
    first_on, end_on = _date("--from", since), _date("--to", until)
    if first_on and end_on and first_on >= end_on:
        raise BadQuestion(f"--to {end_on} is not after --from {first_on}, so there is no day between them.")
    dims = tuple(name.strip() for name in by.split(",") if name.strip())
    if len(dims) > len(set(dims)):
        raise BadQuestion(f"--by {by} names a dimension twice; once is enough.")
    return Question(metric_id, dims, period, first_on, end_on, naming.find_all(map(_pair, where)))


def _date(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadQuestion(f"{option} “{text}” is not a date; write it like 2026-03-31.") from error


def _pair(text: str) -> tuple[str, str]:
    dimension, equals, value = text.partition("=")
    if not equals or not dimension.strip():
        raise BadQuestion(f"--where “{text}” is not a condition; write it like team=Network.")
    return dimension.strip(), value
