"""
The book a desk begins with, and the moves that the usual promises share.

What stops a response is a human agent's public answer (promise case 18); what begins a next one is, once there was a
first one, the oldest message that nobody has answered (19); automatic mails and a mere "thank you" begin none (20).
"""

from __future__ import annotations

from dataclasses import replace

from trifecta.base.conditions.tree import EVERYTHING, Compared, Every, Not
from trifecta.base.worktime.working_days import Unit
from trifecta.promises.terms import (
    OWNER,
    AfterReopening,
    Book,
    Hours,
    HoursOf,
    Kind,
    Moves,
    OnChange,
    Per,
    Target,
    Terms,
    Thresholds,
    Trigger,
)
from trifecta.tickets.codes import SPOKEN_CHANNELS

HOUR_S = 3600
DESK_ID = 1
"""The placeholder agent, who owns what nobody owns yet."""

RESOLVED = Trigger("ticket.resolved")
ANSWERED = Trigger("ticket.message_sent", by=("staff",), unless={"automatic": (True,)})
CALLED = Trigger(
    "ticket.linked", by=("staff",), where={"relation": ("contact",), "direction": ("outbound",), "answered": (True,)}
)
ASKED = Trigger("ticket.message_received", unless={"automatic": (True,), "thanks": (True,)})
OPENED = Trigger("ticket.opened")
ANSWERED_AT_ONCE = Trigger("ticket.opened", by=("staff",), where={"channel": SPOKEN_CHANNELS})
REOPENED = (Trigger("ticket.reopened"), Trigger("ticket.rejected"))
ENDED = (Trigger("ticket.cancelled"), Trigger("ticket.merged"))
WAITS_FOR_CUSTOMER = Trigger("ticket.waiting", where={"on": ("customer",)})
GOES_ON = (Trigger("ticket.resumed"), Trigger("ticket.waiting", unless={"on": ("customer",)}), *REOPENED)
FOR_VENDOR = Trigger("ticket.waiting", where={"on": ("vendor",)})
NOT_FOR_VENDOR = (Trigger("ticket.resumed"), Trigger("ticket.waiting", unless={"on": ("vendor",)}))

FIRST_RESPONSE = Moves(
    starts=(OPENED,), stops=(ANSWERED, CALLED, RESOLVED), cancels=ENDED, done_at_start=(ANSWERED_AT_ONCE,)
)
# Who confirms that it is solved, or lets it be closed, waits for no answer any more.
NEXT_RESPONSE = Moves(
    after=(*FIRST_RESPONSE.stops, *FIRST_RESPONSE.done_at_start),
    starts=(ASKED,),
    stops=(ANSWERED, CALLED, RESOLVED),
    cancels=(*ENDED, Trigger("ticket.validated"), Trigger("ticket.closed")),
)
UPDATE = Moves(
    starts=(OPENED, ANSWERED, CALLED, *REOPENED),
    stops=(ANSWERED, CALLED, RESOLVED),
    cancels=ENDED,
    pauses=(WAITS_FOR_CUSTOMER,),
    resumes=GOES_ON,
)
RESOLUTION = Moves(starts=(OPENED,), stops=(RESOLVED,), cancels=ENDED, pauses=(WAITS_FOR_CUSTOMER,), resumes=GOES_ON)
OWNING = Moves(
    starts=(OPENED,),
    stops=(Trigger("ticket.ownership_taken"), RESOLVED),
    cancels=ENDED,
    done_at_start=(Trigger("ticket.opened", unless={"owner": (DESK_ID,)}),),
)
FOLLOWED_UP = (
    replace(ANSWERED, by=(OWNER,)),
    replace(CALLED, by=(OWNER,)),
    Trigger("ticket.note_added", by=(OWNER,)),
)
FOLLOW_UP = Moves(
    starts=(Trigger("ticket.handoff_accepted"), Trigger("ticket.ownership_taken"), *FOLLOWED_UP),
    stops=(*FOLLOWED_UP, RESOLVED),
    cancels=ENDED,
    pauses=(WAITS_FOR_CUSTOMER,),
    resumes=GOES_ON,
)
PASSED_ON = Every((Compared("team_changes", ">", 0), Not(Compared("owner", "=", DESK_ID))))
STAY = Moves(starts=(), stops=(RESOLVED,), cancels=ENDED, pauses=(WAITS_FOR_CUSTOMER, FOR_VENDOR), resumes=GOES_ON)
VENDOR = Moves(starts=(FOR_VENDOR,), stops=(*NOT_FOR_VENDOR, RESOLVED), cancels=ENDED)
WORD = Moves(starts=(), stops=(RESOLVED,), cancels=ENDED)

# By priority: first response, next response, update, resolution, each in hours of business time.
BY_PRIORITY = {1: (0.25, 0.5, 1, 4), 2: (0.5, 1, 2, 8), 3: (2, 4, 8, 24), 4: (4, 8, 16, 40), 5: (8, 8, 40, 80)}
# What is less urgent stays with a team for a day.
STAY_BY_PRIORITY = {1: 2, 2: 4}
WITHOUT_PRIORITY = 3
WARNS = Thresholds(shares=(0.5, 0.75, 1.0, 1.25))


A_WORD = Terms(
    code="word", name="A given word", promise="word", kind=Kind.WORD, moves=WORD, per=Per.WORD,
    hours=Hours(HoursOf.ALWAYS), only_at_work=False, thresholds=Thresholds(before_s=(900,)),
)  # fmt: skip


def with_words(book: Book) -> Book:
    """What an agent promised has a clock whatever the book says: where no line of it is for the word, the usual one."""
    return Book((*book.terms, A_WORD))


def standard_book() -> Book:
    """
    Targets by priority to the customer; among us a day at most for a team's stay, two for an owner to follow up what
    was passed on, a week for a vendor; and given words.
    """
    return Book((*_to_customers(), *_among_us()))


def _to_customers() -> tuple[Terms, ...]:
    promises = (
        ("first_response", "First response", FIRST_RESPONSE, 0),
        ("next_response", "Next response", NEXT_RESPONSE, 1),
        ("update", "Update", UPDATE, 2),
        ("resolution", "Resolution", RESOLUTION, 3),
    )
    return tuple(
        Terms(
            code=f"{promise}_p{priority or 'any'}",
            name=f"{name}, priority {priority}" if priority else f"{name}, no priority yet",
            promise=promise,
            kind=Kind.SLA,
            moves=moves,
            target=Target(round(BY_PRIORITY[priority or WITHOUT_PRIORITY][place] * HOUR_S)),
            applies=Compared("priority", "=", priority) if priority else EVERYTHING,
            hours=Hours(HoursOf.ALWAYS) if priority == 1 else Hours(),
            repeats=promise in {"next_response", "update"},
            after_reopening=AfterReopening.CONTINUE if promise == "resolution" else AfterReopening.NOTHING,
            only_at_work=promise != "next_response",
            thresholds=WARNS,
        )
        for promise, name, moves, place in promises
        for priority in (*BY_PRIORITY, None)
    )


def _among_us() -> tuple[Terms, ...]:
    return (
        Terms(
            code="owned", name="Somebody owns it", promise="time_to_own", kind=Kind.OLA, moves=OWNING,
            target=Target(HOUR_S), thresholds=WARNS,
        ),
        Terms(
            code="follow_up", name="The owner follows up what was passed on", promise="follow_up", kind=Kind.OLA,
            moves=FOLLOW_UP, target=Target(2, Unit.WORKING_DAYS_SAME_TIME), applies=PASSED_ON, repeats=True,
            after_reopening=AfterReopening.RESTART, on_change=OnChange.FROM_NOW, thresholds=WARNS,
        ),
        *_stays(),
        Terms(
            code="vendor", name="The vendor’s part", promise="vendor", kind=Kind.CONTRACT, moves=VENDOR,
            target=Target(5, Unit.WORKING_DAYS_SAME_TIME), repeats=True, thresholds=WARNS,
        ),
        A_WORD,
    )  # fmt: skip


def _stays() -> tuple[Terms, ...]:
    """A team's part is at most half of what the customer was promised, so that two teams can have one each."""
    any_other = Terms(
        code="stay", name="A team’s part", promise="stay", kind=Kind.OLA, moves=STAY, per=Per.TEAM,
        target=Target(1, Unit.WORKING_DAYS_SAME_TIME), hours=Hours(HoursOf.TEAM),
        after_reopening=AfterReopening.RESTART, thresholds=WARNS,
    )  # fmt: skip
    urgent = (
        replace(
            any_other,
            code=f"stay_p{priority}",
            name=f"A team’s part, priority {priority}",
            target=Target(hours * HOUR_S),
            applies=Compared("priority", "=", priority),
            hours=Hours(HoursOf.ALWAYS) if priority == 1 else any_other.hours,
        )
        for priority, hours in STAY_BY_PRIORITY.items()
    )
    return (*urgent, any_other)
