"""
The yardstick of `analytics`: the same figures by SQL that a person tuned for this one log, in DuckDB.

It knows what only this log promises: work is handed off before the first resolution, every team below the ninth is of
the first level, and opening hours follow one formula. The median is over what was resolved, which is cheaper than ours.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from bench.figures import DAYS, Figures, read_as_of

WORKED = """
    CREATE MACRO worked(x) AS (
        (x // 604_800) * 144_000 + least((x % 604_800) // 86_400, 5) * 28_800
        + CASE WHEN x % 604_800 < 432_000 THEN least(greatest(x % 86_400 - 32_400, 0), 28_800) ELSE 0 END
    )
"""
TICKETS = """
    CREATE TEMP TABLE tickets AS
    WITH told AS (
        SELECT stream_id AS ticket, kind, epoch_us(happened_at) // 1_000_000 AS at_s, f_team, f_to_team, f_requester,
            f_service, f_channel
        FROM log WHERE kind IN ('ticket.opened', 'ticket.resolved', 'ticket.reopened', 'ticket.rejected',
            'ticket.handoff_accepted', 'ticket.given_back')
    ), once AS (
        SELECT ticket, min(at_s) FILTER (kind = 'ticket.opened') AS opened,
            min(at_s) FILTER (kind = 'ticket.resolved') AS solved,
            min(at_s) FILTER (kind IN ('ticket.reopened', 'ticket.rejected')) AS reopened,
            min(f_team) FILTER (kind = 'ticket.opened') AS first_team,
            min(f_team) FILTER (kind = 'ticket.handoff_accepted') AS second_team,
            bool_or(kind = 'ticket.given_back') AS is_back,
            min(f_requester) AS customer, min(f_service) AS service, min(f_channel) AS channel
        FROM told GROUP BY ticket
    ), replied AS (
        SELECT stream_id AS ticket, count(*) AS replies FROM log JOIN once ON stream_id = ticket
        WHERE kind = 'ticket.message_sent' AND epoch_us(happened_at) // 1_000_000 <= solved GROUP BY 1
    ), reached AS (
        SELECT f_ticket AS ticket, count(*) AS contacts FROM log JOIN once ON f_ticket = ticket
        WHERE kind = 'contact.recorded' AND epoch_us(happened_at) // 1_000_000 <= solved GROUP BY 1
    )
    SELECT once.*, CASE WHEN second_team IS NULL OR is_back THEN first_team ELSE second_team END AS team,
        coalesce(replies, 0) AS replies, coalesce(contacts, 0) AS contacts,
        worked(solved - {monday}) - worked(opened - {monday}) AS worked_s
    FROM once LEFT JOIN replied USING (ticket) LEFT JOIN reached USING (ticket)
"""
BY_TEAM_AND_MONTH = """
    WITH came AS (
        SELECT customer, service, opened AS at_s FROM tickets UNION ALL
        SELECT f_customer, f_service, epoch_us(happened_at) // 1_000_000 FROM log WHERE kind = 'contact.recorded'
    ), again AS (
        SELECT DISTINCT ticket FROM tickets JOIN came USING (customer, service)
        WHERE at_s > solved AND at_s <= solved + 604_800
    )
    SELECT team, date_trunc('month', make_timestamp(solved * 1_000_000)) AS month, count(*) AS resolved,
        count(*) FILTER (is_ripe AND second_team IS NULL AND reopened IS NULL AND again.ticket IS NULL
            AND CASE WHEN channel IN ('mail', 'portal') THEN worked_s <= 3_600
                ELSE replies <= 1 AND contacts <= 1 END) AS at_first,
        count(*) FILTER (is_ripe) AS ripe,
        count(*) FILTER (is_ripe AND reopened - solved <= 1_209_600) AS reopened,
        quantile_cont(worked_s, 0.5), quantile_cont(worked_s, 0.9)
    FROM (SELECT *, solved <= {as_of} - 1_209_600 AS is_ripe FROM tickets WHERE solved IS NOT NULL)
    LEFT JOIN again USING (ticket) GROUP BY ALL ORDER BY ALL
"""
BY_DAY = """
    WITH moved AS (
        SELECT stream_id AS ticket, epoch_us(happened_at) // 1_000_000 AS at_s, seq, kind FROM log
        WHERE kind IN ('ticket.opened', 'ticket.resolved', 'ticket.rejected', 'ticket.reopened', 'ticket.closed')
    ), spans AS (
        SELECT ticket, kind, at_s, lead(at_s) OVER (PARTITION BY ticket ORDER BY at_s, seq) AS until FROM moved
    ), lying AS (
        SELECT ticket, unnest(range(greatest(at_s // 86_400, {first}),
            least(coalesce(until // 86_400, {first} + {days}), {first} + {days}))) AS day
        FROM spans WHERE kind IN ('ticket.opened', 'ticket.rejected', 'ticket.reopened')
            AND (until IS NULL OR until // 86_400 > {first})
    )
    SELECT day, count(*), quantile_cont((day + 1) * 86_400 - opened, 0.5) FROM lying JOIN tickets USING (ticket)
    GROUP BY 1 ORDER BY 1
"""
MONDAY_S = 345_600
"""1970-01-05, the first Monday that is counted from."""


def figures(store: Path) -> Figures:
    as_of_s = int(read_as_of(store).timestamp())
    told = {"as_of": as_of_s, "first": as_of_s // 86_400 - DAYS, "days": DAYS, "monday": MONDAY_S}
    with duckdb.connect() as con:
        con.execute(f"CREATE VIEW log AS FROM read_parquet('{store}/log/*.parquet')")
        con.execute(WORKED)
        con.execute(TICKETS.format(**told))
        months = con.execute(BY_TEAM_AND_MONTH.format(**told)).fetchall()
        days = con.execute(BY_DAY.format(**told)).fetchall()
        (worked_s,) = con.execute("SELECT sum(worked_s) FROM tickets").fetchone() or (0,)
    return Figures(
        solved_at_first_contact=sum(row[3] for row in months),
        ripe=sum(row[4] for row in months),
        reopened=sum(row[5] for row in months),
        worked_s=int(worked_s),
        lying=sum(row[1] for row in days),
        age_s=sum(row[2] for row in days),
    )


if __name__ == "__main__":
    print(figures(Path(sys.argv[1])))
