"""What an import has met and the database does not hold yet: names, who is in which team, and what has a history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from trifecta.importers.models import Known
from trifecta.importers.shelves import Unwritten
from trifecta.log.journal import Rendered
from trifecta.log.sheet import Row, Sheet
from trifecta.staff.models import Membership

Thing = tuple[str, int]
"""(sort, id) of something that has a history"""


class Remembered(NamedTuple):
    """What is remembered of a history once it is in: its key, and a digest of all that it tells."""

    key: str
    title: str
    rendered: Sequence[Rendered]
    words: Sequence[str]

    def digest(self) -> str:
        text = "\n".join(chain((self.title,), chain.from_iterable(self.rendered), self.words))
        return blake2b(text.encode(errors="replace"), digest_size=12).hexdigest()


_RETELL = "UPDATE importers_known SET digest = %s WHERE source = %s AND instance = %s AND sort = %s AND key = %s"
_KNOWN = ("source", "instance", "sort", "key", "local_id", "digest")


@dataclass(slots=True)
class Met:
    """
    All that was met since the last batch, of one desk (source, instance).

    keys: (sort, foreign key, id) of names. members: (agent, team, whether they lead it). things: foreign keys of what
    has a history.
    """

    desk: tuple[str, str]
    names: list[Unwritten] = field(default_factory=list)
    keys: list[tuple[str, str, int]] = field(default_factory=list)
    members: list[tuple[int, int, bool]] = field(default_factory=list)
    things: dict[Thing, str] = field(default_factory=dict)

    def then(self, later: Met) -> Met:
        """This and what was met after it."""
        return Met(
            self.desk,
            self.names + later.names,
            self.keys + later.keys,
            self.members + later.members,
            self.things | later.things,
        )

    def write(self, told: Mapping[Thing, Remembered], sheet: Sheet) -> None:
        """Insert it, and remember what is told."""
        for names in self.names:
            names.write(sheet)
        sheet.insert(Membership, ("agent_id", "team_id", "is_lead"), self.members)
        sheet.insert_made(Known, _KNOWN, partial(_known, self.desk, self.keys, self.things, told))
        known_before = told.keys() - self.things.keys()
        sheet.each(_RETELL, [(told[thing].digest(), *self.desk, thing[0], told[thing].key) for thing in known_before])


def _known(
    desk: tuple[str, str],
    keys: Sequence[tuple[str, str, int]],
    things: Mapping[Thing, str],
    told: Mapping[Thing, Remembered],
) -> Sequence[Row]:
    names = [(*desk, sort, key, number, "") for sort, key, number in keys]
    return names + [
        (*desk, thing[0], key, thing[1], told[thing].digest() if thing in told else "") for thing, key in things.items()
    ]
