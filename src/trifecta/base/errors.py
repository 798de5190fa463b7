"""The one family of errors that a person is meant to read."""

from __future__ import annotations

from dataclasses import dataclass, field


class TrifectaError(Exception):
    """Something a person can mend; the first argument is one sentence, ready to be shown."""


class NotPermitted(TrifectaError):
    """This person may not do this here."""


class RuleBroken(TrifectaError):
    """The act contradicts the state of the matter (already closed, not on offer)."""


@dataclass(frozen=True)
class Sentence:
    """One sentence whose template is marked for translation; the values are put in after translating."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


class Spoken(TrifectaError):
    """An error whose sentence a page can translate."""

    def __init__(self, template: str, **values: object) -> None:
        self.sentence = Sentence(template, values)
        super().__init__(str(self.sentence))
