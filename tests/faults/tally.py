"""What a fault left of a library, judged by the story that was written to it, and the count of many faults."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unittest.mock import patch

from postil.core.errors import LibraryError
from postil.core.findings import Severity
from postil.storage.disk_library import DiskLibrary
from tests.fakes import operations_of
from tests.faults.story import State, Story, held
from tests.unit.storage.samples import Clock

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOTHING = -1
"""Acknowledged when not even the making of the library was."""

_EXAMPLES = 5


@dataclass
class Tally:
    """Faults of one kind.

    Attributes:
        kind: Which.
        faults: How many there were.
        acknowledged: Operations that somebody was told to be saved.
        lost: Faults after which one of them, or a part of one, was not there.
        unreadable: Faults after which something could not be read.
        unwritten: Faults after which there was something that nobody had written, or half of an operation.
        stuck: Faults after which the library, or the process itself, did not go on.
        examples: The first of the bad ones, in words.
    """

    kind: str
    faults: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    unwritten: int = 0
    stuck: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        """How many faults did harm."""
        return self.lost + self.unreadable + self.unwritten + self.stuck

    def count(self, verdict: Verdict, what: str) -> None:
        """Takes one fault in."""
        self.faults += 1
        if verdict.harm:
            setattr(self, verdict.harm, getattr(self, verdict.harm) + 1)
            if len(self.examples) < _EXAMPLES:
                self.examples.append(f"{what}: {verdict.harm}: {verdict.words[:300]}")

    def add(self, other: Tally) -> None:
        """Takes the count of another run in."""
        for name in ("faults", "acknowledged", "lost", "unreadable", "unwritten", "stuck"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.examples += other.examples[: _EXAMPLES - len(self.examples)]


@dataclass(frozen=True)
class Verdict:
    """What was found: which harm, an empty string for none, and where the story stands."""

    harm: str = ""
    words: str = ""
    number: int = 0


def judged(folder: Path, story: Story, acknowledged: int, *, at_most: int | None = None) -> Verdict:
    """Opens a library and compares it with the story; then the story must go on in it.

    Args:
        folder: The library.
        story: What was written.
        acknowledged: The number of the last operation that was told to be saved; `NOTHING` is known too.
        at_most: The last that may be there; without it the one after the acknowledged.
    """
    try:
        return _judged(folder, story, acknowledged, acknowledged + 1 if at_most is None else at_most)
    except LibraryError as error:
        return Verdict("unreadable", str(error))
    except Exception as error:  # noqa: BLE001 - whatever it is, a reader would see it
        return Verdict("stuck", repr(error))


def _judged(folder: Path, story: Story, acknowledged: int, at_most: int) -> Verdict:
    with patch.object(os, "fsync"):  # what is judged has happened
        library = DiskLibrary.open(folder, Clock(), create=acknowledged == NOTHING)
        found = held(library)
        number = place(found, story, range(max(acknowledged, 0), max(at_most, 0) + 1))
        if number is None:
            return _difference(found, story, max(acknowledged, 0))
        told = {each.id for each in operations_of(library)}
        forgotten = [each.label for each in story.operations[:number] if each.id not in told]
        if forgotten:
            return Verdict("lost", f"the history forgot {forgotten}")
        errors = [each for each in library.examine() if each.severity is Severity.ERROR]
        if errors:
            return Verdict("unreadable", f"{errors[0].where}: {errors[0].what}")
        library.apply(story.operation(number + 1))
        if held(DiskLibrary.open(folder, Clock())) != story.state(number + 1):
            return Verdict("stuck", f"operation {number + 1} does not hold")
    return Verdict(number=number + 1)


def place(found: State, story: Story, numbers: Iterable[int]) -> int | None:
    """After which of some operations a library holds exactly what was found; None for after none."""
    return next((number for number in numbers if story.state(number) == found), None)


def _difference(found: State, story: Story, acknowledged: int) -> Verdict:
    before, after = story.state(acknowledged), story.state(acknowledged + 1)
    missing = [name for name, record in before.items() if found.get(name) not in (record, after[name])]
    words = f"after {acknowledged} operations {missing or sorted(found.keys() - after.keys())}"
    return Verdict("lost" if missing else "unwritten", words)
