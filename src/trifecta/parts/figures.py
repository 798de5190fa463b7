"""An answer of a metric as the figure of a page: the number, and all that makes it honest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from trifecta.metrics.answer import Answer, Cell
from trifecta.metrics.metric import Metric
from trifecta.parts import counted
from trifecta.parts.look import Look
from trifecta.parts.periods import first_day
from trifecta.web import format as written
from trifecta.web.figures import Aim, Figure, Turn
from trifecta.web.measures import between, measure


@dataclass(frozen=True, slots=True)
class Reading:
    """What of an answer by period is shown: the latest settled cell, the one before, and all values in order."""

    latest: Cell | None
    before: Cell | None
    history: tuple[float | None, ...]


def read(answer: Answer, look: Look) -> Reading:
    """
    A running or maturing period is drawn but not the headline, unless there is no other.

    Nor is one without a case, where there is nothing to say of it; nothing is measured where no period has a case.
    """
    cells = sorted((cell for cell in answer.rows if cell.period), key=lambda cell: cell.period or "")
    if answer.date_basis == "instant":
        return _read_instants(cells, look)
    told = [cell for cell in cells if cell.n or cell.value is not None] if any(cell.n for cell in cells) else []
    running = first_day(look.on, look.period).isoformat()
    settled = [cell for cell in told if not cell.maturing and (cell.period or "") < running] or told
    return _reading(settled, cells)


def _read_instants(cells: list[Cell], look: Look) -> Reading:
    """What lies open at the last instant in sight is told, also when it is nothing: then the answer has no cell."""
    last = look.last.isoformat()
    seen = [cell for cell in cells if (cell.period or "") <= last]
    if not seen or seen[-1].period != last:
        seen.append(Cell(last, {}, None, 0, None, None, None, None))
    return _reading(seen, seen)


def _reading(settled: list[Cell], cells: list[Cell]) -> Reading:
    latest = settled[-1] if settled else None
    before = settled[-2] if len(settled) > 1 else None
    return Reading(latest, before, tuple(cell.value for cell in cells))


def figure(
    metric: Metric, answer: Answer, look: Look, *, target: float | None, url: str = "", is_dated: bool = True
) -> Figure:
    """The figure of a metric by period. is_dated: it says as of when it is, which its page else says of all."""
    seen = read(answer, look)
    cell = seen.latest
    if cell is None:
        return Figure(label=_(metric.label), url=url, unmeasured=_(metric.unmeasured))
    change, turn = change_of(metric, cell, seen.before, look)
    is_nothing = not cell.n and cell.value is None
    return Figure(
        label=_(metric.label),
        url=url,
        value=measure(cell.value, unit_of(metric)),
        unit_word=unit_word(metric),
        period=counted.named(metric, _first(cell, look), look),
        change=change,
        turn=turn,
        target=_("target %(value)s") % {"value": measure(target, unit_of(metric))} if target is not None else "",
        target_value=target,
        aim=aim(metric, cell, target),
        history=seen.history,
        note=note(metric, cell, look, as_of=datetime.fromisoformat(answer.as_of) if is_dated else None),
        nothing=_(metric.unmeasured) if is_nothing else "",
        too_few=cell.n if cell.too_few else None,
    )


def _first(cell: Cell, look: Look) -> date:
    return date.fromisoformat(cell.period or look.on.isoformat())


def unit_of(metric: Metric) -> str:
    """The writer of `web.measures` for a metric's unit."""
    if metric.unit == "s":
        return "worked" if metric.is_business_time else "duration"
    return metric.unit


def unit_word(metric: Metric) -> str:
    """What kind of hours they are: 72 of them are three days, or nine days of work."""
    return _("in opening hours") if metric.unit == "s" and metric.is_business_time else ""


def change_of(metric: Metric, cell: Cell, before: Cell | None, look: Look) -> tuple[str, Turn]:
    """Against the period before, by its name; where the intervals overlap there is no turn to speak of."""
    if before is None or cell.value is None or before.value is None:
        return "", "even"
    difference = cell.value - before.value
    told = {
        "amount": _amount(metric, abs(difference)),
        "before": counted.named(metric, _first(before, look), look),
    }
    if told["amount"] == _amount(metric, 0) or _is_less_than_one_case(metric, cell, before):
        return _("no change against %(before)s") % told, "even"
    if _overlap(cell, before):
        return _("no clear change against %(before)s") % told, "even"
    words = _("up %(amount)s against %(before)s") if difference > 0 else _("down %(amount)s against %(before)s")
    if metric.better == "context":
        return words % told, "even"
    is_better = (difference > 0) == (metric.better == "higher")
    return words % told, "better" if is_better else "worse"


def _is_less_than_one_case(metric: Metric, cell: Cell, before: Cell) -> bool:
    """A share that moved only because the whole did."""
    if metric.unit != "share" or cell.low is not None or cell.value is None or before.value is None:
        return False
    return abs(cell.value - before.value) * max(cell.n, before.n) < 1


def _overlap(one: Cell, other: Cell) -> bool:
    if None in {one.low, one.high, other.low, other.high}:
        return False
    return one.low <= other.high and other.low <= one.high  # type: ignore[operator]


def _amount(metric: Metric, difference: float) -> str:
    if metric.unit == "share":
        return _("%(points)s points") % {"points": written.number(difference * 100, decimals=1)}
    return measure(difference, unit_of(metric))


def aim(metric: Metric, cell: Cell, target: float | None) -> Aim:
    """Against the target; where the interval holds it, nobody can tell."""
    if target is None or cell.value is None or metric.better == "context":
        return ""
    if cell.low is not None and cell.high is not None and cell.low < target < cell.high:
        return "near"
    is_met = cell.value >= target if metric.better == "higher" else cell.value <= target
    return "met" if is_met else "missed"


def note(metric: Metric, cell: Cell, look: Look, *, as_of: datetime | None) -> str:
    """The quiet line: how many cases of which period, the interval, how fresh; and why there is no number."""
    parts = [counted.in_period(metric, counted.listed(metric, cell), _first(cell, look), look)]
    if cell.low is not None and cell.high is not None:
        parts.append(_("95 %%: %(interval)s") % {"interval": between(cell.low, cell.high, unit_of(metric))})
    if as_of is not None:
        parts.append(_("as of %(moment)s") % {"moment": written.moment(as_of, now=look.now)})
    told = ", ".join([parts[0], *(unbroken(part) for part in parts[1:])])
    is_unreached = cell.value is None and cell.n > 0 and not cell.too_few
    return f"{told}. {_(metric.unreached)}" if is_unreached and metric.unreached else told


def unbroken(text: str) -> str:
    """The same text, which no line ends within."""
    return text.replace(" ", "\u00a0").replace("–", "\u2060–\u2060")
