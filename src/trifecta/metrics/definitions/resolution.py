"""How well it is solved. Windows that look ahead count only cases whose window has passed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trifecta.base.text import N_
from trifecta.metrics.metric import metric

if TYPE_CHECKING:
    from ibis import Table

DAY_S = 86_400
REOPEN_WINDOW_S = 14 * DAY_S
REPEAT_WINDOW_S = 7 * DAY_S
ONE_HOUR_S = 3_600
WRITTEN = ("mail", "portal")
NOT_AT_THE_DESK = ("field", "vendor")
UNRIPE = N_("tickets resolved less than 14 days ago: their window has not passed")


@metric(
    id="fcr_measured",
    version=3,
    label=N_("Solved at first contact"),
    question=N_("How many matters did we solve the first time the customer reached us?"),
    unit="share",
    better="higher",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="repeat_contact_7d",
    left_out=N_(
        "what the field team or a vendor had to solve; tickets of which neither a contact nor a message is known; "
        "tickets of teams whose level is not known; tickets resolved less than 14 days ago"
    ),
    narrowed=N_("only those that the desk itself could solve"),
    source="First contact resolution, net (HDI, MetricNet); mail and portal: resolved within one business hour",
    benchmark="mean 74 %, range 41 to 94 % (MetricNet, undated, quoted by ManageEngine)",
    unmeasured=N_(
        "The source tells no conversation, or nobody has said yet which teams are the first level (under Desk)."
    ),
)
def fcr_measured(tickets: Table) -> Table:
    """
    Share of resolved tickets that took one interaction: never left the first level or changed teams, at most one
    contact and one answer before the resolution (by mail and portal instead: resolved within one business hour),
    never reopened, and the customer did not come back within 7 days. A contact of a ticket that was merged into another
    counts for the one that goes on. Measured from the log, not ticked by agents.

    >>> tickets = example("tickets", {"team_change_count": [0, 1], "reply_count": [1, 1]})
    >>> fcr_measured(tickets).numerator.sum().execute()
    1
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & ~tickets.is_cancelled & ~tickets.is_merged)
    resolvable = _resolvable(resolved)
    interaction_is_told = resolvable.has_conversation | (resolvable.contact_count > 0)
    level_is_told = resolvable.is_first_level.notnull() | resolvable.first_team.isnull()
    counted = resolvable.filter(interaction_is_told & level_is_told)
    once = (counted.reply_count <= 1) & (counted.early_contact_count <= 1)
    within_the_hour = (counted.resolution_s <= ONE_HOUR_S).fill_null(False)  # noqa: FBT003
    is_written = counted.channel.isin(WRITTEN).fill_null(False)  # noqa: FBT003
    stayed = counted.is_first_level.fill_null(True) & (counted.team_change_count == 0)  # noqa: FBT003
    held = counted.reopened_at.isnull() & ~counted.is_repeated.fill_null(False)  # noqa: FBT003
    return counted.mutate(
        case=counted.ticket,
        on=counted.first_resolved_on,
        numerator=(is_written.ifelse(within_the_hour, once) & stayed & held).ifelse(1, 0),
        ripe=counted.resolved_for_s >= REOPEN_WINDOW_S,
    )


def _resolvable(resolved: Table) -> Table:
    """What the desk itself could solve."""
    return resolved.filter(resolved.level.isnull() | resolved.level.notin(NOT_AT_THE_DESK))


@metric(
    id="flr",
    version=2,
    label=N_("Solved at first level"),
    question=N_("How many matters did the first level solve without handing them on?"),
    unit="share",
    better="higher",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="fcr_measured",
    left_out=N_(
        "tickets that no team ever held, or a team whose level is not known; "
        "what the field team or a vendor had to solve"
    ),
    narrowed=N_("without those of field team and vendors"),
    source="First level resolution (MetricNet, 2012): may take many contacts",
    unmeasured=N_("Nobody has said yet which teams are the first level. Levels are chosen under Desk."),
)
def flr(tickets: Table) -> Table:
    """
    Share of resolved tickets that only teams of level 0 or 1 ever held until they were first resolved.

    >>> tickets = example("tickets", {"is_first_level": [True, False, None]})
    >>> flr(tickets).numerator.mean().execute()
    0.5
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull() & tickets.is_first_level.notnull())
    counted = _resolvable(resolved)
    return counted.mutate(
        case=counted.ticket, on=counted.first_resolved_on, numerator=counted.is_first_level.ifelse(1, 0)
    )


@metric(
    id="reopen_14d",
    version=1,
    label=N_("Reopened within 14 days"),
    question=N_("How many solutions did not hold?"),
    unit="share",
    better="lower",
    date_basis="first resolved",
    fact="tickets",
    interval="wilson",
    guard="repeat_contact_7d",
    left_out=UNRIPE,
    source="Definition of this desk; customers who open a new ticket instead show in the repeat rate",
)
def reopen_14d(tickets: Table) -> Table:
    """
    Share of resolved tickets that were reopened, or rejected by the customer, within 14 days of the first resolution.

    >>> tickets = example("tickets", {"first_resolved_at": [days(0)] * 3, "reopened_at": [days(3), days(20), None]})
    >>> reopen_14d(tickets).numerator.sum().execute()
    1
    """
    resolved = tickets.filter(tickets.first_resolved_on.notnull())
    after_s = resolved.reopened_at.epoch_seconds() - resolved.first_resolved_at.epoch_seconds()
    return resolved.mutate(
        case=resolved.ticket,
        on=resolved.first_resolved_on,
        numerator=(after_s <= REOPEN_WINDOW_S).fill_null(False).ifelse(1, 0),  # noqa: FBT003
        ripe=resolved.resolved_for_s >= REOPEN_WINDOW_S,
    )


@metric(
    id="repeat_contact_7d",
    version=1,
    label=N_("Came again within 7 days"),
    question=N_("How many customers had to reach us again about the same thing?"),
    unit="share",
    better="lower",
    date_basis="began",
    fact="contacts",
    interval="wilson",
    guard="reopen_14d",
    left_out=N_("contacts of unknown customers or about nothing in particular; contacts of the last 7 days"),
    narrowed=N_("only those of a known customer about a known matter"),
    source="Definition of this desk",
    unmeasured=N_("No contact says both who reached us and about what."),
)
def repeat_contact_7d(contacts: Table) -> Table:
    """
    Share of inbound contacts after which the same customer came again within 7 days about the same service or, where no
    service is known, the same category. If the next contact only asks after the same ticket while that is open, it is
    no repeat.

    >>> contacts = example("contacts", {"is_repeated": [True, False, None, False]})
    >>> repeat_contact_7d(contacts).numerator.sum().execute()
    1
    """
    counted = contacts.filter((contacts.direction == "inbound") & contacts.is_repeated.notnull())
    return counted.mutate(
        case=counted.contact,
        on=counted.started_on,
        numerator=counted.is_repeated.ifelse(1, 0),
        ripe=counted.started_for_s >= REPEAT_WINDOW_S,
    )
