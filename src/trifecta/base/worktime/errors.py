"""What business time refuses and what it can't compute, each in one sentence that a page can translate."""

from __future__ import annotations

from dataclasses import dataclass, field

from trifecta.base.errors import TrifectaError


@dataclass(frozen=True)
class Sentence:
    """One sentence whose template is marked for translation; the values are put in after translating."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class _Spoken(TrifectaError):
    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))


class CalendarRefused(_Spoken):
    """The calendar contradicts itself or could never be worked by."""


class UnknownZone(CalendarRefused):
    """No time zone of this name exists."""


class CannotCompute(_Spoken):
    """There is no true answer; a clock that meets this says so instead of guessing."""


class BeyondHorizon(CannotCompute):
    """The instant lies where the calendar is not settled."""


class NeverReached(CannotCompute):
    """The settled calendar ends before that much business time has been worked."""


class NeverOpen(CannotCompute):
    """The calendar has no open time at all."""
