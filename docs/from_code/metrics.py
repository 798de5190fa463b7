"""The metrics, from their registry."""

from __future__ import annotations

from collections.abc import Iterator

from docs.from_code.markdown import code, table
from trifecta.metrics import metric
from trifecta.metrics.metric import Metric

TITLE = "Metrics"
INTRODUCTION = """\
A metric is one function over one table of facts, defined once and run on every engine. `trifecta answer METRIC`
computes it, the page of a metric draws it and opens the cases behind it. Shares go from 0 to 1 and durations are
seconds; pages write them as people do. A value over fewer cases than the least is not said (“too few”). Periods are in
the desk's zone and are named by their first day; weeks begin on Monday."""
_UNITS = {"share": "share, 0 to 1", "s": "seconds, elapsed", "count": "count", "number": "number"}
_BETTER = {"higher": "more is better", "lower": "less is better", "context": "neither more nor less is better"}
_INTERVALS = {
    "wilson": "95 %, Wilson's for a share",
    "bootstrap": "95 %, bootstrap over cases",
    "km": "95 %, Kaplan-Meier: what has not ended yet counts as longer than so far",
}
_EXACT = "none: every case is counted and nothing is sampled"


def body() -> str:
    known = metric.all_metrics()
    rows = ((f"[{code(one.id)}](#{one.id})", one.label, one.question) for one in known)
    return "\n\n".join([table(("metric", "name", "question"), rows), *(_entry(one) for one in known)])


def _entry(one: Metric) -> str:
    rows = [(what, said) for what, said in _facts(one) if said]
    definition = f"```text\n{one.definition}\n```"
    return "\n\n".join([f"## {one.id}", f"**{one.label}.** {one.question}", table(("", ""), rows), definition])


def _facts(one: Metric) -> Iterator[tuple[str, str]]:
    yield "unit", "seconds of business time" if one.is_business_time else _UNITS[one.unit]
    yield "direction", _BETTER[one.better]
    yield "a period holds", _held(one)
    yield "interval", _INTERVALS.get(one.interval.partition("_")[0], _EXACT)
    yield "least cases", str(one.min_count)
    yield "left out", one.left_out
    yield "read beside it", f"[{code(one.guard)}](#{one.guard})" if one.guard else ""
    yield "can be cut by", ", ".join(code(dimension) for dimension in one.dimensions)
    yield "counted from", code(one.fact)
    yield "not measured", one.unmeasured
    yield "benchmark", one.benchmark
    yield "source", one.source
    yield "version", str(one.version)


def _held(one: Metric) -> str:
    """Which cases belong to a period."""
    if one.date_basis == "instant":
        return "what is so at its end, or now in the latest"
    return f"cases that {'' if one.date_basis in {'began', 'ended'} else 'were '}{one.date_basis} in it"
