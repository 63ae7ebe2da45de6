"""Operations that follow from a seed, and what a library holds after each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, TypeAlias

from postil.core.changes import SOURCES, Change, Motion, Operation, reverse
from postil.core.ids import stamp
from postil.core.model import Claim, Record
from tests.unit.storage.samples import adding, article, claim, evidence, key, source, text

if TYPE_CHECKING:
    from postil.core.snapshot import Snapshot
    from postil.storage.disk_library import DiskLibrary

State: TypeAlias = "dict[tuple[str, str], Record]"
"""Every record of a library, by collection and id."""

WORDS = ("tide", "Æbelø", "港口", "“no”", "\\", '"', "a\tb", "pier", "1 < 2", "\N{ROCKET}")
_DEEDS = ("mark", "mark", "edit", "edit", "edit", "trash", "cite", "undo", "redo")
_BEGUN = datetime(2031, 5, 4, 10, tzinfo=UTC)


class Story:
    """The same operations for the same seed.

    Attributes:
        operations: The n-th is at place n - 1.
        states: What the library holds after the n-th is at place n.
    """

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - it must be the same each time
        self.operations: list[Operation] = []
        self.states: list[State] = [{}]

    def operation(self, number: int) -> Operation:
        """The operation of a number, counted from 1."""
        self._tell(number)
        return self.operations[number - 1]

    def state(self, number: int) -> State:
        """What the library holds after so many operations."""
        self._tell(number)
        return self.states[number]

    def _tell(self, number: int) -> None:
        while len(self.operations) < number:
            made = self._next(len(self.operations) + 1)
            self.operations.append(made)
            after = {(change.collection, change.after.id): change.after for change in made.changes}
            self.states.append({**self.states[-1], **after})

    def _next(self, number: int) -> Operation:
        if number in (1, 40):
            return self._opening(number)
        deed = self._random.choice(_DEEDS)
        if deed == "undo" and (made := self._last(Motion.DO)):
            return self._back(number, made, Motion.UNDO)
        if deed == "redo" and (made := self._last(Motion.UNDO)):
            return self._back(number, made, Motion.REDO)
        changes = self._cited(number) if deed == "cite" or number == 2 else self._changed(number, deed)
        return _operation(number, *changes)

    def _opening(self, number: int) -> Operation:
        new = article(number * 10, f"The {number}. tide")
        return _operation(number, adding(new, new.id), snapshots=(text(), text(number * 10)))

    def _changed(self, number: int, deed: str) -> tuple[Change, ...]:
        claims = [
            (name, record) for (name, _), record in self.states[-1].items() if isinstance(record, Claim)
        ]
        if deed == "mark" or not claims:
            new = replace(claim(number * 10, self._note(number)), created=_time(number))
            return (adding(new, self._article()),)
        name, known = self._random.choice(claims)
        if deed == "trash" and not known.deleted:
            return (Change(name, known, replace(known, deleted=_time(number), modified=_time(number))),)
        return (Change(name, known, replace(known, note=self._note(number), modified=_time(number))),)

    def _cited(self, number: int) -> tuple[Change, ...]:
        first, where = number * 10, self._article()
        word = f"courier{number}"
        return (
            adding(claim(first, self._note(number)), where),
            adding(replace(source(first + 1), key=word)),
            adding(replace(evidence(first + 2, first), source=word), where),
        )

    def _last(self, motion: Motion) -> Operation | None:
        """The last operation if it goes this way and may be taken back, which a new article may not."""
        last = self.operations[-1]
        return last if last.motion is motion and not last.snapshots else None

    def _back(self, number: int, last: Operation, motion: Motion) -> Operation:
        changes = [reverse(change, _time(number)) for change in reversed(last.changes)]
        return _operation(number, *changes)._replace(motion=motion, of=last.of or last.id)

    def _article(self) -> str:
        return self._random.choice([name for name, own in self.states[-1] if name == own])

    def _note(self, number: int) -> str:
        words = self._random.choices(WORDS, k=self._random.randint(1, 30))
        return f"{number}: {' '.join(words)}"


def held(library: DiskLibrary) -> State:
    """What a library holds, every article and the bibliography read."""
    found: State = {(SOURCES, each.id): each for each in library.sources()}
    for name in library.articles():
        annotated = library.read(name)
        for record in (annotated.article, *annotated.claims, *annotated.evidence):
            found[name, record.id] = record
    return found


def _operation(number: int, *changes: Change, snapshots: tuple[Snapshot, ...] = ()) -> Operation:
    return Operation(key(500_000 + number), f"gesture {number}", _time(number), "Ada", changes, snapshots)


def _time(number: int) -> str:
    return stamp(_BEGUN + timedelta(seconds=number))
