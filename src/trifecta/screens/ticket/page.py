"""Everything the page of one ticket shows, read in a bounded number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trifecta.parts import words
from trifecta.screens.ticket import acting, beginning, former
from trifecta.screens.ticket.asking import around
from trifecta.screens.ticket.forms import ActForm
from trifecta.screens.ticket.owed import owing
from trifecta.screens.ticket.owed.owing import Owed
from trifecta.staff.models import Agent
from trifecta.tickets import names, permits, timeline, wording
from trifecta.tickets.models import Ticket
from trifecta.tickets.timeline import Moment, Name
from trifecta.web.choices import settled

TICKETS = Ticket.objects.select_related(
    "requester__organization", "requester__department", "requester__site", "owner", "team", "assignee", "offered_to",
    "ownership_offered_to", "service", "item", "category", "resolved_by_team", "merged_into",
)  # fmt: skip
# What a clock did on its own is no step of anybody's; what came of the promise is.
TICKING = frozenset({"promise.started", "promise.paused", "promise.threshold_passed", "promise.cancelled"})
ICONS = {
    "ticket.assigned": "user-check",
    "ticket.handoff_offered": "transfer",
    "ticket.handoff_accepted": "transfer",
    "ticket.handoff_declined": "x",
    "ticket.given_back": "transfer",
    "ticket.ownership_taken": "user",
    "ticket.waiting": "player-pause",
    "ticket.resolved": "check",
    "ticket.validated": "circle-check",
    "ticket.rejected": "circle-x",
    "ticket.reopened": "refresh",
    "ticket.closed": "lock",
    "ticket.reprioritized": "flag",
    "promise.broken": "alert-triangle",
    "promise.met": "circle-check",
}
# A run of facts longer than this folds; with one line more, folding would hide no more than it adds.
UNFOLDED = 4
# Of a longer conversation its beginning and its latest part are in sight.
MOST_IN_SIGHT, BEGINNING, LATEST = 24, 2, 16
MOST_OTHERS = 5
# More buttons than this are no choice any more.
IN_SIGHT = 4
# Neither a button of its own nor ever the first thing to do.
BESIDE = frozenset({*acting.COMPOSED, *acting.RARER})


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as it is read. kind: customer, own or internal for words of people, else fact."""

    at: datetime
    kind: str
    text: str
    who: str = ""
    via: str = ""
    words: str = ""
    reason: str = ""
    icon_name: str = "history"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Either one message, or a run of facts: of a long one the first and the latest are in sight."""

    message: Line | None = None
    first: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    latest: tuple[Line, ...] = ()


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
    moments = timeline.timeline(ticket, seen_by=by)
    owed, near = owing.read(ticket, moments, at=at), around.read(ticket)
    buttons = _buttons(ticket, by, asked, without=_pointless(owed, near, has_word=bool(owing.words_running(moments))))
    acts = [button for button in buttons if button.noun not in acting.COMPOSED]
    in_sight = [button for button in acts if button.noun not in acting.RARER][:IN_SIGHT]
    return Page(
        ticket=ticket,
        at=at,
        stretches=list(_stretches(_lines(ticket, moments))),
        buttons=in_sight,
        more=[button for button in acts if button not in in_sight],
        composers=[button for button in buttons if button.noun in acting.COMPOSED],
        # What asks nothing has no dialog in which to say why it was refused.
        refusal=asked[1] if asked and not acting.DOINGS[asked[0]].asks else None,
        others=_others(ticket, by),
        around=near,
        owed=owed,
        seen=max((moment.seq for moment in moments), default=0),
    )


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


def _lines(ticket: Ticket, moments: list[Moment]) -> Iterator[Line]:
    known, priorities = names.names_of(moments), former.priorities(moments)
    begun: list[Line] = []
    for moment in moments:
        who = wording.actor_of(moment, known)
        if moment.kind == "ticket.opened":
            begun = [_step(moment, text) for text in beginning.sentences(moment, known)]
        if moment.kind in TICKING or _is_heard(moment, who, ticket, moments):
            continue
        told = _told(moment, known, who, ticket)
        is_moved = moment.kind == "ticket.reprioritized"
        yield from (replace(line, reason=_priority(moment, priorities)) for line in told) if is_moved else told
        # After what the customer said first, for it is read like a letter.
        yield from begun
        begun = []


def _told(moment: Moment, known: Mapping[Name, str], who: str, ticket: Ticket) -> Iterator[Line]:
    if moment.kind == "ticket.opened" and moment.words:
        if who != _asker(ticket, who):
            yield _fact(moment, known)
        yield Line(moment.at, "customer", "", who=_asker(ticket, who), via=_via(ticket.channel), words=moment.words)
    elif moment.is_message or moment.is_note:
        kind = "internal" if moment.is_note else "customer" if moment.direction == "in" else "own"
        yield Line(moment.at, kind, "", who=who, via=_via(moment.facts.get("channel")), words=moment.words)
    else:
        yield replace(_fact(moment, known), words=moment.words)


def _is_heard(opened: Moment, who: str, ticket: Ticket, moments: list[Moment]) -> bool:
    """Whether the customer's own message says already that they opened the ticket."""
    if opened.kind != "ticket.opened" or opened.words or who != _asker(ticket, ""):
        return False
    return any(moment.direction == "in" and moment.who == opened.who for moment in moments)


def _fact(moment: Moment, known: Mapping[Name, str]) -> Line:
    """A step without the words that went with it."""
    text = capfirst(wording.sentence_of(moment, known))
    if moment.kind == "ticket.opened" and beginning.is_owned_by_opener(moment):
        text = _(beginning.OPENED_AND_OWNS) % {"owner": wording.actor_of(moment, known)}
    if moment.is_superseded:
        text = _("%(fact)s (corrected later)") % {"fact": text}
    reason = capfirst(wording.reason_of(moment) or "")
    return Line(moment.at, "fact", text, reason=reason, icon_name=ICONS.get(moment.kind, "history"))


def _priority(moment: Moment, before: Mapping[int, int | None]) -> str:
    """From which priority to which."""
    then, now = words.priority(before[moment.seq]), words.priority(moment.facts.get("priority"))
    if not now:
        return ""
    changed = _("From %(before)s to %(priority)s priority") if then else _("%(priority)s priority")
    return changed % {"before": then.lower(), "priority": now.lower() if then else now}


def _step(opened: Moment, text: str) -> Line:
    return Line(opened.at, "fact", text, icon_name="user")


def _asker(ticket: Ticket, who: str) -> str:
    return ticket.requester.name if ticket.requester else who


def _via(channel: str | None) -> str:
    return _("by %(channel)s") % {"channel": words.channel(channel).lower()} if channel else ""


def _stretches(lines: Iterable[Line]) -> Iterator[Stretch]:
    run: list[Line] = []
    for line in lines:
        if line.kind == "fact":
            run.append(line)
            continue
        yield from _run(run)
        run = []
        yield Stretch(message=line)
    yield from _run(run)


def _run(run: list[Line]) -> Iterator[Stretch]:
    if len(run) > UNFOLDED:
        yield Stretch(first=(run[0],), folded=tuple(run[1:-2]), latest=tuple(run[-2:]))
    elif run:
        yield Stretch(latest=tuple(run))


def _buttons(ticket: Ticket, by: Agent, asked: tuple[str, ActForm] | None, *, without: frozenset[str]) -> list[Button]:
    allowed = permits.allowed(by, ticket)
    nouns = [noun for noun, doing in acting.DOINGS.items() if doing.act in allowed and noun not in without]
    if ticket.assignee is not None and "taking" in nouns:
        # To take the work from a colleague is possible, and not what is asked for.
        nouns = [*(noun for noun in nouns if noun != "taking"), "taking"]
    # What is solved or closed calls for nothing: to open it again is the exception.
    primary = next((noun for noun in nouns if noun not in BESIDE and ticket.is_open), None)
    open_noun = asked[0] if asked else None
    unfolded = "messages" if ticket.closed_at is None and open_noun not in acting.COMPOSED else None
    if open_noun and open_noun not in nouns:
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
