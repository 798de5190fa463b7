"""`trifecta metrics`: list the metrics, or say exactly what one of them means."""

from __future__ import annotations

import click

from trifecta.config import rendering
from trifecta.metrics import metric as known
from trifecta.metrics.metric import Metric


@click.command
@click.argument("metric_id", metavar="[METRIC]", required=False)
def command(metric_id: str | None) -> None:
    """
    List the metrics, or say exactly what one of them means, with a worked example.

    \b
    Examples:
      trifecta metrics
      trifecta metrics fcr_measured
    """
    if metric_id is None:
        click.echo(_list(known.all_metrics()))
    else:
        click.echo(_whole(known.get(metric_id)))


def _list(metrics: list[Metric]) -> str:
    lines = [[one.id, one.label, one.unit, one.better, one.date_basis, one.question] for one in metrics]
    return rendering.aligned(["id", "label", "unit", "better", "by", "question"], lines)


def _whole(one: Metric) -> str:
    told = {
        "question": one.question,
        "unit": f"{one.unit}, better: {one.better}",
        "date basis": one.date_basis,
        "version": str(one.version),
        "dimensions": ", ".join(one.dimensions),
        "interval": one.interval,
        "too few": f"below {one.min_count} cases",
        "left out": one.left_out,
        "read with": one.guard,
        "source": one.source,
        "benchmark": one.benchmark,
        "not measured": one.unmeasured,
    }
    lines = [f"{one.id}: {one.label}", "", *(f"{name:<13} {text}" for name, text in told.items() if text)]
    return "\n".join([*lines, "", one.meaning, "", one.example])
