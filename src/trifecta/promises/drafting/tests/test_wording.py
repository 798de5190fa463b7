from __future__ import annotations

from trifecta.parts.clocks import naming
from trifecta.promises.drafting import wording
from trifecta.promises.standard import standard_book


def test_every_promise_of_the_standard_book_has_a_name_for_the_desk_and_one_beside_a_ticket():
    assert set(standard_book().promises) == set(wording.PROMISES) == set(naming.NAMES)
