from __future__ import annotations

from trifecta.promises.drafting import wording
from trifecta.promises.standard import standard_book


def test_every_promise_of_the_standard_book_has_a_name():
    assert set(standard_book().promises) == set(wording.PROMISES)
