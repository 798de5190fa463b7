"""One ticket's story while it is being told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from trifecta.base import ids
from trifecta.base.kinds import Event
from trifecta.importers.contract import History, Told
from trifecta.importers.simulated.company.people import Agent, Team
from trifecta.importers.simulated.company.portfolio import Item, Service
from trifecta.importers.simulated.hours import Hours, instant
from trifecta.importers.simulated.lives.stage import Stage
from trifecta.importers.simulated.plans.causes import Arrival, Origin
from trifecta.importers.simulated.speech.situations import CHANNELS, CHAT, MAIL, PHONE, PORTAL
from trifecta.importers.simulated.speech.slots import Slots
from trifecta.tickets.events import structure
from trifecta.tickets.events.conversation import MessageReceived, MessageSent, NoteAdded

SENT = {channel: MessageSent(channel=channel) for channel in CHANNELS}
SENT_BY_RULE = MessageSent(channel=ids.Code("mail"), automatic=True)
RECEIVED = {channel: MessageReceived(channel=channel) for channel in CHANNELS}
THANKED = {channel: MessageReceived(channel=channel, thanks=True) for channel in CHANNELS}
NOTE = NoteAdded()
T = TypeVar("T")
Line = tuple[int, int, str, Event, str | None]


class Life:
    """
    A cursor `at` moves forward while events are told; what lies after the end of the world is cut off at last.

    owner answers to the customer; team and assignee work on it. sent_to: the first team that was asked.
    variant: which telling of the situation. turns: how far each list of phrases has been said.
    accepted_at, answered_at, resolved_at, ended_at: the first time each came true.
    is_unknown: it came from an address that nobody knows. is_unowned: nobody has taken it since it was opened.
    pauses: spans in which the resolution promise stood still. words: given ones, as (code, told at, due).
    ticket, histories, children: the finished story, what hangs on it, and the tickets split from it.
    """

    __slots__ = (
        "accepted_at",
        "answered_at",
        "arrival",
        "article",
        "assignee",
        "at",
        "bounces",
        "channel",
        "children",
        "contact",
        "contact_key",
        "ended_at",
        "ending",
        "filed_wrong",
        "handled_s",
        "handoffs",
        "histories",
        "id",
        "is_broken",
        "is_thorough",
        "is_unknown",
        "is_unowned",
        "item",
        "key",
        "opened_at",
        "owner",
        "pauses",
        "priority",
        "rejections",
        "resolved_at",
        "sent_to",
        "service",
        "situation",
        "slots",
        "solved_first",
        "stage",
        "subject",
        "team",
        "ticket",
        "told",
        "turns",
        "variant",
        "words",
        "wrong",
    )

    def __init__(self, stage: Stage, arrival: Arrival, owner: Agent) -> None:
        situation = arrival.situation
        self.stage, self.arrival, self.situation = stage, arrival, situation
        self.key, self.id = arrival.merging.ticket if arrival.merging else stage.ticket()
        services = stage.world.portfolio.services
        self.service: Service = services[arrival.origin.service if arrival.origin else situation.service]
        self.item = self._affected()
        self.slots = Slots(stage.vocabulary, arrival.customer, self.item, arrival.at)
        self.variant = stage.chance.below(len(situation.said))
        if arrival.origin is not None:
            self._take_after(arrival.origin)
        self.slots["matter"] = situation.matter.format_map(self.slots)
        self.subject = stage.speech.line(self.slots, self.own(situation.subject))
        self.at = self.opened_at = arrival.at
        self.owner: Agent = owner
        self.team: Team = stage.desk
        self.assignee: Agent | None = None
        self.channel: ids.Code = arrival.channel or ids.Code("mail")
        self.contact: ids.ContactId | None = None
        self.contact_key = ""
        self.article: ids.Code | None = None
        self.priority = 4
        self.sent_to: Team | None = None
        self.accepted_at: int | None = None
        self.answered_at: int | None = None
        self.resolved_at: int | None = None
        self.ended_at: int | None = None
        self.ending = ""
        self.handled_s = 0
        self.solved_first = self.filed_wrong = self.is_broken = self.is_unknown = self.is_unowned = False
        self.is_thorough = stage.world.options.size.is_thorough
        self.rejections = self.handoffs = self.bounces = 0
        self.pauses: list[tuple[int, int | None]] = []
        self.words: list[tuple[ids.Code, int, int]] = []
        self.told: list[Line] = []
        self.turns: dict[str, int] = {}
        self.wrong: Event | None = None
        self.ticket: History | None = None
        self.histories: list[History] = []
        self.children: list[History] = []

    def _take_after(self, origin: Origin) -> None:
        """The same things are meant as in the earlier ticket."""
        self.slots.update(origin.slots)
        if origin.situation == self.situation.code:
            self.variant = origin.variant

    def _affected(self) -> Item | None:
        arrival = self.arrival
        if arrival.origin is not None:
            return arrival.origin.item
        if (
            arrival.cause is not None
            and arrival.cause.item is not None
            and arrival.cause.item.family == self.situation.item
        ):
            return arrival.cause.item
        return self.stage.world.portfolio.item(self.situation.item, arrival.customer.site, self.stage.chance)

    def tell(self, actor: str, event: Event, words: str | None = None) -> None:
        self.told.append((self.at, len(self.told), actor, event, words))

    def say(self, agent: Agent, *sentences: str) -> None:
        """What an agent says while the customer is there: typed in a chat, summed up after a call or a visit."""
        if self.channel == CHAT:
            self.tell(agent.actor, SENT[CHAT], " ".join(sentences))
        else:
            opening = self.phrase("agent", "on_the_phone" if self.channel == PHONE else "at_the_counter")
            text = self.stage.speech.reply(agent, self.arrival.customer, opening, *sentences)
            self.tell(agent.actor, SENT[self.channel], text)
        self.answered_at = self.answered_at or self.at

    def write(self, agent: Agent, *sentences: str) -> None:
        """A message of an agent to the customer, by mail once the call is over."""
        channel = PORTAL if self.channel == PORTAL else MAIL
        self.tell(agent.actor, SENT[channel], self.stage.speech.reply(agent, self.arrival.customer, *sentences))
        self.answered_at = self.answered_at or self.at

    def write_aside(self, agent: Agent, sentence: str) -> None:
        """A message of someone who does not hold the work, in that person's own hours."""
        self.aside(agent.hours.after(self.at, 120 + self.stage.chance.below(2400)), agent, sentence)

    def aside(self, at: int, agent: Agent, sentence: str) -> None:
        self.told.append(
            (
                at,
                len(self.told),
                agent.actor,
                SENT[MAIL],
                self.stage.speech.reply(agent, self.arrival.customer, sentence),
            )
        )

    def hear(self, text: str) -> None:
        """A message of the customer in the course of the ticket."""
        customer = self.arrival.customer
        channel = PORTAL if self.channel == PORTAL else MAIL
        self.tell(customer.actor, RECEIVED[channel], self.stage.speech.letter(customer, text))

    def hear_thanks(self, text: str) -> None:
        """That it is solved, in a line that nobody has to answer."""
        self.tell(self.arrival.customer.actor, THANKED[PORTAL if self.channel == PORTAL else MAIL], text)

    def note(self, agent: Agent, words: str) -> None:
        if self.is_thorough:
            self.tell(agent.actor, NOTE, words)

    def phrase(self, voice: str, name: str) -> str:
        """A sentence that fits any matter."""
        template: str = self.next_of(voice, name)
        return template.format_map(self.slots)

    def next_of(self, voice: str, name: str) -> Any:
        """Nobody says the same twice in one ticket before all of the kind have been said."""
        templates = self.stage.speech.told(voice, name)
        turn = self.turns.get(name)
        turn = self.stage.chance.below(len(templates)) if turn is None else turn + 1
        self.turns[name] = turn
        return templates[turn % len(templates)]

    def own(self, entries: Sequence[T]) -> T:
        """The entry of this variant of the matter, or any of a list that fits every variant."""
        return entries[self.variant] if len(entries) == len(self.situation.said) else self.stage.chance.pick(entries)

    def news(self, at: int, name: str = "updates") -> str:
        """What the owner can say at an instant: `name`, unless nobody has taken the work yet."""
        if self.sent_to is None:
            sentence = self.phrase("agent", f"{name}_desk")
        else:
            self.slots["team"] = self.sent_to.name
            is_waiting = self.accepted_at is None or at < self.accepted_at
            sentence = self.phrase("agent", "updates_waiting" if is_waiting else name)
        return sentence[0].upper() + sentence[1:]

    @property
    def flavor(self) -> str:
        """Which words fit the work: on hardware, on another fault, or on a request."""
        if self.situation.category == "Hardware":
            return "hardware"
        return "fault" if self.situation.is_fault else "request"

    def line(self, templates: Sequence[str]) -> str:
        return self.own(templates).format_map(self.slots)

    def tell_at(self, at: int, actor: str, event: Event, words: str | None = None) -> None:
        """Something that happened on the side; it finds its place by time."""
        self.told.append((at, len(self.told), actor, event, words))

    def wait(self, hours: Hours, median_s: float, spread: float) -> None:
        """Let working time pass."""
        self.at = hours.after(self.at, self.stage.chance.around(median_s, spread))

    def pass_seconds(self, seconds: int) -> None:
        self.at += seconds

    def everything(self) -> list[History]:
        """What came of the arrival, in an order in which links find what they name."""
        assert self.ticket is not None
        return [*self.children, self.ticket, *self.histories]

    def history(self) -> History:
        """In order, up to the end of the world."""
        lines, ends_at = self.told, self.stage.ends_at
        lines.sort()
        while lines[-1][0] >= ends_at:
            lines.pop()
        told = [Told(instant(at), actor, event, words) for at, _, actor, event, words in lines]
        if self.wrong is not None:
            self._correct(told)
        return History("ticket", self.key, told, title=self.subject)

    def _correct(self, told: list[Told]) -> None:
        """Name the place of the wrong entry, which is known only now, in the entry that corrects it."""
        for index, entry in enumerate(told):
            if isinstance(entry.event, structure.Corrected):
                place = next(seq for seq, other in enumerate(told, start=1) if other.event is self.wrong)
                told[index] = entry._replace(event=structure.Corrected(supersedes=place))
