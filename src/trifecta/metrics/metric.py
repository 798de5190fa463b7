"""
What a metric is, and the registry of all. Free of engines, so that pages can import it.

A definition is a function of one fact table (`facts.declared`) in `definitions/`, found there by itself.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from trifecta.base.errors import TrifectaError
from trifecta.base.text import N_
from trifecta.metrics.facts import declared


class UnknownMetric(TrifectaError):
    """No metric of this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """
    unit: share, s, count, number. better: higher, lower, context. date_basis: the instant that puts a case in a period,
    `instant` for a stock. interval: count, wilson, share, ratio, bootstrap, quantile_pNN or km_pNN. guard: the metric
    to be read beside it. beside: a count of the same fact that is said with its headline, where it is not 0. left_out:
    what is not counted; narrowed: the same after a count, in a few words. unmeasured: what would make it measured, when
    there is no case. unreached: why there may be cases and yet no number. benchmark: only with a verified source.
    recent: how (`ended_by`) a stay ends that counts as long as its end is recent. alike: stays that agree in these
    columns and pass the same instants may be counted together.
    """

    id: str
    version: int
    label: str
    question: str
    unit: str
    better: str
    date_basis: str
    fact: str
    interval: str
    cases: Callable[..., Any]
    guard: str = ""
    beside: str = ""
    left_out: str = ""
    narrowed: str = ""
    source: str = ""
    benchmark: str = ""
    unmeasured: str = N_("Nothing in the log tells of this yet.")
    unreached: str = ""
    min_count: int = 20
    is_business_time: bool = False
    recent: str = ""
    alike: tuple[str, ...] = ()

    @property
    def definition(self) -> str:
        """The docstring of its function, worked example included."""
        return inspect.getdoc(self.cases) or ""

    @property
    def meaning(self) -> str:
        """What is counted, in words."""
        return self.definition.partition(">>>")[0].strip()

    @property
    def example(self) -> str:
        """The worked example, as it is run."""
        _words, mark, example = self.definition.partition(">>>")
        return mark + example

    @property
    def dimensions(self) -> tuple[str, ...]:
        return declared.FACTS[self.fact].dimensions


_KNOWN: dict[str, Metric] = {}


def metric(**told: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a definition. Raises ValueError for an id taken twice."""

    def register(cases: Callable[..., Any]) -> Callable[..., Any]:
        made = Metric(cases=cases, **told)
        if made.id in _KNOWN:
            raise ValueError(f"the metric {made.id} is registered twice")
        _KNOWN[made.id] = made
        return cases

    return register


@cache
def registry() -> dict[str, Metric]:
    """All metrics by id, in the order of their ids."""
    package = importlib.import_module(f"{__name__.rpartition('.')[0]}.definitions")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    return dict(sorted(_KNOWN.items()))


def all_metrics() -> list[Metric]:
    return list(registry().values())


def get(metric_id: str) -> Metric:
    """Raises UnknownMetric with the near matches."""
    known = registry()
    if metric_id not in known:
        near = get_close_matches(metric_id, known, n=3, cutoff=0.6)
        hint = f" Did you mean {', '.join(near)}?" if near else " `trifecta metrics` lists them."
        raise UnknownMetric(f"There is no metric “{metric_id}”.{hint}")
    return known[metric_id]
