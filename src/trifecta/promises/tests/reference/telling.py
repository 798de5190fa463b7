"""A promise told along the story: when runs begin, what moves them, how they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from trifecta.promises.terms import AfterReopening, OnChange, Per, Terms, Trigger
from trifecta.promises.tests.reference.hours import Meant, meant, open_time
from trifecta.promises.tests.reference.run import Mark, Run, Subject
from trifecta.promises.tests.reference.story import REOPENED, Moment, holds, second
from trifecta.promises.tests.reference.world import World

WORDS = {"word.given", "word.kept", "word.broken"}
NOBODY_NAMED_IT = object()


@dataclass
class Telling:
    """
    One promise for one subject: the ticket, a team that has held the work, a word that was given.

    always: terms that apply whatever the facts say, instead of those of the book; by_hours: what counts as open, then
    named: a deadline for the next run to begin
    """

    promise: str
    subject: Subject
    world: World
    told: Sequence[Moment]
    always: Terms | None = None
    by_hours: Meant | None = None
    runs: list[Run] = field(default_factory=list)
    named: int | None = None

    def tell(self, until: int) -> None:
        """All moments up to this place, which is left out."""
        terms: Terms | None = None
        for place, moment in enumerate(self.told[:until]):
            for run in self._open():
                run.look(moment.at)
            named = self._named_at(moment)
            before, terms = terms, self._applying(moment, named)
            if before is None and terms is not None:
                self._read_from_opening(place, terms, self.named if named is NOBODY_NAMED_IT else named)
            if terms is None:
                self._let_go(moment.at)
            is_news = named is not NOBODY_NAMED_IT and any(run.deadline != named for run in self._open())
            if named is not NOBODY_NAMED_IT:
                self._name(named)
            if terms is not None:
                self._read_anew(place, terms, is_named=is_news)
            if moment.entry:
                self._waive(moment)
                self._begin_earlier(place)
            if moment.entry and terms:
                self._move(place, terms)

    def _open(self) -> list[Run]:
        """The run that is open, if any."""
        return [run for run in self.runs if run.ended is None]

    def _applying(self, moment: Moment, named: Any) -> Terms | None:
        """The first terms that apply; without a target they do so only while a deadline is named."""
        if self.always:
            return self.always
        known = [self.named, *(run.deadline for run in self._open())] if named is NOBODY_NAMED_IT else [named]
        is_named = any(deadline is not None for deadline in known)
        mine = (terms for terms in moment.book.terms if terms.promise == self.promise)
        facts = moment.facts | ({"team": self.subject} if isinstance(self.subject, int) else {})
        meant = (terms for terms in mine if terms.target or terms.per is Per.WORD or is_named)
        return next((terms for terms in meant if holds(terms.applies, facts)), None)

    # What a person or a source says of the promise

    def _named_at(self, moment: Moment) -> Any:
        event: Any = moment.entry and moment.entry.event
        if event is None or event.kind != "promise.started" or event.promise != self.promise:
            return NOBODY_NAMED_IT
        if self.always and not self.always.target:
            return NOBODY_NAMED_IT  # what lies behind is read by the deadline that counts now
        return event.due_at and second(event.due_at)

    def _name(self, deadline: int | None) -> None:
        if not self._open():
            self.named = deadline
        for run in self._open():
            run.deadline = deadline

    def _waive(self, moment: Moment) -> None:
        event: Any = moment.entry and moment.entry.event
        if event.kind == "promise.waived" and event.promise == self.promise:
            if _name_of(self.subject) != event.subject:
                return
            for run in [run for run in self.runs if not run.hidden][-1:]:
                if run.ended is None:
                    run.end(moment.at, "waived")
                run.outcome, run.reason = "waived", event.reason

    def _begin_earlier(self, place: int) -> None:
        """What took another ticket in owes since the earlier of both was opened."""
        event: Any = self.told[place].entry and self.told[place].entry.event
        if event.kind != "ticket.absorbed" or self.subject != "":
            return
        for run in self._open():
            if run.first == 0 and second(event.started_at) < run.started:
                run.started = second(event.started_at)
                self._read_run_anew(run, place, run.terms, from_start=True)

    # Other terms

    def _let_go(self, now: int) -> None:
        for run in self._open():
            if run.broken_at is None:
                run.end(now, "cancelled", reason="no_longer_applies")
            else:
                run.end(now, "broken", reason="no_longer_applies")

    def _read_anew(self, place: int, terms: Terms, *, is_named: bool) -> None:
        """Open runs by these terms, if they are others, mean other hours, or a deadline was named."""
        for run in self._open():
            if is_named or terms != run.terms or self._meant(terms, self.told[place]) != run.meant:
                # An instant that was named is due then, whatever counts from now on.
                is_instant = is_named or run.deadline is not None
                self._read_run_anew(run, place, terms, from_start=is_instant or terms.on_change is OnChange.FROM_START)

    def _read_run_anew(self, run: Run, place: int, terms: Terms, *, from_start: bool) -> None:
        now = self.told[place].at
        marks = self._marks(run, place, terms)
        run.terms, run.meant = terms, self._meant(terms, self.told[place])
        run.opened = open_time(self.world, run.meant)
        if from_start:
            run.since, run.marks = run.started, marks
        else:
            run.since, run.marks, run.carried_s = now, [marks[-1]._replace(at=now)], 0
        run.target_s = self._target_s(run)
        run.break_if_late(now, since=now)
        run.look(now, silently=True)

    def _marks(self, run: Run, place: int, terms: Terms) -> list[Mark]:
        """Since when a run would have been paused by these terms, up to this moment."""
        paused = False
        marks = [Mark(run.started, paused, self._is_away(self.told[run.first]))]
        for moment in self.told[run.first + 1 : place]:
            paused = _is_paused(paused, terms, moment)
            marks.append(Mark(moment.at, paused, self._is_away(moment)))
        return marks

    def _read_from_opening(self, place: int, terms: Terms, named: int | None) -> None:
        """As if these terms had always applied; what ended before is known, but was promised to nobody."""
        now = self.told[place].at
        by_hours = self._meant(terms, self.told[place])
        sooner = Telling(self.promise, self.subject, self.world, self.told, terms, by_hours)
        sooner.named = None if terms.target else named
        sooner.tell(place)
        for run in sooner.runs:
            run.hidden = run.ended is not None
            if run.ended is None and terms.on_change is OnChange.FROM_NOW and run.deadline is None:
                self._count_from(now, run)
            elif run.ended is None:
                run.look(now)
                run.broken_at = None if run.broken_at is None else now
                run.passed = dict.fromkeys(run.passed)
        self.runs, self.named = self.runs + sooner.runs, sooner.named

    def _count_from(self, now: int, run: Run) -> None:
        """Of a run that nobody had promised until now: it has its whole time ahead."""
        run.since, run.marks, run.carried_s = now, [run.marks[-1]._replace(at=now)], 0
        run.missed, run.broken_at, run.passed = None, None, {}
        run.target_s = self._target_s(run)

    # Rules 1 to 6

    def _move(self, place: int, terms: Terms) -> None:
        moment = self.told[place]
        if not self._concerns(moment):
            return
        for run in self._open():
            run.mark(moment.at, paused=run.paused, away=self._is_away(moment))
            self._end_or_pause(run, terms, moment)
        if not self._open():
            self._begin(terms, place)

    def _concerns(self, moment: Moment) -> bool:
        """A word's clock is moved by what happens to this word, not to others."""
        event: Any = moment.entry and moment.entry.event
        of_a_word = isinstance(self.subject, str) and self.subject and event.kind in WORDS
        return not of_a_word or event.word == self.subject

    def _end_or_pause(self, run: Run, terms: Terms, moment: Moment) -> None:
        kind = moment.entry.event.kind
        if _meets(terms.moves.cancels, moment):
            run.end(moment.at, "cancelled", reason=kind)
        elif _meets(terms.moves.stops, moment) or (terms.per is Per.WORD and kind == "word.kept"):
            run.end(moment.at, "met" if run.broken_at is None else "broken", by_stop=True)
        elif terms.per is Per.WORD and kind == "word.broken":
            run.broken_at = moment.at if run.broken_at is None else run.broken_at
            run.end(moment.at, "broken", by_stop=True)
        elif _is_paused(run.paused, terms, moment) != run.paused:
            run.mark(moment.at, paused=not run.paused, away=run.marks[-1].away)

    def _begin(self, terms: Terms, place: int) -> None:
        moment = self.told[place]
        if self._is_beginning(terms, moment):
            run = self._new(terms, place)
            if _meets(terms.moves.done_at_start, moment):
                run.end(moment.at, "met" if run.broken_at is None else "broken", by_stop=True)
        elif self.runs and self.runs[-1].by_stop and moment.entry.event.kind in REOPENED:
            self._reopen(self.runs[-1], terms, place)

    def _is_beginning(self, terms: Terms, moment: Moment) -> bool:
        if terms.per is Per.TEAM:
            return not self.runs and moment.holder == self.subject and moment.at_work
        if self.runs and not terms.repeats:
            return False
        if terms.only_at_work and not moment.at_work:
            return False
        if terms.per is Per.WORD:
            return moment.entry.event.kind == "word.given"
        if terms.moves.after and self.subject == "":
            place = next(number for number, known in enumerate(self.told) if known is moment)
            if not any(known.entry and _meets(terms.moves.after, known) for known in self.told[: place + 1]):
                return False
        return _meets(terms.moves.starts, moment)

    def _reopen(self, ended: Run, terms: Terms, place: int) -> None:
        if terms.after_reopening is AfterReopening.NOTHING:
            return
        run = self._new(terms, place)
        spent_s = sum(ended.between(a, b) for a, b, mode in ended.spans(ended.ended) if mode == "counts")
        continues = terms.after_reopening is AfterReopening.CONTINUE and run.deadline is None
        if continues and ended.target_s is not None and spent_s < ended.target_s:
            run.carried_s, run.target_s = ended.carried_s + spent_s, ended.target_s - spent_s

    def _new(self, terms: Terms, place: int) -> Run:
        moment = self.told[place]
        event: Any = moment.entry.event
        meant_hours = self._meant(terms, moment)
        opened = open_time(self.world, meant_hours)
        run = Run(self.subject, terms, opened, meant_hours, moment.at, place, moment.at, None, self.named)
        if terms.per is Per.WORD:
            run.deadline = second(event.due_at)
        run.target_s, self.named = self._target_s(run), None
        run.mark(moment.at, paused=False, away=self._is_away(moment))
        run.break_if_late(moment.at)
        self.runs.append(run)
        return run

    def _target_s(self, run: Run) -> int | None:
        if run.deadline is not None:
            return run.between(run.started, max(run.started, run.deadline))
        if run.terms.target is None:
            return None
        target_s = run.opened.target_s(run.since, run.terms.target)
        return None if target_s is None else max(0, target_s - run.carried_s)

    def _meant(self, terms: Terms, moment: Moment) -> Meant:
        if self.by_hours is not None:
            return self.by_hours
        team = self.subject if isinstance(self.subject, int) else moment.facts.get("team")
        return meant(self.world, terms.hours, team=team, site=moment.facts.get("site"))

    def _is_away(self, moment: Moment) -> bool:
        return isinstance(self.subject, int) and moment.holder != self.subject


def subjects_of(per: Per, told: Sequence[Moment]) -> list[Subject]:
    """Whose clocks there can be."""
    if per is Per.TICKET:
        return [""]
    if per is Per.TEAM:
        return sorted({moment.holder for moment in told if moment.holder is not None})
    given = [moment.entry.event for moment in told if moment.entry and moment.entry.event.kind == "word.given"]
    return list(dict.fromkeys(event.word for event in given))


def _name_of(subject: Subject) -> str | None:
    """How an entry names whose clock it means."""
    return f"team:{subject}" if isinstance(subject, int) else f"word:{subject}" if subject else None


def _is_paused(was: bool, terms: Terms, moment: Moment) -> bool:
    if moment.entry is None:
        return was
    if not was:
        return _meets(terms.moves.pauses, moment)
    return not _meets(terms.moves.resumes, moment) or _meets(terms.moves.pauses, moment)


def _meets(triggers: Iterable[Trigger], moment: Moment) -> bool:
    return any(_is_meant(trigger, moment) for trigger in triggers)


def _is_meant(trigger: Trigger, moment: Moment) -> bool:
    entry: Any = moment.entry
    if entry.event.kind != trigger.kind:
        return False
    sort, _, number = entry.actor.partition(":")
    who = {sort} | ({"owner"} if sort == "staff" and number == str(moment.facts.get("owner")) else set())
    if trigger.by and not who & {*trigger.by}:
        return False
    right = all(getattr(entry.event, name) in values for name, values in trigger.where.items())
    return right and all(getattr(entry.event, name) not in values for name, values in trigger.unless.items())
