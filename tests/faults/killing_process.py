"""A process that starts writing processes and kills them: `killing_process (random|steps) FOLDER RUNS`.

It prints how many operations were acknowledged, and ends with an error if one was lost.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import filelock  # noqa: F401 - loaded once, before the children are made

import postil.storage.writing  # noqa: F401 - as above
from postil.storage.disk_library import DiskLibrary
from tests.faults.writing_process import numbers, write
from tests.unit.storage.samples import Clock, opening

if TYPE_CHECKING:
    from collections.abc import Callable

STEPS = ("write", "fsync", "replace", "open")
MANY = 500


def forked(work: Callable[[int], None], killed_after: float | None, *, answered: bool = False) -> set[int]:
    """Runs `work` in a child, kills it after some seconds, and returns the numbers it told.

    The seconds are counted from the start, or from the first number.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        work(writing)
        os._exit(0)
    os.close(writing)
    told = os.read(reading, 1 << 16) if answered else b""
    if killed_after is not None:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as rest:
        return {int(line) for line in (told + rest.read()).splitlines()}


def killing_at(step: int) -> None:
    """Kills this process in place of its `step`-th call that changes the disk, counted from 1."""
    made = [0]

    def instead(name: str) -> None:
        real = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            made[0] += 1
            if made[0] == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        setattr(os, name, call)

    for name in STEPS:
        instead(name)


def kill_at_random(folder: Path, runs: int) -> int:
    acknowledged: set[int] = set()
    for run in range(runs):
        first = run * MANY

        def work(answers: int, first: int = first) -> None:
            write(folder, first, MANY, answers)

        told = forked(work, run * 37 % 53 / 1000, answered=run % 4 > 0)
        acknowledged |= told
        found = numbers(folder)
        assert acknowledged <= found, f"lost: {sorted(acknowledged - found)}"
        own = {number for number in found if number >= first}
        assert len(own - told) <= 1, f"never acknowledged: {sorted(own - told)}"
    return len(acknowledged)


def kill_at_each_step(folder: Path, runs: int) -> int:
    acknowledged: set[int] = set()
    for step in range(1, runs + 1):

        def work(answers: int, step: int = step) -> None:
            killing_at(step)
            write(folder, step * 10, 1, answers)

        told = forked(work, None)
        acknowledged |= told
        found = numbers(folder)
        assert acknowledged <= found, f"lost: {sorted(acknowledged - found)}"
        if told:
            return step
    raise AssertionError("the operation has more steps than that")


if __name__ == "__main__":
    where = Path(sys.argv[2])
    DiskLibrary.open(where, Clock(), create=True).apply(opening())
    kill = {"random": kill_at_random, "steps": kill_at_each_step}[sys.argv[1]]
    sys.stdout.write(f"{kill(where, int(sys.argv[3]))}\n")
