"""The dialog of an act: in the page, or fetched once it is asked for."""

from __future__ import annotations

from tests.desk import monday, tuesday, wednesday
from trifecta.screens.ticket import acting
from trifecta.tickets.actions.flow.resolve import resolve
from trifecta.tickets.actions.ownership.offer_ownership import offer_ownership
from trifecta.tickets.actions.validation.ask_validation import ask_validation


def test_the_address_of_an_act_opens_its_dialog_alone_or_with_the_page(world):
    client, address = world.house.enter(world.ann), f"/tickets/{world.ticket.reference}/ownership/"

    whole, alone = client.get(address), client.get(f"{address}?seen=1", headers={"HX-Request": "true"})

    assert [button.noun for button in whole.context["page"].asking if button.is_open] == ["ownership"]
    assert "<dialog" in alone.content.decode()
    assert "<html" not in alone.content.decode()
    assert 'name="seen" value="1"' in alone.content.decode()


def test_what_asks_nothing_or_may_not_be_done_leads_to_the_ticket(world):
    for who, noun in ((world.ann, "taking"), (world.ann, "messages"), (world.ben, "handoffs")):
        response = world.house.enter(who).get(f"/tickets/{world.ticket.reference}/{noun}/")
        assert response["Location"] == f"/tickets/{world.ticket.reference}/", noun


def test_what_is_to_be_done_to_may_stand_in_the_address(world):
    world.write()

    response = world.house.enter(world.ann).get(
        f"/tickets/{world.ticket.reference}/links/?relation=article&article=KB-7"
    )

    assert 'value="KB-7"' in response.content.decode()


def test_nobody_merges_into_a_ticket_they_may_not_see(world):
    secret = world.desk.team("People matters", is_restricted=True)
    hidden = world.desk.ticket(by=world.desk.agent("Hana", secret), team=secret)

    with world.desk.untouched(world.ticket):
        response = world.post("merging", into=hidden.reference)

    (form,) = [button.form for button in response.context["page"].more if button.noun == "merging"]
    assert form.errors["into"] == [f"There is no ticket {hidden.reference} that you may see."]
    assert list(form.fields) == ["into"]


def test_a_customer_reads_anothers_matter_only_when_that_is_meant(world):
    theirs = world.desk.ticket(requester=world.desk.customer("Amina"), team=world.ticket.team, subject="Badge lost")
    asker = world.ticket.requester.name

    with world.desk.untouched(world.ticket):
        response = world.post("merging", into=theirs.reference)
    (form,) = [button.form for button in response.context["page"].more if button.noun == "merging"]
    merged = world.post("merging", into=theirs.reference, reads_along="on")

    assert list(acting.form_of("merging", world.ticket).fields) == ["into"]
    assert list(form.fields) == ["into", "reads_along"]
    assert form.errors["into"] == [
        f"{theirs.reference}, “Badge lost”, is Amina’s, and {asker} would read it. Tick below if you mean it."
    ]
    assert (merged.status_code, world.desk.fresh(world.ticket).merged_into) == (302, theirs)


def test_silence_closes_only_after_three_askings_and_the_form_says_what_is_missing(desk, ann, first):
    asked = desk.ticket(by=ann, team=first, requester=desk.customer("Mira"), at=monday(8))
    resolve(asked, how="fixed", words="done", by=ann, at=monday(9))
    early = acting.form_of("closing", desk.fresh(asked)).fields["reason"]
    for at in (tuesday(9), wednesday(9)):
        ask_validation(asked, by=ann, at=at)
    late = acting.form_of("closing", desk.fresh(asked)).fields["reason"]

    assert [code for code, _label in early.choices] == ["", "told", "no_customer"]
    assert early.help_text == "They were asked 1 of 3 times; after the last, silence closes it."
    assert [code for code, _label in late.choices] == ["", "unanswered", "told", "no_customer"]
    assert late.help_text == ""


def test_an_act_that_a_colleague_made_impossible_brings_the_page_anew_and_says_why(world):
    client, address = world.house.enter(world.ann), f"/tickets/{world.ticket.reference}/"
    seen = client.get(address).context["page"].seen
    resolve(
        world.ticket, how="fixed", words="Replaced the cable.", by=world.desk.agent("Ida", world.first), at=monday(12)
    )

    fetched = client.get(f"{address}waiting/?seen={seen}", headers={"HX-Request": "true"})
    page = client.get(address).content.decode()
    followed = client.get(f"{address}waiting/", follow=True).content.decode()

    assert (fetched["HX-Redirect"], fetched.content) == (address, b"")
    assert "“Wait” cannot be done any more. Meanwhile: Ida" in page
    assert "“Wait” cannot be done now." in followed


def test_who_gave_away_the_right_to_see_it_comes_to_the_list(world):
    secret = world.desk.team("People matters", is_restricted=True)
    hana = world.desk.agent("Hana", secret)
    hidden = world.desk.ticket(by=hana, team=secret)
    offer_ownership(hidden, to=world.ann, reason="nearer", by=hana, at=monday(12))
    client = world.house.enter(world.ann)

    declined = client.post(f"/tickets/{hidden.reference}/owning-refusal/", {"reason": "absence"}, follow=True)

    assert declined.redirect_chain == [("/tickets/", 302)]
    assert f"Declined. You no longer see {hidden.reference}." in declined.content.decode()
