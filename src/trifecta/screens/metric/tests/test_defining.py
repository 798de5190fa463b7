from __future__ import annotations

from trifecta.screens.metric.defining import definition


def test_another_metric_is_a_link_with_the_name_that_people_know():
    told = definition("Share of what was\nconfirmed.\n\nA part of `validated_resolution`; a & b are `code`.")

    assert told == (
        "<p>Share of what was confirmed.</p>"
        "<p>A part of <a href='/metrics/validated_resolution/'>Solved for the customer</a>; "
        "a &amp; b are <code>code</code>.</p>"
    )
