"""A forgotten password, or a customer's first: a link by mail that works once, and tells strangers nothing."""

from __future__ import annotations

import re
from smtplib import SMTPException

import pytest
from django.core import mail
from django.test import Client

from trifecta.identity.models import Account

ASK = "/account/password/forgotten/"
SENT = "/account/password/sent/"
SIGN_IN = "/account/sign-in/"
NEW = {"password1": "a better horse 9", "password2": "a better horse 9"}


@pytest.fixture
def ann(desk, house):
    agent = desk.agent("Ann")
    desk.account(agent)
    return agent


def ask(email: str, client: Client | None = None):
    return (client or Client()).post(ASK, {"email": email})


def mailed_link() -> str:
    """The path of the link in the last mail."""
    found = re.search(r"http://testserver(/account/password/new/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def follow(link: str) -> tuple[Client, str]:
    """Whoever opens the link, and the form behind it, whose secret is in the session."""
    client = Client()
    led = client.get(link)
    return client, led["Location"] if led.status_code == 302 else ""


def signs_in(password: str, email: str = "ann@example.org") -> bool:
    return Client().post(SIGN_IN, {"login": email, "password": password}).status_code == 302


def text(response) -> str:
    return response.content.decode()


def test_the_link_sets_a_new_password(ann):
    assert ask("ann@example.org")["Location"] == SENT
    assert (mail.outbox[0].to, mail.outbox[0].subject) == (["ann@example.org"], "Set your password")

    client, form = follow(mailed_link())
    assert "At least eight characters, not a common word." in text(client.get(form))
    response = client.post(form, NEW, follow=True)

    assert "Your new password is set" in text(response)
    assert signs_in("a better horse 9")
    assert not signs_in("correct horse")


def test_the_secret_leaves_the_address_before_a_page_is_shown(ann):
    ask("ann@example.org")

    _, form = follow(mailed_link())

    assert form.endswith("-set-password/")
    assert Client().get(form).status_code == 200
    assert "This link was used already or is too old." in text(Client().get(form))


def test_a_link_works_once(ann):
    ask("ann@example.org")
    link = mailed_link()
    client, form = follow(link)
    client.post(form, NEW)

    again = Client().get(link, follow=True)

    assert "This link was used already or is too old." in text(again)


def test_a_link_that_was_made_up_does_nothing(ann):
    for made_up in ("/account/password/new/1-x/", f"/account/password/new/{ann.account_id}-set-password/"):
        assert "This link was used already or is too old." in text(Client().get(made_up, follow=True))
    assert signs_in("correct horse")


def test_signing_in_in_between_ends_the_link(ann):
    ask("ann@example.org")
    link = mailed_link()
    assert signs_in("correct horse")

    assert "This link was used already or is too old." in text(Client().get(link, follow=True))


@pytest.mark.parametrize("weak", ["password", "short", "ann@example.org"])
def test_a_weak_password_is_refused_and_the_link_stays(desk, ann, weak):
    ask("ann@example.org")
    client, form = follow(mailed_link())

    refused = client.post(form, {"password1": weak, "password2": weak})

    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert desk.fresh(ann).account.check_password("correct horse")
    assert client.post(form, NEW).status_code == 302


def test_sessions_elsewhere_end_with_the_old_password(ann):
    elsewhere = Client()
    elsewhere.post(SIGN_IN, {"login": "ann@example.org", "password": "correct horse"})

    ask("ann@example.org")
    client, form = follow(mailed_link())
    client.post(form, NEW)

    assert elsewhere.get("/tickets/")["Location"].startswith(SIGN_IN)


def test_a_stranger_is_answered_alike_and_gets_no_mail(ann):
    known, stranger = ask("ann@example.org"), ask("bob@example.org")

    assert (known.status_code, known["Location"]) == (stranger.status_code, stranger["Location"]) == (302, SENT)
    assert [sent.to for sent in mail.outbox] == [["ann@example.org"]]
    assert not Account.objects.filter(email="bob@example.org").exists()


def test_a_customer_whom_the_desk_knows_comes_in_by_link(desk, house):
    mira = desk.customer("Mira")
    mira.email = "mira@example.org"
    mira.save()

    ask("Mira@Example.org")
    assert mail.outbox[-1].to == ["mira@example.org"]
    client, form = follow(mailed_link())
    client.post(form, NEW)

    assert signs_in("a better horse 9", "mira@example.org")
    assert desk.fresh(mira).account.email == "mira@example.org"


def test_a_customer_who_is_gone_gets_no_link(desk, house):
    mira = desk.customer("Mira")
    mira.email, mira.is_active = "mira@example.org", False
    mira.save()

    assert ask("mira@example.org")["Location"] == SENT
    assert mail.outbox == []
    assert desk.fresh(mira).account is None


def test_whose_access_has_ended_gets_no_link(ann):
    Account.objects.filter(pk=ann.account_id).update(is_active=False)

    assert ask("ann@example.org")["Location"] == SENT
    assert mail.outbox == []


def test_a_mail_server_that_fails_tells_nobody_who_is_known(ann, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise SMTPException("no")

    monkeypatch.setattr("trifecta.screens.account.adapter.send_mail", refuse)

    assert ask("ann@example.org")["Location"] == SENT


def test_nobody_is_flooded_with_links(ann):
    answers = [ask("ann@example.org", Client(REMOTE_ADDR=f"192.0.2.{number}")) for number in range(6)]

    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_the_link_names_this_house_whatever_the_request_says(ann):
    response = Client(headers={"host": "evil.example"}).post(ASK, {"email": "ann@example.org"})

    assert response.status_code == 400
    assert mail.outbox == []


def test_the_form_of_a_link_is_for_one_address_only(ann, desk):
    ben = desk.agent("Ben")
    desk.account(ben)
    ask("ann@example.org")
    client, form = follow(mailed_link())

    other = re.sub(r"new/\w+-", f"new/{ben.account_id}-", form)
    client.post(other, NEW)

    assert not signs_in("a better horse 9", "ben@example.org")


def test_a_desk_that_sends_no_mail_promises_none(house, settings):
    without = Client().get(SENT).content.decode()
    settings.EMAIL_HOST = "smtp.example.org"

    assert "This desk cannot send mail yet." in without
    assert "a link is on its way" in Client().get(SENT).content.decode()
