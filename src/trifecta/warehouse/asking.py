"""
Questions of pages, answered from what is kept. Free of engines: pages import it, the worker computes (`answering`).

A kept answer is shown at once, with how old it is; a question never asked before is written down and answered within
moments. Whoever asks sees what they may see: the scope is part of the question, whatever the page says.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _

from trifecta.base.errors import NotPermitted
from trifecta.metrics import metric
from trifecta.metrics.answer import Answer, Cases, Question, SeenBy
from trifecta.staff.models import Agent
from trifecta.tickets import scope
from trifecta.warehouse import freshness
from trifecta.warehouse.models import Freshness, KeptAnswer

SEEN_EVERY = timedelta(minutes=5)
"""How exactly we know when something was last asked for."""
_SHAPE = 3
"""Raised when what is kept of an answer changes its shape."""
T = TypeVar("T", Answer, Cases)


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """
    What can be shown at once.

    answer: None while it is being computed or could not be; failure: one sentence, why it could not be
    is_current: no newer copy is known; lag: how old the numbers may be, None without an answer
    """

    answer: T | None
    is_current: bool
    answered_at: datetime | None
    lag: timedelta | None
    failure: str

    @property
    def is_computing(self) -> bool:
        return self.answer is None and not self.failure


def ask(question: Question, *, by: Agent, at: datetime) -> Kept[Answer]:
    """
    The kept answer, if there is one. Raises UnknownMetric, and NotPermitted for those who do not work at the desk.
    """
    return ask_all([question], by=by, at=at)[0]


def ask_all(questions: Sequence[Question], *, by: Agent, at: datetime) -> list[Kept[Answer]]:
    """As `ask`, for a whole page in a bounded number of queries."""
    return _ask(questions, KeptAnswer.Sort.ANSWER, Answer.from_json, by=by, at=at)


def ask_cases(question: Question, *, by: Agent, at: datetime) -> Kept[Cases]:
    """The cases behind a number: the question narrowed to one cell."""
    return _ask([question], KeptAnswer.Sort.CASES, lambda kept: Cases(**kept), by=by, at=at)[0]


def eyes_of(person: Agent) -> SeenBy | None:
    """What a question of this person leaves out; None when they may see all. Raises NotPermitted."""
    if not isinstance(person, Agent) or not person.is_active:
        raise NotPermitted(_("Numbers are shown to those who work at the desk."))
    seen = scope.scope_of(person)
    return SeenBy(seen.agent_id, seen.hidden_team_ids) if seen.hidden_team_ids else None


def key_of(question: Question, sort: str) -> str:
    """The name under which an answer of today's definition is kept. Raises UnknownMetric."""
    told = [_SHAPE, sort, metric.get(question.metric).version, to_json(question)]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def to_json(question: Question) -> dict[str, Any]:
    dates = {name: on and on.isoformat() for name, on in (("since", question.since), ("until", question.until))}
    return {**asdict(question), **dates, "where": sorted(question.where)}


def from_json(kept: Mapping[str, Any]) -> Question:
    dates = {name: kept[name] and date.fromisoformat(kept[name]) for name in ("since", "until")}
    eyes = kept["seen_by"]
    return Question(
        **{
            **kept,
            **dates,
            "by": tuple(kept["by"]),
            "where": tuple((dimension, value) for dimension, value in kept["where"]),
            "seen_by": eyes and SeenBy(eyes["agent_id"], tuple(eyes["hidden_team_ids"])),
        }
    )


def _ask(
    questions: Sequence[Question], sort: str, read: Callable[[Any], T], *, by: Agent, at: datetime
) -> list[Kept[T]]:
    eyes = eyes_of(by)
    fresh = freshness.current()
    if fresh is None:
        return [Kept(None, is_current=False, answered_at=None, lag=None, failure="") for _question in questions]
    seen = [replace(question, seen_by=eyes) for question in questions]
    keys = [key_of(question, sort) for question in seen]
    rows = KeptAnswer.objects.in_bulk(keys, field_name="key")
    _write_down({key: one for key, one in zip(keys, seen, strict=True) if key not in rows}, sort, at)
    _want_again(rows.values(), fresh, at)
    return [_kept(rows.get(key), fresh, read, at) for key in keys]


def _write_down(questions: Mapping[str, Question], sort: str, at: datetime) -> None:
    wanted = [KeptAnswer(key=key, sort=sort, question=to_json(one), asked_at=at) for key, one in questions.items()]
    if wanted:
        KeptAnswer.objects.bulk_create(wanted, ignore_conflicts=True)


def _want_again(rows: Iterable[KeptAnswer], fresh: Freshness, at: datetime) -> None:
    stale = [row.pk for row in rows if row.snapshot != fresh.snapshot and not row.is_wanted]
    if stale:
        KeptAnswer.objects.filter(pk__in=stale).update(is_wanted=True, asked_at=at)
    unseen = [row.pk for row in rows if row.pk not in stale and at - row.asked_at > SEEN_EVERY]
    if unseen:
        KeptAnswer.objects.filter(pk__in=unseen).update(asked_at=at)


def _kept(row: KeptAnswer | None, fresh: Freshness, read: Callable[[Any], T], at: datetime) -> Kept[T]:
    if row is None or row.answered_at is None:
        return Kept(None, is_current=False, answered_at=None, lag=None, failure="")
    is_current = row.snapshot == fresh.snapshot
    if row.payload is None:
        return Kept(None, is_current, row.answered_at, lag=None, failure=row.failure)
    answer = read(row.payload)
    read_at = datetime.fromisoformat(answer.as_of)
    lag = at - max(read_at, fresh.checked_at) if is_current else at - read_at
    return Kept(answer, is_current, row.answered_at, lag, failure="")
