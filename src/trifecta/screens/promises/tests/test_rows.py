from __future__ import annotations

from datetime import date

from trifecta.metrics.answer import Answer, Cell
from trifecta.screens.promises.now import Called, Now, Tally
from trifecta.screens.promises.rows import SET_ASIDE, Told, cuts
from trifecta.warehouse.asking import Kept

OCTOBER = date(2026, 10, 1)
ASKED = list(cuts(OCTOBER, "month"))


def cell(dims, n, *, numerator=None, value=None, too_few=False):
    low, high = (None, None) if value is None else (value - 0.1, value + 0.1)
    return Cell(None, dims, value, n, low, high, numerator, n, too_few=too_few)


def told(*answered, now=None):
    """answered: (metric, by, cells); of all else nothing is known yet."""
    known = {(metric, by): cells for metric, by, cells in answered}
    kept = []
    for question in ASKED:
        cells = known.get((question.metric, question.by))
        answer = None
        if cells is not None:
            answer = Answer(question.metric, 1, "share", "due", "2026-11-01T00:00:00Z", "", "", "", cells)
        kept.append(Kept(answer, is_current=True, answered_at=None, lag=None, failure=""))
    return Told(ASKED, kept, now or Now(), Called({}, {"feeling": "xla", "vendor": "contract"}), OCTOBER, "month")


def test_a_promise_has_its_share_its_counts_and_what_is_open():
    counts = Now(by_promise={"resolution": Tally(running=5, paused=2, broken=1)})
    (row,) = told(
        ("sla_attainment", ("promise",), [cell({"promise": "resolution"}, 40, numerator=30, value=0.75)]),
        (
            SET_ASIDE,
            ("promise", "outcome"),
            [
                cell({"promise": "resolution", "outcome": "waived"}, 2),
                cell({"promise": "resolution", "outcome": "cancelled"}, 3),
            ],
        ),
        now=counts,
    ).promises()

    assert (row.name, row.share, row.interval) == ("Resolution", "75 %", "65–85 %")
    assert [str(one) for one in (row.met, row.broken, row.waived, row.cancelled)] == ["30", "10", "2", "3"]
    assert (row.open.count, row.open_broken.count) == (8, 1)
    assert row.open_broken.url == "/promises/open/?promise=resolution&standing=broken"
    assert row.broken.url == (
        "/metrics/sla_attainment/cases/?period=month&since=2026-10-01&until=2026-11-01"
        "&where=promise%3Aresolution&where=outcome%3Abroken&where=outcome%3A"
    )


def test_too_few_are_no_number_and_nothing_opens_to_nothing():
    (row,) = told(
        ("given_word_kept", ("promise",), [cell({"promise": "word"}, 4, numerator=4, too_few=True)])
    ).promises()

    assert (row.name, row.share, row.interval) == ("A given word", "too few to say (4)", "")
    assert (row.met.count, row.broken.count, row.broken.url, row.open.url) == (4, 0, "", "")
    assert str(row.waived) == "…"


def test_what_is_being_computed_is_no_zero():
    (row,) = told(now=Now(by_promise={"resolution": Tally(running=1)})).promises()

    assert [str(one) for one in (row.met, row.broken, row.cancelled, row.open)] == ["…", "…", "…", "1"]
    assert (row.share, row.interval) == ("…", "…")


def test_what_no_metric_counts_is_no_zero_either():
    (row,) = told(("sla_attainment", ("promise",), []), now=Now(by_promise={"feeling": Tally(broken=2)})).promises()

    assert [str(one) for one in (row.met, row.broken, row.open_broken)] == ["–", "–", "2"]
    assert (row.share, row.interval) == ("", "")


def test_a_vendors_part_has_its_share_and_is_no_zero_before():
    asked = {"now": Now(by_promise={"vendor": Tally(running=1)})}
    (coming,) = told(("sla_attainment", ("promise",), []), **asked).promises()
    cells = [cell({"promise": "vendor"}, 20, numerator=15, value=0.75)]
    (row,) = told(("contract_attainment", ("promise",), cells), **asked).promises()

    assert (str(coming.met), row.share, str(row.met), str(row.broken)) == ("…", "75 %", "15", "5")
    assert row.met.url.startswith("/metrics/contract_attainment/cases/?")


def test_promises_stand_in_the_order_of_a_tickets_life():
    counts = Now(by_promise={code: Tally(running=1) for code in ("told_elsewhere", "word", "first_response", "stay")})

    names = [row.name for row in told(now=counts).promises()]

    assert names == ["First response", "A team’s part", "A given word", "told elsewhere"]


def test_teams_stand_by_name_if_there_is_anything_to_say():
    counts = Now(by_team={2: Tally(broken=3), 9: Tally(running=1)})
    found = told(
        ("ola_attainment", ("team",), [cell({"team": 1}, 50, numerator=45, value=0.9)]),
        now=counts,
    ).teams({1: "First", 2: "Network", 3: "Silent"})

    assert [(row.name, row.share, row.open_broken.count) for row in found] == [("First", "90 %", 0), ("Network", "", 3)]


def test_what_nobody_had_stands_in_a_row_so_that_all_add_up():
    set_aside = [cell({"team": None, "outcome": "waived"}, 2)]
    *_, row = told(
        (
            "ola_attainment",
            ("team",),
            [cell({"team": 1}, 50, numerator=45, value=0.9), cell({"team": None}, 8, numerator=5)],
        ),
        (SET_ASIDE, ("team", "outcome"), set_aside),
        now=Now(by_team={None: Tally(running=2)}),
    ).teams({1: "First"})

    assert (row.name, row.met.count, row.broken.count, row.waived.count, row.open.count) == ("Nobody", 5, 3, 2, 2)
    assert row.open.url.endswith("?team=&kind=ola")


def test_of_teams_only_what_they_promised_each_other_is_counted():
    set_aside = [cell({"team": 1, "outcome": "cancelled"}, 4)]
    (row,) = told(
        ("ola_attainment", ("team",), [cell({"team": 1}, 50, numerator=45, value=0.9)]),
        (SET_ASIDE, ("team", "outcome"), set_aside),
        now=Now(by_team={1: Tally(running=2)}),
    ).teams({1: "First"})

    assert row.cancelled.url.endswith("&where=team%3A1&where=kind%3Aola&where=outcome%3Acancelled")
    assert row.open.url == "/promises/open/?team=1&kind=ola"
    assert [question.where for question in ASKED if question.by == ("team", "outcome")] == [(("kind", "ola"),)]
