"""Everything the page of one ticket shows, read in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.utils.translation import gettext as _

from trifecta.screens.ticket import acting
from trifecta.screens.ticket.asking import around
from trifecta.screens.ticket.forms import ActForm
from trifecta.screens.ticket.owed import owing
from trifecta.screens.ticket.owed.owing import Owed
from trifecta.screens.ticket.told import correcting, lines, offering
from trifecta.screens.ticket.told.lines import Stretch
from trifecta.staff.models import Agent
from trifecta.tickets import names, permits, timeline
from trifecta.tickets.acts import Act
from trifecta.tickets.codes import SPOKEN_CHANNELS
from trifecta.tickets.events.flow import Opened
from trifecta.tickets.events.structure import Absorbed
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment, Name
from trifecta.web.choices import settled

TICKETS = Ticket.objects.select_related(
    "requester__organization", "requester__department", "requester__site", "owner", "team", "assignee", "offered_to",
    "ownership_offered_to", "service", "item", "category", "resolved_by_team", "merged_into",
)  # fmt: skip
# Of a longer conversation its beginning and its latest part are in sight.
MOST_IN_SIGHT, BEGINNING, LATEST = 24, 2, 16
MOST_OTHERS = 5
# More buttons than this are no choice any more.
IN_SIGHT = 4
# Neither a button of its own nor ever the first thing to do.
BESIDE = frozenset({*acting.COMPOSED, *acting.RARER})


@dataclass(frozen=True, slots=True)
class Button:
    """form: None where it is fetched once it is asked for."""

    noun: str
    doing: acting.Doing
    form: ActForm | None
    verb: str
    is_primary: bool = False
    is_open: bool = False
    is_unfolded: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    ticket: Ticket
    at: datetime
    stretches: list[Stretch]
    buttons: list[Button]
    more: list[Button]
    composers: list[Button]
    refusal: ActForm | None
    others: list[Ticket]
    around: around.Around
    owed: Owed
    is_answered_at_once: bool
    offers: offering.Offers
    seen: int

    @property
    def elsewhere(self) -> str:
        """The team that has the work, where the reader may do nothing to it."""
        is_idle = self.ticket.is_open and not self.buttons
        return self.ticket.team.name if is_idle and self.ticket.team else ""

    @property
    def beginning(self) -> list[Stretch]:
        return self.stretches[:BEGINNING] if self.earlier else []

    @property
    def earlier(self) -> list[Stretch]:
        """What folds."""
        return self.stretches[BEGINNING:-LATEST] if len(self.stretches) > MOST_IN_SIGHT else []

    @property
    def latest(self) -> list[Stretch]:
        return self.stretches[-LATEST:] if self.earlier else self.stretches

    @property
    def asking(self) -> list[Button]:
        """The acts whose dialog stands in the page."""
        return [button for button in (*self.buttons, *self.more) if button.doing.asks and button.form is not None]


def read(ticket: Ticket, *, by: Agent, at: datetime, asked: tuple[str, ActForm] | None = None) -> Page:
    """asked: the noun and the form of an act whose dialog stands open, be it because the act was refused."""
    moments, ties = timeline.timeline(ticket, seen_by=by), permits.relations(by, ticket)
    allowed = permits.allowed(by, ticket, ties=ties)
    taken_in = _taken_in(ticket, moments, by)
    known = names.names_of(chain(moments, *(told for _other, told in taken_in)))
    owed, near = owing.read(ticket, moments, at=at), around.read(ticket)
    pointless = _pointless(owed, near, has_word=bool(owing.words_running(moments)))
    buttons = _buttons(ticket, by, asked, allowed=allowed, without=pointless)
    acts = [button for button in buttons if button.noun not in acting.COMPOSED]
    ties_now = ties if Act.CORRECT in allowed else frozenset()
    correctable = correcting.correctable(ticket, moments, by=by, ties=ties_now)
    in_sight = [button for button in acts if button.noun not in acting.RARER][:IN_SIGHT]
    telling = lines.Telling(known, owed.names, correctable, seen=_seen(moments, by))
    return Page(
        ticket=ticket,
        at=at,
        stretches=lines.stretches(ticket, moments, telling, taken_in=taken_in),
        offers=offering.offers(moments, known),
        buttons=in_sight,
        more=[button for button in acts if button not in in_sight],
        composers=[button for button in buttons if button.noun in acting.COMPOSED],
        # What asks nothing has no dialog in which to say why it was refused.
        refusal=asked[1] if asked and not acting.DOINGS[asked[0]].asks else None,
        others=_others(ticket, by),
        around=near,
        owed=owed,
        is_answered_at_once=_is_answered_at_once(ticket, moments),
        seen=max((moment.seq for moment in moments), default=0),
    )


def _is_answered_at_once(ticket: Ticket, moments: Iterable[Moment]) -> bool:
    """Whoever opens it while talking with the customer has answered."""
    by_agent = (moment.actor.startswith("staff:") for moment in moments if moment.kind == Opened.kind)
    return ticket.channel in SPOKEN_CHANNELS and any(by_agent)


def _taken_in(ticket: Ticket, moments: Iterable[Moment], by: Agent) -> lines.Taken:
    """Most tickets took none in, and their own story says so."""
    has_any = any(moment.kind == Absorbed.kind for moment in moments)
    return timeline.taken_in(ticket, seen_by=by) if has_any else ()


def _seen(moments: Iterable[Moment], by: Agent) -> frozenset[Name]:
    """Which of the tickets that the story names the reader may look at."""
    named = {name for moment in moments for name in moment.refers.values() if name[0] == "ticket"}
    if not named:
        return frozenset()
    seen = Ticket.objects.visible_to(by).filter(pk__in=[number for _sort, number in named])
    return frozenset(("ticket", pk) for pk in seen.values_list("pk", flat=True))


def _pointless(owed: Owed, near: around.Around, *, has_word: bool) -> frozenset[str]:
    """Acts that would have nothing to be done to."""
    empty = {
        "kept-words": not has_word,
        "broken-words": not has_word,
        "departures": not near.participants,
        "unlinking": not near.links and not near.articles,
        "deadlines": not any(not face.clock.subject for face in owed.running),
        "waivers": not owed.running and not owed.ended,
    }
    return frozenset(noun for noun, is_empty in empty.items() if is_empty)


def _buttons(
    ticket: Ticket, by: Agent, asked: tuple[str, ActForm] | None, *, allowed: frozenset[Act], without: frozenset[str]
) -> list[Button]:
    nouns = [noun for noun, doing in acting.DOINGS.items() if doing.act in allowed and noun not in without]
    if ticket.assignee is not None and "taking" in nouns:
        # To take the work from a colleague is possible, and not what is asked for.
        nouns = [*(noun for noun in nouns if noun != "taking"), "taking"]
    # What is solved or closed calls for nothing: to open it again is the exception.
    primary = next((noun for noun in nouns if noun not in BESIDE and ticket.is_open), None)
    open_noun = asked[0] if asked else None
    unfolded = "messages" if ticket.closed_at is None and open_noun not in acting.COMPOSED else None
    if open_noun and open_noun not in nouns and acting.DOINGS[open_noun].asks:
        nouns.append(open_noun)
    at_hand = {*[noun for noun in nouns if noun not in BESIDE][:IN_SIGHT], *acting.COMPOSED}
    return [
        Button(
            noun=noun,
            doing=acting.DOINGS[noun],
            verb=_verb(noun, ticket),
            form=_form(noun, ticket, by, asked, is_at_hand=noun in at_hand),
            is_primary=noun == primary,
            is_open=noun == open_noun,
            is_unfolded=noun == unfolded,
        )
        for noun in nouns
    ]


def _form(
    noun: str, ticket: Ticket, by: Agent, asked: tuple[str, ActForm] | None, *, is_at_hand: bool
) -> ActForm | None:
    if asked and noun == asked[0]:
        return settled(asked[1])
    return settled(acting.form_of(noun, ticket, by=by)) if is_at_hand else None


def _verb(noun: str, ticket: Ticket) -> str:
    if noun == "taking" and ticket.assignee is not None:
        return _("Take over from %(name)s") % {"name": ticket.assignee.name}
    return str(acting.DOINGS[noun].verb)


def _others(ticket: Ticket, by: Agent) -> list[Ticket]:
    """The customer's other open tickets."""
    if ticket.requester_id is None:
        return []
    others = Ticket.objects.visible_to(by).open().filter(requester=ticket.requester_id).exclude(pk=ticket.pk)
    return list(others.order_by("-opened_at", "-id").only("subject", "state", "opened_at")[:MOST_OTHERS])
