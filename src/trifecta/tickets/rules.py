"""
What may be done with a ticket in which state: pure decisions.

A ticket is at work (open, waiting), claimed to be solved (resolved) or at its end (closed, cancelled, merged).

- Talking is possible in every state but merged: nothing a customer sends is lost. A customer's answer resumes a ticket
  that waits for the customer, unless it is automatic. To a resolved or closed ticket it adds its words and nothing
  else, because "thanks" must not reopen (promise case 32); a customer who is not satisfied says so by `reject` or
  `reopen`, which the page offers beside the answer.
- A reopening is `reopen` (an agent's or the customer's, from resolved or closed) or `reject` (the customer's, as long
  as nothing was confirmed). Both count. What was cancelled or merged stays so; open a new ticket.
- Work crosses from team to team by a handoff only; assigning moves it within the team, or into a first team.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trifecta.base.entries import Entry, in_order
from trifecta.base.errors import RuleBroken
from trifecta.base.text import N_
from trifecta.tickets import codes, refusals
from trifecta.tickets.acts import Act
from trifecta.tickets.events import conversation, flow, handoff, structure

AT_WORK = frozenset({"open", "waiting"})
ASKED_AT_MOST = 3
ASKED_AGAIN_AFTER = timedelta(days=1)
"""So often a customer is asked whether it is solved, the resolution itself being the first time (house rule)."""
DAYS_TO_ANSWER = 2
"""Working days that each asking leaves for the answer."""
LONGEST_SUBJECT = 250
LONGEST_TEXT = 50_000

# ITIL's sum of impact and urgency, capped: the last of five priorities takes what is both narrow and patient.
Grid = Sequence[Sequence[int]]
PRIORITY: Grid = (
    (1, 2, 3, 4),
    (2, 3, 4, 5),
    (3, 4, 5, 5),
    (4, 5, 5, 5),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """
    How a ticket stands.

    came_from: the team that would get the work back; is_mine: the asking agent works on it; asked_to_own: the agent
    whom its ownership is offered to; asked_count: how often the customer was asked whether it is solved
    """

    state: str
    team: int | None = None
    offered_to: int | None = None
    is_validated: bool = False
    came_from: int | None = None
    is_mine: bool = False
    asked_to_own: int | None = None
    asked_count: int = 0


def require(act: Act, standing: Standing) -> None:
    """Raises the RuleBroken that says why the act makes no sense now."""
    for check in _CHECKS[act]:
        check(standing)


def possible(standing: Standing) -> frozenset[Act]:
    """The acts that make sense now, whoever asks."""
    return frozenset(act for act in Act if _makes_sense(act, standing))


def _makes_sense(act: Act, standing: Standing) -> bool:
    try:
        require(act, standing)
    except RuleBroken:
        return False
    return True


def _not_merged(standing: Standing) -> None:
    if standing.state == "merged":
        raise refusals.MergedAway(N_("This ticket was merged into another one; go on there."))


def _not_ended(standing: Standing) -> None:
    _not_merged(standing)
    if standing.state == "closed":
        raise refusals.AlreadyClosed(N_("This ticket is closed."))
    if standing.state == "cancelled":
        raise refusals.AlreadyCancelled(N_("This ticket was cancelled; open a new one."))


def _at_work(standing: Standing) -> None:
    _not_ended(standing)
    if standing.state == "resolved":
        raise refusals.AlreadyResolved(N_("This ticket is resolved; reopen it if there is more to do."))


def _resolved(standing: Standing) -> None:
    _not_ended(standing)
    if standing.state != "resolved":
        raise refusals.StillOpen(N_("This ticket is not resolved yet."))


def _resolved_or_closed(standing: Standing) -> None:
    if standing.state != "closed":
        _resolved(standing)


def _unconfirmed(standing: Standing) -> None:
    if standing.is_validated:
        raise refusals.AlreadyConfirmed(N_("It was confirmed that this is solved; reopen the ticket if it came back."))


def require_time_to_answer(asked_at: datetime | None, *, at: datetime) -> None:
    """Three questions in a minute are one. Raises AskedLately."""
    if asked_at is not None and at - asked_at < ASKED_AGAIN_AFTER:
        raise refusals.AskedLately(N_("They were asked less than a day ago; give them time to answer."))


def is_asked_enough(asked_count: int) -> bool:
    """Whether silence is an answer by now."""
    return asked_count >= ASKED_AT_MOST


def _may_be_asked_again(standing: Standing) -> None:
    if is_asked_enough(standing.asked_count):
        raise refusals.AskedEnough(N_("The customer was asked three times; close the ticket as unanswered."))


def _asked_enough(standing: Standing) -> None:
    if not is_asked_enough(standing.asked_count):
        raise refusals.AskAgain(N_("The customer must have been asked three times before silence closes a ticket."))


def _waiting(standing: Standing) -> None:
    _at_work(standing)
    if standing.state != "waiting":
        raise refusals.NotWaiting(N_("This ticket does not wait for anything."))


def _on_offer(standing: Standing) -> None:
    _at_work(standing)
    if standing.offered_to is None:
        raise refusals.NotOnOffer(N_("This work is not on offer; someone was faster."))


def _asked_to_own(standing: Standing) -> None:
    _not_ended(standing)
    if standing.asked_to_own is None:
        raise refusals.NotOnOffer(N_("Nobody is asked to own this ticket; someone was faster."))


def _handed_off(standing: Standing) -> None:
    if standing.came_from is None:
        raise refusals.NeverHandedOff(N_("No team handed this work off, so there is none to give it back to."))


def _not_mine(standing: Standing) -> None:
    if standing.is_mine:
        raise refusals.AlreadyYours(N_("You already work on this."))


Check = Callable[[Standing], None]
_CHECKS: Mapping[Act, tuple[Check, ...]] = {
    Act.OPEN_TICKET: (),
    Act.ADD_NOTE: (_not_merged,),
    Act.REPLY: (_not_merged,),
    Act.ASSIGN: (_at_work,),
    Act.TAKE: (_at_work, _not_mine),
    Act.OFFER_HANDOFF: (_at_work,),
    Act.ACCEPT_HANDOFF: (_on_offer,),
    Act.DECLINE_HANDOFF: (_on_offer,),
    Act.GIVE_BACK: (_at_work, _handed_off),
    Act.WITHDRAW_HANDOFF: (_on_offer,),
    Act.TRANSFER_WARMLY: (_at_work,),
    Act.OFFER_OWNERSHIP: (_not_ended,),
    Act.ACCEPT_OWNERSHIP: (_asked_to_own,),
    Act.DECLINE_OWNERSHIP: (_asked_to_own,),
    Act.WITHDRAW_OWNERSHIP_OFFER: (_asked_to_own,),
    Act.REPRIORITIZE: (_at_work,),
    Act.WAIT: (_at_work,),
    Act.RESUME: (_waiting,),
    Act.RESOLVE: (_at_work,),
    Act.VALIDATE: (_resolved, _unconfirmed),
    Act.REJECT: (_resolved_or_closed, _unconfirmed),
    Act.REOPEN: (_resolved_or_closed,),
    Act.CLOSE: (_resolved,),
    Act.ASK_VALIDATION: (_resolved, _unconfirmed, _may_be_asked_again),
    Act.LEAVE_UNVALIDATED: (_resolved, _unconfirmed, _asked_enough),
    Act.CANCEL: (_at_work,),
    Act.MARK_SPAM: (_not_ended,),
    Act.ADD_PARTICIPANT: (_not_merged,),
    Act.REMOVE_PARTICIPANT: (_not_merged,),
    Act.MERGE: (_not_ended,),
    Act.SPLIT: (_not_merged,),
    Act.LINK: (_not_merged,),
    Act.UNLINK: (_not_merged,),
    Act.RECATEGORIZE: (_not_ended,),
    Act.NAME_REQUESTER: (_not_ended,),
    Act.CORRECT: (_not_merged,),
    Act.GIVE_WORD: (_at_work,),
    Act.KEEP_WORD: (_not_merged,),
    Act.BREAK_WORD: (_not_merged,),
    Act.NAME_DEADLINE: (_at_work,),
    Act.WAIVE_PROMISE: (_not_merged,),
}


def require_offerable(*, to: int, held_by: int | None, offered_to: int | None) -> None:
    """A new offer may replace one to another team: nobody should wait for a team that does not answer."""
    require_elsewhere(to, held_by=held_by)
    if to == offered_to:
        raise refusals.AlreadyOnOffer(N_("The work is on offer to this team already."))


def require_elsewhere(to: int, *, held_by: int | None) -> None:
    if to == held_by:
        raise refusals.AlreadyTheirs(N_("This team has the work already."))


def require_askable(to: int, *, owned_by: int, asked: int | None) -> None:
    """Someone else may be asked instead: a customer should not wait for a colleague who does not answer."""
    if to == owned_by:
        raise refusals.AlreadyOwns(N_("This person owns the ticket already."))
    if to == asked:
        raise refusals.AlreadyOnOffer(N_("This person is asked already."))


def require_same_team(team: int | None, *, held_by: int | None) -> None:
    """Raises OfferItInstead when assigning would carry the work into another team."""
    if held_by is not None and team != held_by:
        raise refusals.OfferItInstead(
            N_("Another team has this work; offer it as a handoff, so that they can accept it.")
        )


def require_confirmed_if_said(reason: str, *, is_validated: bool) -> None:
    if reason == "confirmed" and not is_validated:
        raise refusals.NotConfirmed(N_("The customer has not confirmed this; name another reason."))


def require_ahead(until: datetime | None, *, at: datetime) -> None:
    if until is not None and until <= at:
        raise refusals.WaitsForThePast(N_("Name a moment that is still to come."))


def resumes(state: str, waiting_on: str | None) -> bool:
    """Whether a customer's message brings the ticket back to work."""
    return state == "waiting" and waiting_on == "customer"


def is_owned_on(state: str) -> bool:
    """Whether someone still has to answer to the customer: until it has ended, not only until it is resolved."""
    return state in AT_WORK or state == "resolved"


def was_answered(entries: Iterable[Entry]) -> bool:
    """Whether the customer's side wrote more than thanks since it was last said to be solved."""
    answered = False
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, flow.Resolved):
            answered = False
        elif isinstance(event, conversation.MessageReceived):
            answered = answered or not (event.automatic or event.thanks)
    return answered


def in_turn(at: datetime, *, latest: datetime) -> datetime:
    """
    When an act that moves the row counts as done: never before the latest fact that is known of the ticket.

    Two requests may read the clock in one order and get the row in the other; a story must not run backwards.
    """
    return max(at, latest)


def came_from(entries: Iterable[Entry]) -> int | None:
    """The team whose handoff brought the work to the team that has it now; none when it came by other ways."""
    held: list[int] = []
    for entry in in_order(entries):
        event = entry.event
        if isinstance(event, flow.Opened | handoff.Assigned) and event.team != (held[-1] if held else None):
            held = [event.team] if event.team is not None else []
        elif isinstance(event, handoff.HandoffAccepted):
            held.append(event.team)
        elif isinstance(event, handoff.GivenBack):
            held = held[: held.index(event.to_team) + 1] if event.to_team in held else [event.to_team]
    return held[-2] if len(held) > 1 else None


def started_at(entries: Iterable[Entry]) -> datetime:
    """Since when a customer waits for this matter: since the earliest of the tickets that became this one."""
    begun = [
        entry.event.started_at if isinstance(entry.event, structure.Absorbed) else entry.happened_at
        for entry in in_order(entries)
        if isinstance(entry.event, flow.Opened | structure.Absorbed)
    ]
    return min(begun)


def priority(impact: int | None, urgency: int | None, *, grid: Grid | None = None) -> int | None:
    """
    The priority (1 critical to 5 planned) of an impact and an urgency (1 high to 4 low); none when one is unknown.

    grid: the desk's own, if it has one.

    >>> priority(1, 1), priority(2, 3), priority(4, 4), priority(None, 1)
    (1, 4, 5, None)
    """
    if any(level is not None and not 1 <= level <= len(PRIORITY) for level in (impact, urgency)):
        raise refusals.UnknownCode(N_("Impact and urgency are numbers from 1 (high) to 4 (low)."))
    if impact is None or urgency is None:
        return None
    return (grid or PRIORITY)[impact - 1][urgency - 1]


def require_change(before: object, after: object) -> None:
    if before == after:
        raise refusals.NothingChanged(N_("This is how it stands already."))


def require_code(code: str | None, among: Iterable[codes.Choice]) -> None:
    """Absent is known: not every act insists on a code."""
    if code is not None and code not in (known := codes.codes_of(among)):
        raise refusals.UnknownCode(f"“{code}” is none of: {', '.join(sorted(known))}.")


def require_words(words: str) -> None:
    if not words.strip():
        raise refusals.NothingSaid(N_("Write something first."))


def require_readable(words: str) -> None:
    if len(words) > LONGEST_TEXT:
        raise refusals.TextTooLong(N_("A text may have at most 50,000 characters; keep what somebody will read."))


def subject(text: str) -> str:
    """One line, without surrounding space. Raises NothingSaid, SubjectTooLong."""
    line = " ".join(text.split())
    if not line:
        raise refusals.NothingSaid(N_("Give the ticket a subject."))
    if len(line) > LONGEST_SUBJECT:
        raise refusals.SubjectTooLong(N_("A subject may have at most 250 characters; the rest belongs into the text."))
    return line
