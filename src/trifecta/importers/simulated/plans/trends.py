"""What slowly got better and what slowly got worse in this world."""

from __future__ import annotations

from dataclasses import dataclass

from trifecta.importers.simulated.hours import DAY_S


@dataclass(frozen=True, slots=True)
class Initiative:
    """
    Knowledge at the speed of conversation: articles are used more, and so more is solved in the first contact.

    share_before, share_after: of first contacts with a fitting article in which it is used.
    lift: log-odds of solving that come with the training itself; article: with an article in use.
    """

    begins_at: int
    ramp_s: int = 56 * DAY_S
    share_before: float = 0.22
    share_after: float = 0.68
    lift: float = 0.35
    article: float = 1.1

    def progress(self, at: int) -> float:
        return min(1.0, max(0.0, (at - self.begins_at) / self.ramp_s))

    def article_share(self, at: int) -> float:
        return self.share_before + (self.share_after - self.share_before) * self.progress(at)


@dataclass(frozen=True, slots=True)
class Decline:
    """Teams that lost half of their people accept later and work longer, by these factors once the ramp is over."""

    teams: frozenset[str]
    begins_at: int
    ramp_s: int = 30 * DAY_S
    accept: float = 9.0
    work: float = 5.0

    def slowness(self, team: str, at: int) -> tuple[float, float]:
        """The factors for accepting and for working."""
        if team not in self.teams or at <= self.begins_at:
            return 1.0, 1.0
        progress = min(1.0, (at - self.begins_at) / self.ramp_s)
        return 1 + (self.accept - 1) * progress, 1 + (self.work - 1) * progress
