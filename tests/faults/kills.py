"""SIGKILL at random instants of a process that changes a library."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING

from postil.storage.disk_library import DiskLibrary
from tests.faults.children import child
from tests.faults.story import Story, held
from tests.faults.tally import NOTHING, Tally, judged, place
from tests.unit.storage.samples import Clock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.children import Tell

SAME_LIBRARY = 25
"""So many kills fall on one library, so that damage has to survive the next start."""

_LONGEST = 0.055


def kills(folder: Path, number: int, seed: int) -> Tally:
    """Kills a writing process so many times.

    Half of the kills are followed by the next start without a look, which so finds what two of them left.
    """
    tally = Tally("kills")
    random = Random(seed)  # noqa: S311 - it must be the same each time
    for first in range(0, number, SAME_LIBRARY):
        _one_library(folder / f"{first}", min(SAME_LIBRARY, number - first), random, tally)
    return tally


def _one_library(folder: Path, number: int, random: Random, tally: Tally) -> None:
    story = Story(random.getrandbits(32))
    known, before = NOTHING, tally.bad
    for _ in range(number):

        def work(tell: Tell, known: int = known) -> None:
            _write(folder, story, known, tell)

        seconds = random.uniform(0, _LONGEST)
        told = child(work, killed_after=seconds, answered=random.random() < 0.8)
        tally.acknowledged += len(set(told.numbers) - {known})
        known = told.last(known)
        if told.end == 1:
            tally.faults += 1
            tally.stuck += 1
            break
        if random.random() < 0.5:
            tally.faults += 1
            continue
        verdict = judged(folder, story, known)
        tally.count(verdict, f"killed after {seconds:.4f} s in {folder}")
        if verdict.harm:
            break
        known = verdict.number
    if tally.bad == before:
        shutil.rmtree(folder, ignore_errors=True)


def _write(folder: Path, story: Story, known: int, tell: Tell) -> None:
    library = DiskLibrary.open(folder, Clock(), create=known == NOTHING)
    number = place(held(library), story, range(max(known, 0), max(known, 0) + 2))
    assert number is not None, f"after {known} operations the library holds something else"
    tell(f"{number}")
    while True:
        number += 1
        library.apply(story.operation(number))
        tell(f"{number}")
