from __future__ import annotations

import pytest

from trifecta.identity.actions.change_address import WrongPassword, change_address
from trifecta.identity.actions.create_account import AddressTaken


@pytest.fixture
def ann(desk):
    return desk.account(desk.agent("Ann"), password="correct horse")


def test_signs_in_by_the_new_address(desk, ann):
    change_address(ann, email="ann.lee@Example.ORG", password="correct horse")

    assert desk.fresh(ann).email == "ann.lee@example.org"


def test_may_change_the_letters_of_ones_own(desk, ann):
    change_address(ann, email="Ann@example.org", password="correct horse")

    assert desk.fresh(ann).email == "Ann@example.org"


def test_asks_for_the_password(desk, ann):
    with pytest.raises(WrongPassword):
        change_address(ann, email="thief@example.org", password="guess")

    assert desk.fresh(ann).email == "ann@example.org"


def test_takes_nobody_elses(desk, ann):
    desk.account(desk.agent("Ben"))

    with pytest.raises(AddressTaken):
        change_address(ann, email="BEN@example.org", password="correct horse")

    assert desk.fresh(ann).email == "ann@example.org"
