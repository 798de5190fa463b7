from __future__ import annotations

from trifecta.promises.drafting.pausing import waits_of, with_waits
from trifecta.promises.standard import FIRST_RESPONSE, GOES_ON, REOPENED, RESOLUTION, STAY
from trifecta.promises.terms import Moves, Trigger


def test_the_usual_promises_say_whom_they_wait_for():
    assert waits_of(RESOLUTION) == ("customer",)
    assert waits_of(STAY) == ("customer", "vendor")
    assert waits_of(FIRST_RESPONSE) == ()


def test_what_is_chosen_again_stays_as_it_was():
    assert with_waits(RESOLUTION, ["customer"]) is RESOLUTION


def test_a_new_choice_pauses_and_goes_on_when_something_else_is_waited_for():
    paused = with_waits(FIRST_RESPONSE, ["customer", "change"])

    assert paused.pauses == (Trigger("ticket.waiting", where={"on": ("customer", "change")}),)
    assert paused.resumes == (
        Trigger("ticket.resumed"),
        Trigger("ticket.waiting", unless={"on": ("customer", "change")}),
        *REOPENED,
    )
    assert with_waits(paused, []) == FIRST_RESPONSE
    assert waits_of(paused) == ("customer", "change")


def test_pauses_of_another_sort_are_left_to_whoever_wrote_them():
    by_hand = Moves(starts=(), pauses=(Trigger("ticket.message_sent"),), resumes=GOES_ON)

    assert waits_of(by_hand) is None
