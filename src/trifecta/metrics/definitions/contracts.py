"""What vendors promised us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.definitions.promises import NOT_DUE, SET_ASIDE, SOURCE, kept
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table


@metric(
    id="contract_attainment",
    version=1,
    label=N_("Promises of vendors kept"),
    question=N_("How many of the promises that vendors gave us do they keep?"),
    unit="share",
    better="higher",
    date_basis="due",
    fact="promises",
    interval="wilson",
    guard="sla_attainment",
    left_out=SET_ASIDE,
    narrowed=NOT_DUE,
    unmeasured=N_("No contract with a vendor is timed, or nothing that was asked of one is due."),
    source=SOURCE,
)
def contract_attainment(promises: Table) -> Table:
    """
    Share of the vendors' parts (underpinning contracts) due in the period that were done in time; broken are those done
    too late and those still open past their time. Each is counted for the team that had the work last.

    >>> told = {"kind": ["contract", "contract", "sla"], "outcome": ["met", None, "met"]}
    >>> told["broken_at"] = [None, days(1), None]
    >>> contract_attainment(example("promises", told)).numerator.mean().execute()
    0.5
    """
    return kept(promises.filter(promises.kind == "contract"))
