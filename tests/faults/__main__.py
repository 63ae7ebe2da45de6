"""Runs faults of one kind and tells their count: `python -m tests.faults KIND FOLDER NUMBER SEED [BROKEN]`.

In a process of its own, since it forks, and since what is broken on purpose stays broken.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.broken import PROTOCOLS
from tests.faults.damage import damages
from tests.faults.injected import faults
from tests.faults.kills import kills
from tests.faults.power import MODELS, power_after_faults, power_cuts
from tests.faults.rooms import full_disks, short_files
from tests.faults.writers import writers

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.tally import Tally

PROCESSES = 4

KINDS: dict[str, Callable[..., Tally]] = {
    "kills": kills,
    "faults": faults,
    **{f"power-{model}": partial(power_cuts, model=model) for model in MODELS},
    "power-deep": partial(power_cuts, model="posix", where="desk/papers/annotations"),
    "power-refused": partial(power_after_faults, refused=True),
    "power-killed": partial(power_after_faults, refused=False),
    "damages": damages,
    "full-disks": full_disks,
    "short-files": short_files,
    "writers": partial(writers, processes=PROCESSES),
    "writers-killed": partial(writers, processes=PROCESSES, killing=True),
    "writers-outside": partial(writers, processes=PROCESSES, outside=True),
    "writers-outside-killed": partial(writers, processes=PROCESSES, outside=True, killing=True),
}
"""What can be counted, by name; each takes a folder that is there, a number and a seed."""


def main(kind: str, folder: str, number: str, seed: str, broken: str = "") -> None:
    """Counts, and prints the count as JSON."""
    named = {"broken": broken if kind.startswith("writers") else PROTOCOLS[broken]} if broken else {}
    tally = KINDS[kind](Path(folder), number=int(number), seed=int(seed), **named)
    sys.stdout.write(json.dumps(asdict(tally)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
