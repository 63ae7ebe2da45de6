"""Faults in numbers that take a while: `python -m benchmarks.faults [--kills N] [--seed S] ...`.

One table of what each kind of fault did; it ends with 1 if any of them did harm. `tests/faults` is the short
form, and holds what is run here.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.tally import Tally

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Goal(NamedTuple):
    """How many faults of a kind there shall be, and in how many parts they are run, each with its own seed."""

    option: str
    number: int
    kinds: tuple[str, ...]
    a_part: int
    words: str


class Part(NamedTuple):
    """What one process is asked for."""

    kind: str
    number: int
    seed: int


_WRITERS = ("writers", "writers-killed", "writers-outside", "writers-outside-killed")
_POWER = ("power-posix", "power-ordered", "power-ext4", "power-deep")

GOALS = (
    Goal("kills", 20_000, ("kills",), 500, "processes that are killed"),
    Goal("faults", 1_800, ("faults",), 600, "calls that fail or are killed at, all calls of each story"),
    Goal("cuts", 1_000, _POWER, 100, "states after a power cut, of each way to lose what was not synced"),
    Goal(
        "later", 2_000, ("power-refused", "power-killed"), 1_000, "the same after a sync that did not happen"
    ),
    Goal("sizes", 64, ("full-disks", "short-files"), 16, "disks and files that are too small"),
    Goal("damages", 500, ("damages",), 100, "files that are damaged"),
    Goal("writes", 1_000, _WRITERS, 0, "operations of each of 4 processes at once"),
)


def parts(goal: Goal, number: int, seed: int) -> Iterator[Part]:
    """What is run to reach a number."""
    if not goal.a_part:
        yield from (Part(kind, number, seed) for kind in goal.kinds if number)
        return
    for kind in goal.kinds:
        for at in range(-(-number // goal.a_part)):
            yield Part(kind, min(goal.a_part, number - at * goal.a_part), seed + at)


def run(part: Part) -> Tally:
    """Runs a part in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="postil-faults-", ignore_cleanup_errors=True) as folder:
        command = [sys.executable, "-m", "tests.faults", part.kind, folder, str(part.number), str(part.seed)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        return Tally(part.kind, faults=1, stuck=1, examples=[done.stderr.strip()[-300:]])
    tally = Tally(**json.loads(done.stdout))
    tally.examples = [f"seed {part.seed}, {example}" for example in tally.examples]
    return tally


def counted(wanted: Sequence[Part], jobs: int) -> dict[str, Tally]:
    """Runs parts, some at a time; the counts by kind."""
    found: dict[str, Tally] = {}
    with ThreadPoolExecutor(jobs) as pool:
        for part, tally in zip(wanted, pool.map(run, wanted), strict=True):
            found.setdefault(part.kind, Tally(tally.kind)).add(tally)
    return found


def show(found: dict[str, Tally], seconds: float) -> None:
    """Prints the table, and the first examples of harm."""
    columns = ("faults", "acknowledged", "lost", "unreadable", "unwritten", "stuck")
    print(f"\nFaults, in {seconds:.0f} s\n{'':34}" + "".join(f"{name:>13}" for name in columns))
    for kind, tally in found.items():
        print(f"{kind:34}" + "".join(f"{getattr(tally, name):13}" for name in columns))
    for kind, tally in found.items():
        for example in tally.examples:
            print(f"  {kind}: {example}")


def main() -> int:
    """Counts what is asked for; 1 if anything was harmed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.faults", description="Counts what faults do.")
    for goal in GOALS:
        parser.add_argument(
            f"--{goal.option}", type=int, default=goal.number, help=f"{goal.words} (%(default)s)"
        )
    parser.add_argument("--seed", type=int, default=1, help="where the numbers begin (%(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    parser.add_argument("--only", metavar="KIND", help="one kind, as “power-posix”")
    asked = parser.parse_args()
    begun = time.perf_counter()
    together: list[Part] = []
    alone: list[Part] = []
    for goal in GOALS:
        wanted = parts(goal, getattr(asked, goal.option), asked.seed)
        kept = [part for part in wanted if asked.only in (None, part.kind)]
        (together if goal.a_part else alone).extend(kept)
    found = counted(together, asked.jobs) | counted(alone, 1)
    show(found, time.perf_counter() - begun)
    return int(any(tally.bad for tally in found.values()))


if __name__ == "__main__":
    sys.exit(main())
