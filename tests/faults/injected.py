"""An error, or a kill, at each call by which a library is changed."""

from __future__ import annotations

import errno
import shutil
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.faults.children import child
from tests.faults.disk import CALLS, Disk, Fault
from tests.faults.story import Story
from tests.faults.tally import NOTHING, Tally, Verdict, judged
from tests.faults.telling import OPERATIONS, short_journals, tell_story

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.faults.children import Tell, Told
    from tests.faults.disk import Call

ERRORS = {
    "open": (errno.EMFILE, errno.EACCES),
    "write": (errno.ENOSPC, errno.EIO),
    "fsync": (errno.EIO,),
    "ftruncate": (errno.EIO,),
    "replace": (errno.EACCES, errno.ENOSPC),
    "unlink": (errno.EACCES,),
    "mkdir": (errno.ENOSPC,),
    "chmod": (errno.EPERM,),
    "exchange": (errno.EINVAL, errno.EACCES),
}
_LASTING = ("write", "fsync", "replace")


def faults(folder: Path, number: int, seed: int, *, broken: Callable[[Path], None] | None = None) -> Tally:
    """Strikes a process at so many of the calls, evenly chosen, or at all of them when that is 0.

    After an error that comes once, every operation must be saved in the end; after a disk that stays broken
    and after a kill, those that were acknowledged.

    Args:
        folder: Where the libraries are made.
        number: How many faults.
        seed: Of the story.
        broken: What breaks the protocol first, for a test of these tests.
    """
    tally = Tally("faults")
    every = list(_every(folder / "counted", seed))
    chosen = (
        every if not 0 < number < len(every) else every[seed % 3 :: max(len(every) // number, 1)][:number]
    )
    for at, fault in enumerate(chosen):
        own = folder / f"{at}"
        story = Story(seed)
        told = child(partial(_struck, own, story, fault, broken))
        tally.acknowledged += len(told.numbers)
        verdict = _judged(own, story, fault, told)
        tally.count(verdict, f"{fault} in {own}")
        if not verdict.harm:
            shutil.rmtree(own, ignore_errors=True)
    return tally


def _every(folder: Path, seed: int) -> list[Fault]:
    made: Counter[str] = Counter()

    def counted(tell: Tell) -> None:
        seen: Counter[str] = Counter()

        def hand(call: Call) -> Any:
            seen[call.name] += 1
            return call.do()

        _struck(folder, Story(seed), hand, None, tell)
        for name, times in seen.items():
            tell(f"{name}:{times}")

    for word in child(counted).words:
        name, _, times = word.partition(":")
        made[name] += int(times or 0)
    return [
        Fault(name, at, code, lasting)
        for name in CALLS
        for at in range(1, made[name] + 1)
        for code, lasting in (
            (0, False),
            *((code, False) for code in ERRORS.get(name, ())),
            *(((errno.EIO, True),) if name in _LASTING else ()),
        )
    ]


def _struck(
    folder: Path,
    story: Story,
    hand: Callable[[Call], Any],
    broken: Callable[[Path], None] | None,
    tell: Tell,
) -> None:
    short_journals()
    Disk(folder, hand)
    if broken:
        broken(folder)
    tell_story(folder, story, tell)


def _judged(folder: Path, story: Story, fault: Fault, told: Told) -> Verdict:
    if told.end == 1:
        return Verdict("stuck", "the process ended with an error of its own")
    if fault.code and not fault.lasting and told.last(NOTHING) < OPERATIONS:
        return Verdict("stuck", f"only {told.last(NOTHING)} operations were saved: {told.words}")
    return judged(folder, story, told.last(NOTHING))
