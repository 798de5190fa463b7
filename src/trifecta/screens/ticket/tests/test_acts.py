"""Each act through its form: done once, refused with what was typed, and only for those who may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.desk import monday
from trifecta.screens.ticket import acting
from trifecta.staff.models import Role
from trifecta.tickets.actions.conversation.reply import reply
from trifecta.tickets.actions.ownership.accept_handoff import accept_handoff
from trifecta.tickets.actions.ownership.withdraw_handoff import withdraw_handoff
from trifecta.tickets.models import Message, Remark, Ticket

# Views go by the clock, and a word may be given for the next two years.
SOON = datetime.now(UTC) + timedelta(days=30)

# noun: what must have happened before, who acts, what they write, the latest kind of the story then.
DONE = {
    "messages": ("nothing", "ann", {"body": "Hello"}, "message_sent"),
    "notes": ("nothing", "ben", {"body": "Rollers worn"}, "note_added"),
    "taking": ("nothing", "ann", {}, "assigned"),
    "assignment": ("nothing", "ann", {"assignee": "ann"}, "assigned"),
    "handoffs": ("nothing", "ann", {"to": "network", "reason": "expertise", "tried": "All"}, "handoff_offered"),
    "acceptance": ("offer", "ben", {"assignee": "ben"}, "handoff_accepted"),
    "refusal": ("offer", "ben", {"reason": "not_ours", "words": "Ask Field"}, "handoff_declined"),
    "return": ("hand_off", "ben", {"reason": "done", "words": "Port is up"}, "given_back"),
    "waiting": ("nothing", "ann", {"on": "customer", "until": "2999-01-01T10:00"}, "waiting"),
    "resumption": ("wait", "ann", {}, "resumed"),
    "priority": ("nothing", "ann", {"impact": "1", "urgency": "1"}, "reprioritized"),
    "resolution": ("nothing", "ann", {"how": "fixed", "words": "New rollers", "article": "KB-7"}, "resolved"),
    "reopening": ("resolve", "ann", {"reason": "more_to_do", "words": ""}, "reopened"),
    "closing": ("resolve", "ann", {"reason": "told"}, "closed"),
    "words": ("nothing", "ann", {"text": "I call you", "due_at": f"{SOON:%Y-%m-%d}T10:00"}, "word.given"),
    "kept-words": ("give_word", "ann", {"word": "1"}, "word.kept"),
    "broken-words": ("give_word", "ann", {"word": "1", "why": "The part is late."}, "word.broken"),
    "warm-transfers": (
        "nothing",
        "ann",
        {"to": "seat", "reason": "expertise", "words": "All of it"},
        "handoff_accepted",
    ),
    "handoff-withdrawal": ("offer", "ann", {}, "handoff_withdrawn"),
    "ownership": ("nothing", "ann", {"to": "ben", "reason": "nearer", "words": ""}, "ownership_offered"),
    "ownership-withdrawal": ("ask_to_own", "ann", {}, "ownership_offer_withdrawn"),
    "owning": ("ask_to_own", "ben", {}, "ownership_taken"),
    "owning-refusal": ("ask_to_own", "ben", {"reason": "absence", "words": ""}, "ownership_declined"),
    "validation-requests": ("resolve", "ann", {"words": "By phone"}, "validation_asked"),
    "participants": ("nothing", "ann", {"colleague": "ben", "role": "watcher"}, "participant_added"),
    "departures": ("follow", "ann", {"participant": "follower"}, "participant_removed"),
    "category": ("nothing", "ann", {"sort": "request"}, "recategorized"),
    "requester": ("nothing", "ann", {"requester": "cleo"}, "requester_named"),
    "contacts": ("nothing", "ann", {"direction": "outbound", "channel": "phone", "minutes": "5"}, "linked"),
    "links": ("nothing", "ann", {"relation": "related", "ticket": "other"}, "linked"),
    "unlinking": ("link", "ann", {"link": "article:KB-7"}, "unlinked"),
    "merging": ("nothing", "ann", {"into": "other"}, "merged"),
    "splitting": ("write", "ann", {"messages": "2", "subject": "The scanner", "starts": "split"}, "split"),
    "cancellation": ("nothing", "ann", {"reason": "mistake", "words": ""}, "cancelled"),
    "spam": ("nothing", "ann", {}, "cancelled"),
    "corrections": ("wait", "ann", {"seq": "2", "words": "It was another one"}, "corrected"),
}
# These need a desk that promises; see owed/tests.
ELSEWHERE = {"deadlines", "waivers"}


def fields_of(world, written):
    rows = ("ann", "ben", "network", "seat", "follower", "cleo")
    named = {name: getattr(world, value).pk if value in rows else value for name, value in written.items()}
    return {name: world.other.reference if value == "other" else value for name, value in named.items()}


def test_every_act_of_the_page_is_tested():
    assert DONE.keys() | ELSEWHERE == acting.DOINGS.keys()


@pytest.mark.parametrize("noun", DONE)
def test_an_act_is_done_said_and_leads_back_to_the_ticket(world, noun):
    before, who, written, kind = DONE[noun]
    getattr(world, before)()

    response = world.post(noun, getattr(world, who), **fields_of(world, written))

    assert (response.status_code, response["Location"]) == (302, f"/tickets/{world.ticket.reference}/")
    told = [each for each in world.desk.story(world.ticket) if not each.startswith("promise.")]
    assert told[-1] == kind
    assert [str(said) for said in response.wsgi_request._messages] == [str(acting.DOINGS[noun].done)]
    assert world.desk.replayed(world.ticket) == world.desk.columns(world.ticket)


ASKING = [
    noun
    for noun, doing in acting.DOINGS.items()
    if noun not in ELSEWHERE and any(field.required for field in doing.form.base_fields.values())
]


@pytest.mark.parametrize("noun", ASKING)
def test_what_was_typed_stays_when_a_field_is_missing(world, noun):
    before, who, written, _ = DONE[noun]
    getattr(world, before)()
    required = [name for name in written if acting.DOINGS[noun].form.base_fields[name].required][-1]
    kept = {name: value for name, value in fields_of(world, written).items() if name != required}

    with world.desk.untouched(world.ticket):
        response = world.post(noun, getattr(world, who), **kept)

    form = shown_form(response, noun)
    assert response.status_code == 422
    assert list(form.errors) == [required]
    typed = {name: form[name].value() for name in kept}
    typed = {name: value[0] if isinstance(value, list) else value for name, value in typed.items()}
    assert typed == {name: str(value) for name, value in kept.items()}


def shown_form(response, noun):
    page = response.context["page"]
    return next(button.form for button in (*page.buttons, *page.more, *page.composers) if button.noun == noun)


def test_someone_who_was_faster_is_said_and_the_words_are_kept(world):
    world.offer()
    accept_handoff(world.ticket, by=world.ben, at=monday(11))
    ida = world.desk.agent("Ida", world.network)

    response = world.post("refusal", ida, reason="not_ours", words="We never saw this")

    page = response.content.decode()
    assert response.status_code == 422
    assert "This work is not on offer; someone was faster." in page
    assert "We never saw this" in page
    assert "data-open-dialog" in page


def test_an_act_without_a_dialog_says_its_refusal_on_top(world):
    world.post("taking")

    response = world.post("taking")

    assert response.status_code == 422
    assert "You already work on this." in response.content.decode()
    assert response.context["page"].refusal is not None


def test_what_can_no_longer_be_done_is_not_offered_again(world):
    world.offer()
    seen = world.house.enter(world.ben).get(f"/tickets/{world.ticket.reference}/").context["page"].seen
    withdraw_handoff(world.ticket, by=world.ann, at=monday(11))

    for noun in ("acceptance", "taking"):
        response = world.post(noun, world.ben, seen=seen)
        nouns = [button.noun for button in (*response.context["page"].buttons, *response.context["page"].more)]
        assert (noun in nouns) is acting.DOINGS[noun].asks, noun


class TestAStalePage:
    """What a colleague did since the page was read is said before it is overwritten."""

    @pytest.fixture
    def ida(self, world):
        return world.desk.agent("Ida", world.first)

    @pytest.fixture
    def seen(self, world):
        return world.house.enter(world.ann).get(f"/tickets/{world.ticket.reference}/").context["page"].seen

    def test_does_not_take_what_a_colleague_just_took(self, world, seen, ida):
        world.post("taking", ida, seen=seen)

        with world.desk.untouched(world.ticket):
            response = world.post("taking", seen=seen)

        assert response.status_code == 422
        assert "Meanwhile: Ida took the work (" in response.content.decode()

    @pytest.mark.parametrize("noun", ["assignment", "priority", "resolution"])
    def test_keeps_what_was_typed_and_lets_it_be_done_again(self, world, seen, ida, noun):
        world.post("priority", ida, impact="2", urgency="2", seen=seen)
        fields = fields_of(world, DONE[noun][2])

        refused = world.post(noun, **fields, seen=seen)
        again = world.post(noun, **fields, seen=refused.context["page"].seen)

        assert (refused.status_code, again.status_code) == (422, 302)
        assert "Ida changed the priority" in refused.content.decode()
        assert f'value="{refused.context["page"].seen}"' in refused.content.decode()

    def test_hinders_nobody_who_writes_or_acts_twice(self, world, seen, ida):
        world.post("notes", ida, body="Rollers worn")
        world.post("priority", impact="2", urgency="2", seen=seen)

        assert world.post("waiting", on="vendor", until="", seen=seen).status_code == 302
        assert world.post("messages", ida, body="Hello", seen=seen).status_code == 302

    def test_hears_that_the_customer_wrote(self, world, seen):
        reply(world.ticket, body="It works again!", by=world.ticket.requester, channel="portal", at=monday(10))

        assert world.post("resolution", how="fixed", words="x", seen=seen).status_code == 422


def test_what_a_colleague_works_on_is_taken_over_and_not_the_first_thing_to_do(world):
    world.post("taking", world.desk.agent("Ida", world.first))

    page = world.house.enter(world.ann).get(f"/tickets/{world.ticket.reference}/").context["page"]

    assert [button.noun for button in page.buttons if button.is_primary] == ["resolution"]
    assert (page.more[-1].noun, page.more[-1].verb) == ("taking", "Take over from Ida")


def test_who_accepts_works_on_it_unless_they_say_otherwise(world):
    world.offer()

    html = world.house.enter(world.ben).get(f"/tickets/{world.ticket.reference}/").content.decode()

    assert f'<option value="{world.ben.pk}" selected>Ben</option>' in html


def test_a_team_in_which_nobody_signs_in_says_so(world):
    world.desk.team("Vendor")

    choices = dict(acting.form_of("handoffs", world.ticket)["to"].field.choices)

    assert list(map(str, choices.values())) == ["choose", "Network", "Vendor (nobody signs in there yet)"]


def test_words_are_as_long_as_somebody_reads(world):
    response = world.post("notes", body="x" * 20_001)

    assert response.status_code == 422
    assert "at most 20000 characters" in response.content.decode()


def test_a_reply_of_spaces_is_no_reply(world):
    response = world.post("messages", body="   ")

    assert response.status_code == 422
    assert not Message.objects.exists()


@pytest.mark.parametrize("noun", ["resolution", "waiting", "closing", "taking", "priority"])
def test_a_colleague_of_another_team_may_not(world, noun):
    if noun == "closing":
        world.resolve()

    with world.desk.untouched(world.ticket):
        response = world.post(noun, world.ben, **fields_of(world, DONE[noun][2]))

    assert response.status_code == 422
    assert "You are not permitted to do this here." in response.content.decode()


def test_an_unknown_act_is_not_there(world):
    assert world.post("erasure").status_code == 404


def test_forged_choices_are_refused(world):
    outsider = world.desk.agent("Eve")

    for noun, fields in {
        "assignment": {"assignee": outsider.pk},
        "handoffs": {"to": world.first.pk, "reason": "expertise", "tried": "x"},
        "resolution": {"how": "magic", "words": "x"},
        "priority": {"impact": "9", "urgency": "1"},
        "waiting": {"on": "godot"},
    }.items():
        with world.desk.untouched(world.ticket):
            assert world.post(noun, **fields).status_code == 422, noun


def test_work_that_no_team_has_gets_its_first_team_and_someone_of_it(world):
    world.ticket = world.desk.ticket(by=world.ann, at=monday(9))

    response = world.post("assignment", team=world.network.pk, assignee=world.ben.pk)

    assert response.status_code == 302
    now = Ticket.objects.get(pk=world.ticket.pk)
    assert (now.team, now.assignee) == (world.network, world.ben)


class TestARestrictedTicket:
    """For those outside of its team it does not exist: in the list, on its page, in the export, for every act."""

    @pytest.fixture
    def secret(self, world):
        matters = world.desk.team("People matters", is_restricted=True)
        hana = world.desk.agent("Hana", matters)
        world.ticket = world.desk.ticket(by=hana, team=matters, subject="Salary", at=monday(9))
        return hana

    def test_outsiders_meet_nothing(self, world, secret):
        client = world.house.enter(world.ann)
        address = f"/tickets/{world.ticket.reference}/"

        assert client.get(address).status_code == 404
        assert "Salary" not in client.get("/tickets/?state=all").content.decode()
        for noun in acting.DOINGS:
            with world.desk.untouched(world.ticket):
                assert client.post(f"{address}{noun}/", {"body": "x"}).status_code == 404, noun

    def test_members_leaders_and_administrators_meet_it(self, world, secret):
        for who in (secret, world.desk.agent(role=Role.LEADER), world.desk.agent(role=Role.ADMIN)):
            assert world.house.enter(who).get(f"/tickets/{world.ticket.reference}/").status_code == 200

    def test_a_customer_is_led_to_the_portal(self, world, secret):
        client = world.house.enter(world.desk.customer("Lou"))

        led = client.get(f"/tickets/{world.ticket.reference}/")["Location"]

        assert led == f"/matters/{world.ticket.reference}/"
        assert client.get(led).status_code == 404


def test_words_of_a_handoff_stand_in_the_story(world):
    world.post("handoffs", to=world.network.pk, reason="expertise", tried="Changed the cable")

    page = world.house.enter(world.ann).get(f"/tickets/{world.ticket.reference}/").content.decode()

    assert Remark.objects.get(ticket=world.ticket).body == "Changed the cable"
    assert "Ann offered the work to Network" in page
    assert "It needs knowledge we do not have" in page
