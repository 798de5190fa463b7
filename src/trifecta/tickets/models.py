"""Tickets as rows: the log's readable side. Acts write them; `replay` proves them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import RawSQL

from trifecta.base import ids
from trifecta.customers.models import Customer
from trifecta.staff.models import PLACEHOLDER_ID, Membership
from trifecta.tickets import scope

SORTS = ("incident", "request", "question", "complaint")
STATES = ("open", "waiting", "resolved", "closed", "cancelled", "merged")
OPEN_STATES = ("open", "waiting")
# Conditions of indexes. A query must repeat them word for word, and with "=": SQLite does not look into an IN.
OPEN = Q(state="open") | Q(state="waiting")
RESOLVED = Q(state="resolved")
ENDED = Q(state="cancelled") | Q(state="merged")
WAITING_UNTIL = Q(state="waiting", waiting_until__isnull=False)
ASKED_TO_OWN = Q(ownership_offered_to__isnull=False)
OWNED_BY_NAME = Q(owner__gt=PLACEHOLDER_ID)
PARTICIPANT_ROLES = ("cc", "watcher", "manager")
# How urgent a ticket is in a list, those without a priority last.
UNRANKED = 9
# The number stands in the statement, because SQLite finds no index by what is bound to it.
RANK = Func("priority", template=f"COALESCE(%(expressions)s, {UNRANKED})", output_field=models.SmallIntegerField())
# UNION, and not UNION ALL, ends even where a history merged two tickets into each other.
MERGED = """
    WITH RECURSIVE taken_in(id) AS (
        SELECT id FROM tickets_ticket WHERE merged_into_id = %s
        UNION
        SELECT one.id FROM tickets_ticket one JOIN taken_in ON one.merged_into_id = taken_in.id
    )
    SELECT id FROM taken_in
"""
FILTERED_BY = ("state", "priority", "sort", "team", "service", "owner", "assignee", "offered_to")


def listed(name: str, *chosen_by: str, by: str = "opened_at", only: Q | None = None) -> models.Index:
    """
    An index that gives a list in its order, and decides about every other filter without a look at the rows.

    None begins with the state: SQLite keeps no statistics and takes every equality for narrow, but nearly all tickets
    are closed.
    """
    other_instant = {"opened_at": "updated_at", "updated_at": "opened_at"}[by]
    rides = [column for column in (*FILTERED_BY, other_instant) if column not in chosen_by]
    return models.Index(*chosen_by, F(by).desc(), F("id").desc(), *rides, condition=only, name=name)


def _ranked() -> models.Index:
    """The open work by its priority, and of the same priority the oldest first; decides about other filters, too."""
    return models.Index(RANK, F("id"), *FILTERED_BY, "opened_at", "updated_at", condition=OPEN, name="tickets_urgent")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, person: scope.Person, *, following: bool = True) -> TicketQuerySet:
        """
        What this person may see; nothing for someone whose access has ended.

        following: also that of which they see no more than their role as a follower shows
        """
        if not scope.has_access(person):
            return self.none()
        if isinstance(person, Customer):
            asked = Ticket.objects.filter(requester=person).values("pk")
            followed = [Participant.objects.filter(customer=person).values("ticket")] if following else []
            # an OR of them would look at every ticket there is
            return self.filter(pk__in=asked.union(*followed, *_managed(person)))
        seen = scope.scope_of(person)
        if not seen.hidden_team_ids:
            return self.all()
        open_teams = ~Q(team__in=seen.hidden_team_ids) | Q(team=None)
        offered_to_own = Q(offered_to__in=Membership.objects.filter(agent=seen.agent_id).values("team"))
        own = Q(owner=person) | Q(assignee=person) | Q(ownership_offered_to=person)
        follows = Q(pk__in=Participant.objects.filter(agent=person).values("ticket"))
        return self.filter(open_teams | offered_to_own | own | (follows if following else Q()))

    def taken_in_by(self, ticket: Ticket) -> TicketQuerySet:
        """What was merged into this ticket, and into that, however far."""
        return self.filter(pk__in=RawSQL(MERGED, [ticket.pk]))  # noqa: S611 (no text of anybody stands in it)

    def open(self) -> TicketQuerySet:
        return self.filter(OPEN)

    def owned_by(self, agent_id: int) -> TicketQuerySet:
        """The placeholder may own a whole history, so its tickets are not found by owner."""
        return self.filter(Q() if agent_id == PLACEHOLDER_ID else OWNED_BY_NAME, owner=agent_id)

    def with_team(self, team_id: int) -> TicketQuerySet:
        return self.filter(team=team_id)


def _managed(person: Customer) -> Iterator[Any]:
    """The ids of what anyone asked in the organization that this person manages, but of no restricted team."""
    if person.manages_organization and person.organization_id is not None:
        of_organization = Customer.objects.filter(organization=person.organization_id)
        is_open = Q(team=None) | Q(team__is_restricted=False)
        yield Ticket.objects.filter(is_open, requester__in=of_organization).values("pk")


class Ticket(models.Model):
    sort = models.CharField(max_length=12)
    state = models.CharField(max_length=12)
    subject = models.CharField(max_length=250, blank=True)
    channel = models.CharField(max_length=12, null=True)
    impact = models.PositiveSmallIntegerField(null=True)
    urgency = models.PositiveSmallIntegerField(null=True)
    priority = models.PositiveSmallIntegerField(null=True)
    requester = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="tickets")
    site = models.ForeignKey("customers.Site", models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+", db_index=False)
    item = models.ForeignKey("catalog.Item", models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.ForeignKey("catalog.Category", models.PROTECT, null=True, related_name="+", db_index=False)
    owner = models.ForeignKey("staff.Agent", models.PROTECT, related_name="tickets_owned", db_index=False)
    team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="tickets", db_index=False)
    assignee = models.ForeignKey(
        "staff.Agent", models.PROTECT, null=True, related_name="tickets_assigned", db_index=False
    )
    offered_to = models.ForeignKey(
        "staff.Team", models.PROTECT, null=True, related_name="tickets_offered", db_index=False
    )
    offered_at = models.DateTimeField(null=True)
    ownership_offered_to = models.ForeignKey(
        "staff.Agent", models.PROTECT, null=True, related_name="tickets_asked_to_own", db_index=False
    )
    ownership_offered_at = models.DateTimeField(null=True)
    waiting_on = models.CharField(max_length=20, null=True)
    waiting_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    first_resolved_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by_team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="+", db_index=False)
    validation_asked_at = models.DateTimeField(null=True)
    validation_asked_count = models.PositiveSmallIntegerField(default=0)
    validated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=80, null=True)
    updated_at = models.DateTimeField()
    reopen_count = models.PositiveSmallIntegerField(default=0)
    team_change_count = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sort__in=SORTS), name="tickets_sort_known"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="tickets_state_known"),
            models.CheckConstraint(
                condition=Q(offered_to=None, offered_at=None) | Q(offered_to__gt=0, offered_at__gt="1900-01-01T00:00Z"),
                name="tickets_offer_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(ownership_offered_to=None, ownership_offered_at=None)
                | Q(ownership_offered_to__gt=0, ownership_offered_at__gt="1900-01-01T00:00Z"),
                name="tickets_ownership_offer_is_whole",
            ),
        ]
        indexes = [
            listed("tickets_latest"),
            listed("tickets_touched", by="updated_at"),
            listed("tickets_open_latest", only=OPEN),
            listed("tickets_open_touched", by="updated_at", only=OPEN),
            listed("tickets_resolved_latest", only=RESOLVED),
            listed("tickets_ended_latest", only=ENDED),
            listed("tickets_offered_latest", only=Q(offered_to__isnull=False)),
            listed("tickets_team_latest", "team"),
            listed("tickets_service_latest", "service"),
            listed("tickets_owner_latest", "owner", only=OWNED_BY_NAME),
            listed("tickets_assignee_latest", "assignee", only=Q(assignee__isnull=False)),
            # While a link waits for its ticket, SQLite looks for those who wait at each ticket that is inserted.
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="tickets_merged_into"),
            # What the worker looks for, and who is asked to own what: each finds the few it needs.
            models.Index(fields=["waiting_until"], condition=WAITING_UNTIL, name="tickets_waiting_until"),
            models.Index(fields=["validation_asked_at"], condition=RESOLVED, name="tickets_asked_latest"),
            models.Index(fields=["ownership_offered_to"], condition=ASKED_TO_OWN, name="tickets_asked_to_own"),
            *(listed(f"tickets_{whose}_open", whose, only=OPEN) for whose in ("team", "service", "owner", "assignee")),
            _ranked(),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def stream(self) -> str:
        return ids.stream("ticket", self.pk)

    @property
    def reference(self) -> str:
        return ids.reference("ticket", self.pk)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Message(models.Model):
    """The words of a message or note; keyed by the entry that says it happened."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="messages", db_index=False)
    seq = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "seq"], name="tickets_one_message_per_entry")]


class Remark(models.Model):
    """A person's words on any other entry: the reason of a handoff, how it was solved, what was tried."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="remarks", db_index=False)
    seq = models.PositiveIntegerField()
    body = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "seq"], name="tickets_one_remark_per_entry")]


class Participant(models.Model):
    """Anyone else who follows a ticket: a customer or an agent, in one role."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="participants", db_index=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, null=True, related_name="participations")
    agent = models.ForeignKey("staff.Agent", models.PROTECT, null=True, related_name="participations")
    role = models.CharField(max_length=12, default="cc")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "customer"], name="tickets_participant_once"),
            models.UniqueConstraint(fields=["ticket", "agent"], name="tickets_following_agent_once"),
            models.CheckConstraint(condition=Q(role__in=PARTICIPANT_ROLES), name="tickets_participant_role_known"),
            models.CheckConstraint(
                condition=Q(customer=None, agent__gt=0) | Q(customer__gt=0, agent=None),
                name="tickets_participant_is_one",
            ),
        ]


class ContactLink(models.Model):
    """Which ticket a contact was about."""

    contact = models.OneToOneField("contacts.Contact", models.PROTECT, related_name="ticket_link")
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="contact_links")


class ArticleLink(models.Model):
    """Knowledge used on a ticket, by its code in the knowledge base or in the source."""

    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="article_links", db_index=False)
    article = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "article"], name="tickets_article_once")]


class TicketLink(models.Model):
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="links", db_index=False)
    other = models.ForeignKey(Ticket, models.PROTECT, related_name="linked_from")
    relation = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "other", "relation"], name="tickets_link_once")]
