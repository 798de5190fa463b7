"""What terms say, in sentences that a page translates. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from trifecta.base.errors import Sentence
from trifecta.base.text import N_
from trifecta.base.worktime import wording
from trifecta.base.worktime.calendar import Calendar, always_open, merged
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.drafting.pausing import waits_of
from trifecta.promises.terms import AfterReopening, HoursOf, Per, Target, Terms, ZoneOf

ROUND_THE_CLOCK = always_open()
KINDS = {
    "sla": N_("to the customer"),
    "ola": N_("between our teams"),
    "contract": N_("by a vendor"),
    "word": N_("given by an agent"),
    "xla": N_("of an experience"),
}
PROMISES = {
    "first_response": N_("First response"),
    "next_response": N_("Next response"),
    "update": N_("Update"),
    "resolution": N_("Resolution"),
    "time_to_own": N_("Somebody owns it"),
    "follow_up": N_("The owner’s follow-up"),
    "stay": N_("A team’s part"),
    "vendor": N_("The vendor’s part"),
    "word": N_("A given word"),
}
_DAYS = {
    (Unit.WORKING_DAYS_SAME_TIME, False): N_("the same time {days} working days later"),
    (Unit.WORKING_DAYS_SAME_TIME, True): N_("the same time on the next working day"),
    (Unit.WORKING_DAYS_END_OF_DAY, False): N_("the end of the day, {days} working days later"),
    (Unit.WORKING_DAYS_END_OF_DAY, True): N_("the end of the next working day"),
}
_HOURS = {
    HoursOf.DESK: N_("in the desk’s opening hours"),
    HoursOf.CALENDAR: N_("in the opening hours “{calendar}”"),
    HoursOf.TEAM: N_("in the opening hours of the team"),
    HoursOf.ALWAYS: N_("at any hour"),
}


def target_in_words(target: Target | None, calendar: Calendar) -> Sentence:
    """
    >>> str(target_in_words(Target(0, Unit.WORKING_DAYS_END_OF_DAY), ROUND_THE_CLOCK))
    'the end of the same working day'
    """
    if target is None:
        return Sentence(N_("a deadline that somebody names"))
    if target.unit is Unit.BUSINESS_SECONDS:
        if target.amount < _shortest_day_s(calendar) or calendar == ROUND_THE_CLOCK:
            return Sentence(N_("{target}"), {"target": wording.hours_text(target.amount)})
        return wording.describe_target(target.amount, calendar)
    if target.amount == 0:
        return Sentence(N_("the end of the same working day"))
    return Sentence(_DAYS[target.unit, target.amount == 1], {"days": target.amount})


def _shortest_day_s(calendar: Calendar) -> int:
    days = (sum(window.end_s - window.start_s for window in merged(day)) for day in calendar.week if day)
    return min(days, default=0)


def hours_in_words(terms: Terms, *, calendar_name: str) -> Sentence:
    """Whose hours count; calendar_name: of the calendar that the terms name, if they do."""
    return Sentence(_HOURS[terms.hours.of], {"calendar": calendar_name})


def remarks(terms: Terms) -> Iterator[Sentence]:
    """What else is to be known of them, the usual left out."""
    waits = waits_of(terms.moves)
    if waits is None:
        yield Sentence(N_("pauses by events of its own"))
    if terms.hours.zone is ZoneOf.SITE:
        yield Sentence(N_("read in the time zone of the requester’s site"))
    if terms.pause_limit_s is not None:
        yield Sentence(N_("pauses at most {time} in all"), {"time": wording.hours_text(terms.pause_limit_s)})
    if any(trigger.kind == "ticket.message_sent" for trigger in terms.moves.after):
        yield Sentence(N_("begins only after the first response"))
    if terms.repeats:
        yield Sentence(N_("begins again each time"))
    if terms.per is Per.TEAM:
        yield Sentence(N_("for each team that has the work"))
    if terms.after_reopening is AfterReopening.CONTINUE:
        yield Sentence(N_("goes on after a reopening"))
    if terms.after_reopening is AfterReopening.RESTART:
        yield Sentence(N_("begins anew after a reopening"))
