"""The tickets behind a number of open promises: the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import NoneType

from django.utils.translation import gettext as _

from trifecta.base.text import N_
from trifecta.parts import keyset
from trifecta.parts.addresses import AddressRefused
from trifecta.parts.clocks.naming import promise_name
from trifecta.parts.keyset import MOST_COUNTED, PER_PAGE, Leaf, Place
from trifecta.promises.models import Clock, ClockQuerySet
from trifecta.screens.promises import now
from trifecta.staff.models import Agent
from trifecta.tickets import scope

WHERE = ("promise", "terms", "kind")
STANDINGS = {"running": N_("not broken yet"), "paused": N_("paused"), "broken": N_("broken and still open")}


@dataclass(frozen=True, slots=True)
class Line:
    """standing: running, paused or broken."""

    clock: Clock
    promise: str
    terms: str
    standing: str


@dataclass(frozen=True, slots=True)
class Page:
    """said: what was asked for, in words. before, after: places of the pages around it, empty where there is none."""

    lines: list[Line]
    count: int
    is_capped: bool
    said: str
    before: str
    after: str


def read(asked: Mapping[str, str], *, by: Agent, at: datetime) -> Page:
    """A place beyond the list leads to its beginning. Raises AddressRefused."""
    team, standing = _team(asked, by), _standing_of(asked)
    where = {name: asked[name].replace("\0", "") for name in WHERE if asked.get(name)}
    found = now.open_to(by).filter(**where, **team.where)
    if standing:
        found = found.filter(now.standing_of(standing, at))
    forward, backward = (Place.parse(asked.get(way, ""), datetime, NoneType) for way in ("after", "before"))
    shown = _leaf(found, forward or backward, is_backward=bool(backward and not forward)) or _leaf(found, None)
    clocks = shown.rows if shown else []
    count = found[: MOST_COUNTED + 1].count()
    names = now.called().name
    return Page(
        lines=[Line(one, promise_name(one.promise), names(one.terms), _standing(one, at)) for one in clocks],
        count=min(count, MOST_COUNTED),
        is_capped=count > MOST_COUNTED,
        said=_said(where, names, standing, team),
        before=str(Place(clocks[0].due_at, clocks[0].pk)) if shown and shown.has_before else "",
        after=str(Place(clocks[-1].due_at, clocks[-1].pk)) if shown and shown.has_after else "",
    )


def _leaf(found: ClockQuerySet, place: Place | None, *, is_backward: bool = False) -> Leaf[Clock] | None:
    rows: list[Clock] = []
    for part in _parts(found, place, is_backward=is_backward):
        rows += part.select_related("ticket__team", "ticket__owner", "team")[: PER_PAGE + 1 - len(rows)]
    return keyset.leaf(rows, size=PER_PAGE, is_from_place=place is not None, is_backward=is_backward)


def _parts(found: ClockQuerySet, place: Place | None, *, is_backward: bool) -> list[ClockQuerySet]:
    """What lies in one direction of a place, to be read one after the other: what is due when, and what is paused."""
    dated = found.filter(due_at__isnull=False).order_by("due_at", "pk")
    undated = found.filter(due_at=None).order_by("pk")
    if place is None:
        return [dated, undated]
    side = keyset.beyond("due_at", place.value, place.number, is_descending=is_backward)
    if is_backward:
        if place.value:
            return [dated.filter(side).reverse()]
        return [undated.filter(pk__lt=place.number).reverse(), dated.reverse()]
    return [dated.filter(side), undated] if place.value else [undated.filter(pk__gt=place.number)]


@dataclass(frozen=True, slots=True)
class _Team:
    """name: empty where the address asks for no team."""

    name: str = ""
    where: dict[str, int | None] = field(default_factory=dict)


def _team(asked: Mapping[str, str], by: Agent) -> _Team:
    """An empty team is asked for as what nobody has. Raises AddressRefused."""
    text = asked.get("team")
    if text is None:
        return _Team()
    if not text:
        return _Team(_("with nobody"), {"team": None})
    if text.isascii() and text.isdecimal() and len(text) < 19:
        for number, name in scope.teams_seen_by(by).filter(pk=int(text)).values_list("pk", "name"):
            return _Team(name, {"team": number})
    raise AddressRefused(_("There is no team “%(text)s” that you may see.") % {"text": text})


def _standing_of(asked: Mapping[str, str]) -> str:
    """Raises AddressRefused."""
    standing = asked.get("standing", "")
    if standing and standing not in STANDINGS:
        known = ", ".join(STANDINGS)
        raise AddressRefused(
            _("No promise is “%(text)s”; it is one of %(known)s.") % {"text": standing, "known": known}
        )
    return standing


def _standing(clock: Clock, at: datetime) -> str:
    if clock.broken_at is not None or (clock.due_at is not None and clock.due_at < at):
        return "broken"
    return "paused" if clock.state in {"paused", "away"} else "running"


def _said(where: Mapping[str, str], names: Callable[[str], str], standing: str, team: _Team) -> str:
    """Such as “Resolution, broken and still open, Network”."""
    promise = promise_name(where["promise"]) if "promise" in where else ""
    terms = names(where["terms"]) if "terms" in where else ""
    parts = [terms or promise, _(STANDINGS[standing]) if standing else "", team.name]
    return ", ".join(filter(None, parts)) or _("all that is open")
