"""Figures, charts and a table with values in them."""

from __future__ import annotations

from dataclasses import replace

from trifecta.web.charts import ChartSpec, Mark, Series, Target
from trifecta.web.figures import Figure
from trifecta.web.tables import Cell, Column, Table

WEEKS = tuple(f"{day} {month}" for month, days in (("Sep", (7, 14, 21, 28)), ("Oct", (5, 12, 19, 26))) for day in days)

SOLVED_AT_ONCE = Figure(
    label="How many are solved at the first contact?",
    url="#figure",
    value="71 %",
    change="up 3 points",
    turn="better",
    target="target 70 %",
    target_value=0.70,
    history=(0.64, 0.66, 0.63, 0.67, None, 0.69, 0.68, 0.71),
    note="1,204 resolved tickets, 95 %: 69–73 %, as of 09:40",
)
FIGURES = (
    SOLVED_AT_ONCE,
    Figure(
        label="How long until a ticket is solved?",
        url="#figure",
        value="2 h 10 min",
        unit_word="half of them",
        change="25 min more",
        turn="worse",
        target="target 2 h",
        target_value=7_200,
        history=(6_000, 6_300, 6_100, 6_900, 7_400, 7_300, 7_800),
        note="1,188 tickets, 95 %: 2 h 1 min–2 h 22 min, as of 09:40",
    ),
    Figure(
        label="How many tickets came in?",
        url="#figure",
        value="1,312",
        unit_word="tickets",
        change="as last week",
        history=(1_290, 1_340, 1_301, 1_330, 1_312),
        note="by the day they were opened, as of 09:40",
    ),
    Figure(label="How often do we reopen?", url="#figure", too_few=7, note="needs 20 resolved tickets in the period"),
    Figure(
        label="How fast is the phone answered?",
        url="#figure",
        unmeasured="Connect the phone system, or import its calls.",
    ),
)

LINE = ChartSpec(
    kind="line",
    title="Since mid-October seven in ten are solved at once",
    x=WEEKS,
    x_title="Week from",
    unit="share",
    series=(
        Series(
            name="First contact",
            values=(0.61, 0.63, 0.62, 0.66, 0.68, 0.7, 0.71, 0.71),
            low=(0.57, 0.59, 0.59, 0.62, 0.65, 0.66, 0.68, 0.68),
            high=(0.65, 0.67, 0.65, 0.7, 0.71, 0.74, 0.74, 0.74),
        ),
    ),
    target=Target(value=0.7, label="Target"),
    marks=(Mark(at="5 Oct", label="New knowledge base"),),
)
TEAMS = replace(
    LINE,
    title="The field team takes three times as long",
    unit="worked",
    target=None,
    marks=(),
    series=(
        Series(name="Service desk", values=(7_000, 7_400, 7_100, 6_900, 6_600, 6_800, 6_400, 6_300)),
        Series(name="Network", values=(12_000, 11_800, 13_000, 12_500, 12_100, 11_900, 12_600, 12_000)),
        Series(name="Field", values=(21_000, 20_500, 22_000, None, 19_800, 21_400, 20_100, 20_900)),
    ),
)
CHANNELS = ChartSpec(
    kind="stacked",
    title="Half of all contacts come by phone",
    x=WEEKS,
    x_title="Week from",
    unit="count",
    series=(
        Series(name="Phone", values=(620, 640, 600, 660, 655, 630, 640, 650)),
        Series(name="Mail", values=(400, 390, 420, 410, 380, 395, 405, 400)),
        Series(name="Portal", values=(150, 160, 180, 190, 210, 230, 240, 262)),
    ),
)
AGES = ChartSpec(
    kind="bar",
    title="Forty tickets are older than three weeks",
    x=("under 1 day", "1–3", "3–7", "7–21", "over 21 days"),
    x_title="Age",
    unit="count",
    series=(Series(name="Open tickets", values=(88, 120, 64, 51, 40)),),
)

BY_TEAM = ChartSpec(
    kind="rows",
    title="Only the service desk is above the target",
    x=("Service desk", "Netzwerk und Arbeitsplatztechnik", "Field"),
    x_title="Team",
    unit="share",
    series=(Series(name="First contact", values=(0.78, 0.41, 0.09), low=(0.75, 0.34, 0.03), high=(0.81, 0.49, 0.26)),),
    target=Target(value=0.7, label="Target"),
)
COSTS = replace(
    BY_TEAM,
    title="One team has most of the tickets",
    unit="count",
    target=None,
    series=(Series(name="Tickets", values=(1_011, 163, 30)),),
)

TEAM_ROWS = (
    ("Service desk", "78 %", "1,011"),
    ("Netzwerk und Arbeitsplatztechnik", "41 %", "163"),
    ("Field", "9 %", "30"),
)
TABLE = Table(
    caption="First contact resolution by team",
    columns=(
        Column("Team"),
        Column("Value", is_number=True, sort_url="#sort", sorted="descending"),
        Column("Tickets", is_number=True, sort_url="#sort"),
    ),
    rows=tuple(
        (Cell(team, url="#team"), Cell(value, is_number=True), Cell(n, is_number=True)) for team, value, n in TEAM_ROWS
    ),
)
