"""Tickets as rows: the log's readable side. Acts write them; `replay` proves them."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from trifecta.base import ids
from trifecta.customers.models import Customer
from trifecta.staff.models import Membership
from trifecta.tickets import scope

SORTS = ("incident", "request", "question", "complaint")
STATES = ("open", "waiting", "resolved", "closed", "cancelled", "merged")
OPEN_STATES = ("open", "waiting")


class TicketQuerySet(models.QuerySet["Ticket"]):
    def visible_to(self, person: scope.Person) -> TicketQuerySet:
        """What this person may see; nothing for someone whose access has ended."""
        if not person.is_active:
            return self.none()
        if isinstance(person, Customer):
            follows = Participant.objects.filter(ticket=OuterRef("pk"), customer=person)
            return self.filter(Q(requester=person) | Exists(follows))
        seen = scope.scope_of(person)
        if not seen.hidden_team_ids:
            return self.all()
        open_teams = ~Q(team__in=seen.hidden_team_ids) | Q(team=None)
        offered_to_own = Q(offered_to__in=Membership.objects.filter(agent=seen.agent_id).values("team"))
        return self.filter(open_teams | offered_to_own | Q(owner=seen.agent_id) | Q(assignee=seen.agent_id))

    def open(self) -> TicketQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def owned_by(self, agent_id: int) -> TicketQuerySet:
        return self.filter(owner=agent_id)

    def with_team(self, team_id: int) -> TicketQuerySet:
        return self.filter(team=team_id)


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
    service = models.ForeignKey("catalog.Service", models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("catalog.Item", models.PROTECT, null=True, related_name="+", db_index=False)
    category = models.ForeignKey("catalog.Category", models.PROTECT, null=True, related_name="+", db_index=False)
    owner = models.ForeignKey("staff.Agent", models.PROTECT, related_name="tickets_owned", db_index=False)
    team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="tickets", db_index=False)
    assignee = models.ForeignKey(
        "staff.Agent", models.PROTECT, null=True, related_name="tickets_assigned", db_index=False
    )
    offered_to = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="tickets_offered")
    offered_at = models.DateTimeField(null=True)
    waiting_on = models.CharField(max_length=20, null=True)
    waiting_until = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    first_response_at = models.DateTimeField(null=True)
    first_resolved_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by_team = models.ForeignKey("staff.Team", models.PROTECT, null=True, related_name="+", db_index=False)
    validated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
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
        ]
        indexes = [
            models.Index(F("opened_at").desc(), F("id").desc(), name="tickets_latest"),
            models.Index(F("updated_at").desc(), F("id").desc(), name="tickets_touched"),
            models.Index("state", F("opened_at").desc(), F("id").desc(), name="tickets_state_latest"),
            models.Index("team", "state", F("opened_at").desc(), F("id").desc(), name="tickets_team_latest"),
            models.Index("owner", "state", F("opened_at").desc(), F("id").desc(), name="tickets_owner_latest"),
            models.Index("assignee", "state", F("opened_at").desc(), F("id").desc(), name="tickets_assignee_latest"),
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
    """Anyone else who follows a ticket."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="participants", db_index=False)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="participations")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "customer"], name="tickets_participant_once")]


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
