"""The registry is whole, every definition compiles for every engine, and none uses what one engine lacks."""

from __future__ import annotations

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from trifecta.metrics import compiling, measuring, metric, narrowing
from trifecta.metrics.answer import Question

FOLDER = Path(metric.__file__).parent
IDS = {
    *("contact_volume", "ticket_volume", "contacts_per_ticket", "ttr_km_p50", "ttr_km_p90", "first_response_p90"),
    *("fcr_measured", "flr", "repeat_contact_7d", "reassignments", "reopen_14d", "pingpong"),
    *("backlog_age_p50", "backlog_age_p90", "backlog_over_target_share", "backlog_weeks"),
    *("validated_resolution", "confirmed_resolution", "left_unvalidated", "ownership_changes"),
    *("handoffs", "handoffs_declined", "held_by_team", "held_by_nobody", "nobody_share"),
    *("lost_between_teams", "explained_again"),
    *("sla_attainment", "ola_attainment", "contract_attainment", "next_update_kept", "given_word_kept"),
    *("lateness_p90", "pause_share", "promises_set_aside", "promises_told"),
}
DIALECTS = ("duckdb", "postgres", "databricks", "snowflake", "clickhouse", "trino")
"""Databricks speaks Spark's SQL; Ibis compiles its own dialect of Spark only with a session."""
NO_EXACT_QUANTILE = {"trino"}
COMPILED = [
    (one, dialect)
    for one in metric.all_metrics()
    for dialect in DIALECTS
    if not (one.interval.startswith("quantile") and dialect in NO_EXACT_QUANTILE)
]


def test_every_metric_is_there():
    assert {one.id for one in metric.all_metrics()} == IDS


@pytest.mark.parametrize("one", metric.all_metrics(), ids=lambda one: one.id)
def test_a_metric_explains_itself(one: metric.Metric):
    assert one.meaning
    assert one.example.startswith(">>> ")
    assert one.question.endswith("?")
    assert one.better in {"higher", "lower", "context"}
    assert not one.guard or one.guard in IDS


@pytest.mark.parametrize(("one", "dialect"), COMPILED, ids=lambda part: getattr(part, "id", part))
def test_it_compiles_for_every_engine(one: metric.Metric, dialect: str):
    question = Question(one.id, by=("team",), period="week", since=date(2026, 1, 1), until=date(2026, 4, 1))

    sql = compiling.sql(measuring.summed(narrowing.cases(one, question), one, question), dialect=dialect)

    assert sql.startswith(("SELECT", "WITH"))


def test_pages_can_read_the_registry_without_an_engine():
    code = "import sys; from trifecta.metrics import metric; metric.all_metrics(); print(*sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert {"ibis", "duckdb", "pandas", "numpy", "pyarrow"} & set(told.stdout.split()) == set()


FORBIDDEN = {
    "delta": "counts boundaries on one engine and elapsed time on another; subtract epoch seconds",
    "approx_quantile": "approximations differ by engine",
    "approx_nunique": "approximations differ by engine",
    "approx_median": "approximations differ by engine",
    "asof_join": "Spark has none",
    "bucket": "Spark has none",
    "strftime": "week patterns are banned on Spark",
    "corr": "DuckDB has no sample correlation",
}


@pytest.mark.parametrize(
    "path", [*sorted(FOLDER.glob("definitions/*.py")), FOLDER / "narrowing.py"], ids=lambda p: p.stem
)
def test_no_dialect_trap(path: Path):
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and node.attr in FORBIDDEN:
            found.append(f"line {node.lineno}: {node.attr}: {FORBIDDEN[node.attr]}")
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not isinstance(node.left, ast.Constant):
            found.append(f"line {node.lineno}: a division by zero is inf on one engine and an error on another")

    assert found == []
