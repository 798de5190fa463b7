"""
Conditions: which tickets are meant, as a sentence that a person reads and three readings that agree.

    priority <= 2 and service in ("VPN", "Mail") and not (team = "Network" or requester is none)

A comparison is a field, a sign and a value: `=`, `!=`, `<`, `<=`, `>`, `>=`, `in (…)`, `not in (…)`, a range of
numbers (`priority in 2..4`, both ends included), `is none`, `is not none`. `not` binds closest, then `and`, then `or`.
The empty text means everything.

- Codes stand bare (`sort = incident`); one that only a foreign desk uses stands in quotes.
- Names stand in quotes and are kept as ids, so that renaming breaks nothing; `#7` is the one with the id 7.
- An instant is a day, from its midnight in the desk's zone (`opened_at < 2026-03-01`), or `2026-03-01T09:30Z`.

The logic has two values. A comparison with what is missing is false, and whatever negates it is therefore true: a
ticket without a priority is not `priority <= 2`, but it is `priority != 2` and `not priority <= 2`.
"""
