from __future__ import annotations

import csv
import io

import pytest

from tests.desk import monday, tuesday
from trifecta.base.actors import System
from trifecta.base.ids import Code
from trifecta.customers.actions.add_customer import add_customer
from trifecta.customers.particulars import Particulars
from trifecta.desk.actions.set_retention import set_retention
from trifecta.log import journal, trail
from trifecta.promises.actions.break_word import break_word
from trifecta.promises.actions.give_word import give_word
from trifecta.promises.actions.keep_word import keep_word
from trifecta.promises.events import PromiseBroken, PromiseStarted, PromiseWaived, ThresholdPassed
from trifecta.screens.audit import page
from trifecta.staff.models import Agent, Role
from trifecta.tickets.actions.flow.reprioritize import reprioritize
from trifecta.tickets.actions.ownership.assign import assign
from trifecta.tickets.actions.participants.add_participant import add_participant
from trifecta.tickets.actions.structure.merge import merge
from trifecta.tickets.models import Remark, Ticket

NO_BREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture
def admin(desk) -> Agent:
    return desk.agent("Root Keeper", role=Role.ADMIN)


@pytest.fixture
def ann(desk) -> Agent:
    return desk.agent("Ann Lee", desk.team("First"))


@pytest.fixture
def ticket(desk, ann) -> Ticket:
    """Opened on Monday by Ann, assigned on Tuesday."""
    opened = desk.ticket(by=ann, team=ann.teams.get(), at=monday(9))
    assign(opened, assignee=ann, team=ann.teams.get(), by=ann, at=tuesday(10))
    return opened


def shown(answer) -> list[str]:
    """The sentences of the page, newest first."""
    return [told.sentence for told in answer.context["page"].lines]


class TestAudit:
    @pytest.mark.parametrize(
        ("role", "status"), [("agent", 403), ("lead", 403), ("leader", 403), ("admin", 200), ("auditor", 200)]
    )
    def test_is_for_administrators_and_auditors(self, house, desk, role: str, status: int):
        client = house.enter(desk.agent("Whoever", role=role))

        assert client.get("/audit/").status_code == status
        assert client.get("/audit/export/").status_code == status

    def test_is_for_no_customer(self, house, desk):
        assert house.enter(desk.customer("Mira Vogel")).get("/audit/").status_code == 302

    def test_says_who_did_what_on_what_and_what_it_changed(self, house, admin, ann, ticket):
        client = house.enter(admin)
        answer = client.get("/audit/", {"who": ann.actor})

        assigned, opened = answer.context["page"].lines
        assert (assigned.who, assigned.thing, assigned.changes) == (
            "Ann Lee",
            ticket.reference,
            [("assignee", "–", "Ann Lee")],
        )
        assert ("owner", "–", "Ann Lee") in opened.changes
        assert ("state", "open", "open") not in opened.changes
        (founded,) = client.get("/audit/", {"on": "desk:1"}).context["page"].lines
        assert founded.facts == [("zone", "Europe/Berlin"), ("language", "en")]

    def test_a_promise_and_whose_it_is_are_called_by_name(self, house, admin, ann, ticket):
        first = ann.teams.get()
        passed = ThresholdPassed(promise=Code("stay"), share=0.75, subject=Code(f"team:{first.pk}"))
        journal.append(ticket.stream, passed, by=System("rule:sweep"), at=tuesday(12))

        told, *_ = house.enter(admin).get("/audit/", {"kind": passed.kind}).context["page"].lines

        assert told.sentence == "The promise “A team’s part” passed a threshold"
        assert [(field, value.replace(NO_BREAK, " ")) for field, value in told.facts] == [
            ("share", "75 %"), ("whose", "First"),
        ]  # fmt: skip

    def test_what_a_person_changed_of_a_promise_is_told_before_and_after(self, house, admin, ann, ticket):
        resolution, due_at = Code("resolution"), tuesday(17)
        for minute, event in enumerate((
            PromiseStarted(promise=resolution, due_at=due_at, former_due_at=tuesday(15)),
            PromiseStarted(promise=resolution, former_due_at=due_at),
            PromiseWaived(promise=resolution, reason=Code("agreed"), former_outcome=Code("broken")),
        )):  # fmt: skip
            journal.append(ticket.stream, event, by=ann, at=tuesday(12, minute))

        lines = house.enter(admin).get("/audit/", {"kind": "promise.", "who": ann.actor}).context["page"].lines

        assert [(told.sentence, told.changes, told.facts) for told in lines] == [
            (
                "Ann Lee waived the promise “Resolution”",
                [("outcome", "broken", "waived"), ("reason", "–", "The customer agreed to it")],
                [],
            ),
            (
                "Ann Lee gave “Resolution” back to its terms; it was due 3 Mar 2026, 17:00 UTC",
                [("deadline", "3 Mar 2026, 17:00 UTC", "by the terms")],
                [],
            ),
            (
                "Ann Lee named a deadline for “Resolution”: 3 Mar 2026, 15:00 UTC → 3 Mar 2026, 17:00 UTC",
                [("deadline", "3 Mar 2026, 15:00 UTC", "3 Mar 2026, 17:00 UTC")],
                [],
            ),
        ]

    def test_a_given_word_is_called_by_what_was_said(self, house, admin, ann, ticket):
        for hour, text in ((11, "I call you back"), (12, "The part is there")):
            give_word(ticket, text=text, due_at=tuesday(17), by=ann, at=tuesday(hour))
        keep_word(ticket, word="2", by=ann, at=tuesday(13))
        broken = PromiseBroken(promise=Code("word"), subject=Code("word:1"))
        journal.append(ticket.stream, broken, by=System("rule:sweep"), at=tuesday(17))
        break_word(ticket, word="1", why="She is away", by=ann, at=tuesday(18))

        client = house.enter(admin)
        words = client.get("/audit/", {"kind": "word."}).context["page"].lines
        all_broken = client.get("/audit/", {"kind": "promise.broken"}).context["page"].lines
        swept = next(told for told in all_broken if told.line.entry.event == broken)

        due = ("due", "3 Mar 2026, 17:00 UTC")
        assert [(told.sentence, told.changes, told.facts) for told in words] == [
            ("Ann Lee took back “Given word: I call you back”", [], []),
            ("Ann Lee kept “Given word: The part is there”", [], []),
            ("Ann Lee gave a word for 3 Mar 2026, 17:00 UTC", [("given word", "–", "The part is there")], [due]),
            ("Ann Lee gave a word for 3 Mar 2026, 17:00 UTC", [("given word", "–", "I call you back")], [due]),
        ]
        assert (swept.sentence, swept.facts) == ("The promise “Given word: I call you back” was broken", [])

    def test_a_word_that_was_removed_is_told_by_its_number(self, house, admin, ann, ticket):
        give_word(ticket, text="I call you back", due_at=tuesday(17), by=ann, at=tuesday(11))
        keep_word(ticket, word="1", by=ann, at=tuesday(13))
        Remark.objects.filter(ticket=ticket).update(body="")

        kept, *_ = house.enter(admin).get("/audit/", {"kind": "word."}).context["page"].lines

        assert (kept.sentence, kept.facts) == ("Ann Lee kept a word", [("given word", "1")])

    def test_fields_are_told_in_words(self, house, desk, admin, ann, ticket):
        add_participant(ticket, person=desk.customer("Cleo"), role="cc", by=ann, at=tuesday(11))
        merge(desk.ticket(by=ann, team=ann.teams.get(), at=tuesday(10)), into=ticket, by=ann, at=tuesday(12))
        client = house.enter(admin)

        (copied,) = client.get("/audit/", {"kind": "ticket.participant_added"}).context["page"].lines
        (absorbed,) = client.get("/audit/", {"kind": "ticket.absorbed"}).context["page"].lines

        assert ("role", "in copy: reads and writes") in copied.facts
        assert ("its customer waits since", "3 Mar 2026, 10:00 UTC") in absorbed.facts

    def test_how_long_words_are_kept_is_told_before_and_after(self, house, admin):
        for days, hour in ((730, 9), (1, 10), (None, 11)):
            set_retention("messages", days=days, by=admin, at=tuesday(hour))

        lines = house.enter(admin).get("/audit/", {"kind": "desk.retention_set"}).context["page"].lines

        assert [told.changes for told in lines] == [
            [("messages and notes", "one day", "for good")],
            [("messages and notes", "730 days", "one day")],
            [("messages and notes", "for good", "730 days")],
        ]

    def test_narrows_to_a_person_a_thing_a_kind_and_days(self, house, desk, admin, ann, ticket):
        add_customer(Particulars("Mira Vogel"), by=desk.agent("Bo Ek"), at=tuesday(11))
        client = house.enter(admin)

        assert len(shown(client.get("/audit/", {"who": "ann lee"}))) == 2
        assert len(shown(client.get("/audit/", {"who": ann.actor, "on": ticket.reference}))) == 2
        assert len(shown(client.get("/audit/", {"kind": "ticket.assigned"}))) == 1
        assert shown(client.get("/audit/", {"kind": "customer."})) == ["Bo Ek added a customer"]
        assert len(shown(client.get("/audit/", {"who": ann.actor, "since": "2026-03-03", "until": "2026-03-03"}))) == 1
        assert shown(client.get("/audit/", {"until": "2022-01-01"})) == []

    def test_what_names_nothing_is_refused_and_nothing_is_shown(self, house, admin, ticket):
        answer = house.enter(admin).get("/audit/", {"who": "Nobody", "on": "T-1", "kind": "book", "since": "soon"})

        assert answer.status_code == 400
        assert answer.context["refused"] == [
            "Entries by: Nobody is called “Nobody”; write the whole name or address.",
            "That say: “book” names nothing here that you may see; choose again.",
            "On: “T-1” is no reference; write it like T-10482.",
            "Written from: “soon” is no date from 1900 to 2999; write it like 2026-11-22.",
        ]
        assert shown(answer) == []

    def test_turns_pages_forth_and_back(self, house, desk, admin, ann, ticket):
        for minute in range(60):
            reprioritize(ticket, impact=1 + minute % 2, urgency=2, by=ann, at=tuesday(11, minute))
            ticket = desk.fresh(ticket)
        client = house.enter(admin)

        first = client.get("/audit/", {"kind": "ticket.reprioritized"})
        second = client.get("/audit/" + first.context["older_url"])
        back = client.get("/audit/" + second.context["newer_url"])

        assert (len(shown(first)), len(shown(second))) == (50, 10)
        assert second.context["older_url"] == ""
        assert [told.line for told in back.context["page"].lines] == [told.line for told in first.context["page"].lines]

    def test_costs_the_same_however_long_the_log(self, house, admin, ann, ticket, django_assert_max_num_queries):
        client = house.enter(admin)
        client.get("/audit/")

        with django_assert_max_num_queries(14):
            client.get("/audit/", {"who": ann.actor})

    def test_a_search_that_would_take_long_is_broken_off_and_goes_on(self, house, admin, ann, ticket, monkeypatch):
        monkeypatch.setattr(trail, "WINDOW", 1)
        monkeypatch.setattr(trail, "MOST_LOOKED", 2)
        client = house.enter(admin)

        first = client.get("/audit/", {"kind": "desk.set_up"})
        later = first
        while not shown(later):
            later = client.get("/audit/" + later.context["older_url"])

        assert shown(first) == []
        assert "Looked back to" in first.content.decode()
        assert [told.line.stream for told in later.context["page"].lines] == ["desk:1"]


class TestExport:
    def test_refuses_what_the_page_refuses(self, house, admin, ticket):
        refused = house.enter(admin).get("/audit/export/", {"kind": "book"})

        assert refused.status_code == 400
        assert "That say: “book” names nothing here" in refused.content.decode()

    def test_hands_over_every_line(self, house, admin, ann, ticket, monkeypatch):
        monkeypatch.setattr(trail, "_AT_ONCE", 1)
        asked = {"who": ann.actor}
        text = b"".join(house.enter(admin).get("/audit/export/", asked).streaming_content).decode()

        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["kind"] for row in rows] == ["ticket.assigned", "ticket.opened"]
        assert rows[0]["changes"] == "assignee: – → Ann Lee"
        assert rows[0]["stream"] == ticket.stream


def test_a_hidden_ticket_is_not_told_of(desk, ann, ticket):
    """Whoever reads: the rule is the tickets' own."""
    hidden = desk.ticket(by=System("rule:test"), team=desk.team("Board", is_restricted=True), at=monday(9))
    lines = trail.older(trail.Asked(), size=50).lines

    told = page.tell(lines, reader=ann)

    assert hidden.stream in {line.stream for line in lines}
    assert {one.line.stream for one in told} == {line.stream for line in lines} - {hidden.stream}
