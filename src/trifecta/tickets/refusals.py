"""Why an act makes no sense now: each refusal by its name."""

from __future__ import annotations

from trifecta.base.errors import RuleBroken


class AlreadyResolved(RuleBroken):
    pass


class AlreadyClosed(RuleBroken):
    pass


class AlreadyCancelled(RuleBroken):
    pass


class MergedAway(RuleBroken):
    pass


class StillOpen(RuleBroken):
    """Only what is resolved can be confirmed, rejected, reopened or closed."""


class AlreadyConfirmed(RuleBroken):
    pass


class NotOnOffer(RuleBroken):
    pass


class AlreadyOnOffer(RuleBroken):
    pass


class AlreadyTheirs(RuleBroken):
    """Offering work to the team that has it."""


class AlreadyYours(RuleBroken):
    pass


class AlreadyOwns(RuleBroken):
    """Asking the owner to own the ticket."""


class CannotOwn(RuleBroken):
    """Only a person who works at the desk answers to a customer."""


class NeverHandedOff(RuleBroken):
    """There is no team to give the work back to."""


class NotWaiting(RuleBroken):
    pass


class WaitsForThePast(RuleBroken):
    pass


class NotConfirmed(RuleBroken):
    pass


class NotInThatTeam(RuleBroken):
    """Work lies with an agent only in one of the agent's teams."""


class OfferItInstead(RuleBroken):
    """Another team has the work; it moves by a handoff."""


class TeamGone(RuleBroken):
    pass


class ChooseTeam(RuleBroken):
    pass


class ContactTaken(RuleBroken):
    """A contact belongs to one ticket."""


class AnsweredAlready(RuleBroken):
    """Spam that somebody took for a customer's word."""


class NothingChanged(RuleBroken):
    pass


class NothingSaid(RuleBroken):
    """An act that needs words came without."""


class SubjectTooLong(RuleBroken):
    pass


class TextTooLong(RuleBroken):
    pass


class UnknownCode(RuleBroken):
    """A reason or way that is not in the vocabulary of the act."""


class AskedEnough(RuleBroken):
    pass


class AskedLately(RuleBroken):
    pass


class AskAgain(RuleBroken):
    """Silence is only told from a slow answer by asking more than once."""


class CustomerWrote(RuleBroken):
    """Whoever wrote was not silent."""


class CannotFollow(RuleBroken):
    pass


class CannotGoOnThere(RuleBroken):
    """A ticket is merged only into another one that has not ended."""


class NotAMessage(RuleBroken):
    """Only what was said can be split off."""


class CannotLink(RuleBroken):
    pass


class AlreadyLinked(RuleBroken):
    pass


class NotLinked(RuleBroken):
    pass


class CannotAsk(RuleBroken):
    """Nobody could answer this customer."""


class NothingToCorrect(RuleBroken):
    pass


class MakesNoSense(RuleBroken):
    """Later entries need the one that would no longer count."""
