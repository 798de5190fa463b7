"""What was promised and what came of it. Promises that are open and broken count like those that ended broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

NO_PROMISE = N_("Nothing was promised yet, or nothing that was is due.")
SET_ASIDE = N_("promises not due yet; those waived or cancelled, which are counted apart")
NOT_DUE = N_("only those due by now")
SOURCE = "Definition of this desk; to leave out what is open and broken is the usual flattering"
TO_CUSTOMERS = ("sla", "told")
"""What only a source tells of was told to a customer, as far as anybody knows."""


@metric(
    id="sla_attainment",
    version=1,
    label=N_("Promises to customers kept"),
    question=N_("How many of our promises to customers do we keep?"),
    unit="share",
    better="higher",
    date_basis="due",
    fact="promises",
    interval="wilson",
    guard="lateness_p90",
    beside="promises_told",
    left_out=N_(
        "promises not due yet; those waived or cancelled, which are counted apart; tickets for which nothing was "
        "promised"
    ),
    narrowed=NOT_DUE,
    unmeasured=NO_PROMISE,
    source=SOURCE,
)
def sla_attainment(promises: Table) -> Table:
    """
    Share of the promises to customers due in the period that were met; broken are those that ended too late and those
    still open past their time. First response, next response, update and resolution are promises of their own. What
    only a source tells of counts as it was told; `promises_told` says how many these are.

    >>> told = {"outcome": ["met", "broken", None, "waived"], "broken_at": [None, days(1), days(1), None]}
    >>> sla_attainment(example("promises", told)).numerator.sum().execute()
    1
    """
    return kept(promises.filter(promises.kind.isin(TO_CUSTOMERS)))


@metric(
    id="promises_told",
    version=1,
    label=N_("Promises told by a source"),
    question=N_("Of how many promises do we only know from another system what came of them?"),
    unit="count",
    better="context",
    date_basis="due",
    fact="promises",
    interval="count",
    guard="sla_attainment",
    left_out=SET_ASIDE,
    narrowed=NOT_DUE,
    unmeasured=N_("Every promise was computed from the desk's own terms."),
    source="Definition of this desk; what was computed elsewhere cannot be explained here",
    min_count=0,
)
def promises_told(promises: Table) -> Table:
    """
    Promises due in the period that an import told of and no terms of the book are for: kept or broken as the source
    says, never computed. Terms for them, even without a target of their own, turn them into clocks.

    >>> promises_told(example("promises", {"kind": ["told", "sla"]})).count().execute()
    1
    """
    counted = _settled(promises.filter(promises.kind == "told"))
    return counted.mutate(case=counted.ticket, on=counted.due_on)


@metric(
    id="ola_attainment",
    version=1,
    label=N_("Promises between teams kept"),
    question=N_("How many of the promises that our teams gave each other do they keep?"),
    unit="share",
    better="higher",
    date_basis="due",
    fact="promises",
    interval="wilson",
    guard="held_by_nobody",
    left_out=SET_ASIDE,
    narrowed=NOT_DUE,
    unmeasured=NO_PROMISE,
    source=SOURCE,
)
def ola_attainment(promises: Table) -> Table:
    """
    Share of the promises between teams due in the period that were met, each counted for the team whose part it is.
    Time on offer to a team is no team's.

    >>> told = {"kind": ["ola", "ola", "sla"], "outcome": ["met", None, "met"], "broken_at": [None, days(1), None]}
    >>> ola_attainment(example("promises", told)).numerator.mean().execute()
    0.5
    """
    return kept(promises.filter(promises.kind == "ola"))


@metric(
    id="next_update_kept",
    version=1,
    label=N_("Updates given in time"),
    question=N_("How often do customers hear from us by when they were told they would?"),
    unit="share",
    better="higher",
    date_basis="due",
    fact="promises",
    interval="wilson",
    guard="first_response_p90",
    left_out=SET_ASIDE,
    narrowed=NOT_DUE,
    unmeasured=N_("No update is promised, or none is due."),
    source=SOURCE,
)
def next_update_kept(promises: Table) -> Table:
    """
    Share of the promised updates due in the period that a person gave in time, one after the other while a ticket is
    open.

    >>> told = {"promise": ["update", "update", "resolution"], "outcome": ["met", "broken", "met"]}
    >>> next_update_kept(example("promises", told)).numerator.mean().execute()
    0.5
    """
    return kept(promises.filter(promises.promise == "update"))


@metric(
    id="given_word_kept",
    version=1,
    label=N_("Words kept"),
    question=N_("How often do we keep a word that one of us gave?"),
    unit="share",
    better="higher",
    date_basis="due",
    fact="promises",
    interval="wilson",
    guard="sla_attainment",
    left_out=SET_ASIDE,
    narrowed=NOT_DUE,
    unmeasured=N_("No word was given, or none is due."),
    source=SOURCE,
)
def given_word_kept(promises: Table) -> Table:
    """
    Share of the words given by agents (“I will call you by three”) and due in the period that were kept.

    >>> told = {"kind": ["word", "word", "sla"], "outcome": ["met", "broken", "met"]}
    >>> given_word_kept(example("promises", told)).numerator.mean().execute()
    0.5
    """
    return kept(promises.filter(promises.kind == "word"))


@metric(
    id="lateness_p90",
    version=1,
    label=N_("Lateness, nine in ten"),
    question=N_("When we break a promise to a customer, by how much?"),
    unit="s",
    better="lower",
    date_basis="due",
    fact="promises",
    interval="km_p90",
    guard="sla_attainment",
    left_out=N_("promises that were met, waived or cancelled; promises between teams"),
    narrowed=N_("only those broken"),
    unmeasured=N_("No promise to a customer was broken."),
    unreached=N_("Fewer than nine in ten of what was broken has ended, so the time cannot be told yet."),
    source="Kaplan & Meier 1958; hours of the promise",
    is_business_time=True,
)
def lateness_p90(promises: Table) -> Table:
    """
    Time beyond the target that nine in ten broken promises to customers keep within, over those due in the period; what
    is still open counts as not ended so far. It stands beside attainment because nobody hurries for what is broken
    already.

    >>> told = {"late_s": [60, 90], "broken_at": [days(1)] * 2, "outcome": ["broken", None], "is_over": [True, False]}
    >>> late = lateness_p90(example("promises", told))
    >>> late.duration_s.sum().execute(), late.observed.sum().execute()
    (150, 1)
    """
    known = _settled(promises.filter(promises.kind.isin(TO_CUSTOMERS)))
    counted = known.filter(known.broken_at.notnull() & known.late_s.notnull())
    return counted.mutate(case=counted.ticket, on=counted.due_on, duration_s=counted.late_s, observed=counted.is_over)


@metric(
    id="pause_share",
    version=1,
    label=N_("Time on pause"),
    question=N_("How much of the time do our promises to customers not count?"),
    unit="share",
    better="lower",
    date_basis="ended",
    fact="promises",
    interval="ratio",
    guard="sla_attainment",
    left_out=N_("promises still open, waived or cancelled; those of which only a source tells"),
    narrowed=N_("only those met or broken"),
    unmeasured=N_("No promise to a customer has ended yet."),
    source="Definition of this desk; a promise is easily kept by a clock that stands still",
)
def pause_share(promises: Table) -> Table:
    """
    Seconds that promises to customers were paused, divided by all seconds of their hours from their beginning to their
    end, over those that ended in the period.

    >>> told = pause_share(example("promises", {"spent_s": [60, 60], "paused_s": [0, 120]}))
    >>> told.numerator.sum().execute(), told.denominator.sum().execute()
    (120, 240)
    """
    ended = promises.filter((promises.kind == "sla") & promises.outcome.isin(("met", "broken")))
    return ended.mutate(
        case=ended.ticket, on=ended.ended_on, numerator=ended.paused_s, denominator=ended.spent_s + ended.paused_s
    )


@metric(
    id="promises_set_aside",
    version=1,
    label=N_("Promises set aside"),
    question=N_("How many promises were waived or no longer applied?"),
    unit="count",
    better="context",
    date_basis="ended",
    fact="promises",
    interval="count",
    guard="sla_attainment",
    unmeasured=N_("No promise was waived or cancelled."),
    source="Definition of this desk; what is left out of a share must be seen beside it",
    min_count=0,
)
def promises_set_aside(promises: Table) -> Table:
    """
    Promises of any kind that ended in the period neither met nor broken: waived with a reason, or cancelled because the
    ticket was (spam included), was merged, or came under other terms. The reason says which.

    >>> told = {"outcome": ["waived", "cancelled", "met"], "is_over": [True] * 3}
    >>> promises_set_aside(example("promises", told)).count().execute()
    2
    """
    ended = promises.filter(promises.outcome.isin(("waived", "cancelled")))
    return ended.mutate(case=ended.ticket, on=ended.ended_on)


def kept(promises: Table) -> Table:
    counted = _settled(promises)
    is_met = (counted.outcome == "met").fill_null(False)  # noqa: FBT003
    return counted.mutate(case=counted.ticket, on=counted.due_on, numerator=is_met.ifelse(1, 0))


def _settled(promises: Table) -> Table:
    """Due by now, and met or broken; broken is also what is open past its time."""
    is_broken_open = promises.outcome.isnull() & promises.broken_at.notnull()
    is_settled = promises.outcome.isin(("met", "broken")).fill_null(False) | is_broken_open  # noqa: FBT003
    return promises.filter(promises.due_on.notnull() & is_settled)
