"""
What is open, at an instant: the end of each period, or now.

The engine joins each stay with the instants that it counts at: `number` is the period's, `until_number` that of the
period in which the stay ended, `times` how many stays the row stands for. A ticket is with one team at an instant, so
no ticket counts twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.facts.declared import RECENT_WEEKS
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table
    from ibis.expr.types import BooleanValue, IntegerValue

DAY_S = 86_400
NOTHING_IS_OPEN = N_("Nothing is open.")
SOURCE = "Definition of this desk; open stock over-represents slow tickets, so its age is not the time to resolve"
# Until promises say what was told to whom: a week per step of priority, a day for what stops the business.
TARGET_DAYS = {1: 1, 2: 3, 3: 7, 4: 14, 5: 30}
TARGET_DAYS_UNKNOWN = 14


@metric(
    id="backlog_age_p50",
    version=2,
    label=N_("Age of open tickets, median"),
    question=N_("How old is what lies open, usually?"),
    unit="s",
    better="lower",
    date_basis="instant",
    fact="stays",
    unmeasured=NOTHING_IS_OPEN,
    interval="quantile_p50",
    guard="backlog_over_target_share",
    source=SOURCE,
)
def backlog_age_p50(stays: Table) -> Table:
    """
    Median time since opened, in elapsed seconds, over tickets that are open at the instant. What has taken another
    ticket in is as old as the older of the two.

    >>> stays = example("stays", {"opened_s": [0, 86_400], "ends_s": [172_800, 172_800]})
    >>> backlog_age_p50(stays).amount.max().execute()
    172800
    """
    return _ages(stays)


@metric(
    id="backlog_age_p90",
    version=2,
    label=N_("Age of open tickets, oldest tenth"),
    question=N_("How old is the oldest tenth of what lies open?"),
    unit="s",
    better="lower",
    date_basis="instant",
    fact="stays",
    unmeasured=NOTHING_IS_OPEN,
    interval="quantile_p90",
    guard="backlog_over_target_share",
    source=SOURCE,
)
def backlog_age_p90(stays: Table) -> Table:
    """
    Time since opened, in elapsed seconds, that one open ticket in ten exceeds at the instant. What has taken another
    ticket in is as old as the older of the two.

    >>> stays = example("stays", {"opened_s": [0], "ends_s": [86_400]})
    >>> backlog_age_p90(stays).amount.max().execute()
    86400
    """
    return _ages(stays)


@metric(
    id="backlog_over_target_share",
    version=2,
    label=N_("Open longer than they should be"),
    question=N_("How much of what lies open is older than it should be?"),
    unit="share",
    better="lower",
    date_basis="instant",
    fact="stays",
    unmeasured=NOTHING_IS_OPEN,
    interval="share",
    guard="backlog_age_p90",
    source="Targets of this desk until promises are set: 1, 3, 7, 14 and 30 days for priorities 1 to 5; 14 for none",
)
def backlog_over_target_share(stays: Table) -> Table:
    """
    Share of the tickets open at the instant that are older than the target of their priority. All open tickets are
    counted, so there is no sampling error and no interval. What has taken another ticket in is as old as the older of
    the two.

    >>> stays = example("stays", {"opened_s": [0, 0], "ends_s": [10 * 86_400] * 2, "priority": [3, 4]})
    >>> backlog_over_target_share(stays).numerator.sum().execute()
    1
    """
    ages = _ages(stays)
    return ages.mutate(numerator=(ages.amount > _target_s(ages)).ifelse(1, 0))


@metric(
    id="backlog_weeks",
    version=1,
    label=N_("Weeks of work lying open"),
    question=N_("How many weeks would it take to solve what lies open?"),
    unit="number",
    better="lower",
    date_basis="instant",
    fact="stays",
    unmeasured=NOTHING_IS_OPEN,
    interval="ratio",
    guard="backlog_over_target_share",
    left_out=N_("tickets that ended by cancelling or merging are no throughput"),
    source="Little's law: stock over throughput",
    unreached=N_("Nothing was resolved in the four weeks before, so the weeks cannot be told."),
    recent="resolved",
    alike=("ended_by",),
)
def backlog_weeks(stays: Table) -> Table:
    """
    Tickets open at the instant, divided by the tickets resolved per week in the four weeks before it.

    >>> told = {"until_number": [4, 3], "ended_by": [None, "resolved"], "number": [3, 3]}
    >>> weeks = backlog_weeks(example("stays", told))
    >>> weeks.numerator.sum().execute(), weeks.denominator.sum().execute()
    (1, 0.25)
    """
    return stays.mutate(
        case=stays.ticket,
        on=stays.starts_on,
        numerator=_is_open(stays).ifelse(stays.times, 0),
        denominator=_is_open(stays).ifelse(0.0, stays.times * (1 / RECENT_WEEKS)),
    )


def _is_open(stays: Table) -> BooleanValue:
    """Just before the instant: it ended in a later period, or lasts."""
    return stays.until_number > stays.number


def _ages(stays: Table) -> Table:
    return stays.mutate(case=stays.ticket, on=stays.starts_on, amount=stays.ends_s - stays.opened_s)


def _target_s(stays: Table) -> IntegerValue:
    days = stays.priority.cases(*TARGET_DAYS.items(), else_=TARGET_DAYS_UNKNOWN)
    return days * DAY_S
