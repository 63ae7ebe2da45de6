"""Opening a library and reading all of it, next to a stock TinyDB that reads the same files.

`python -m benchmarks.opening [ROUNDS]`. Each is done by a process of its own, one after the other, round by
round; its imports are not timed, and the memory is the most that the whole process held. The figures are medians.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.table import Row, show

RECORDS = (100, 1_000, 10_000)
OURS, STOCK = "postil", "tinydb"


def read(reader: str, folder: Path) -> tuple[float, float]:
    """Reads a library in this process: the milliseconds, and the mebibytes of the process at its largest."""
    import resource

    if reader == OURS:
        from postil.container import system_clock
        from postil.storage.disk_library import DiskLibrary

        begun = time.perf_counter()
        library = DiskLibrary.open(folder, system_clock)
        kept: object = [*library.read_all(), library.sources()]
    else:
        from tinydb import TinyDB

        begun = time.perf_counter()
        files = [TinyDB(path) for path in sorted(folder.glob("*.json"))]
        kept = [file.table(name).all() for file in files for name in file.tables()]
    taken = (time.perf_counter() - begun) * 1000
    del kept
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken, peak / 1024 / (1024 if sys.platform == "darwin" else 1)


def child(*words: object) -> str:
    """What a process of its own says; this one stays small, since Linux counts it into the most a child held."""
    command = [sys.executable, "-m", "benchmarks.opening", *map(str, words)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def measured(folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """The median time and memory of each reader."""
    found: dict[str, list[tuple[float, float]]] = {OURS: [], STOCK: []}
    for _ in range(rounds):
        for reader, figures in found.items():
            time_taken, peak = child(reader, folder).split()
            figures.append((float(time_taken), float(peak)))
    return {
        reader: (
            statistics.median(time for time, _ in figures),
            statistics.median(peak for _, peak in figures),
        )
        for reader, figures in found.items()
    }


def main(rounds: int = 7) -> None:
    """Measures and prints."""
    rows = []
    for records in RECORDS:
        with tempfile.TemporaryDirectory() as scratch:
            child("fill", Path(scratch), records)
            found = measured(Path(scratch) / "annotations", rounds)
        ours, stock = found[OURS], found[STOCK]
        rows.append(Row(f"{records} claims: open and read all, ms", ours[0], stock[0]))
        rows.append(Row(f"{records} claims: peak memory, MiB", ours[1], stock[1]))
    show("Opening, next to a stock TinyDB that reads the same files", rows)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["fill", folder, records]:
            from benchmarks.saving import filled

            filled(Path(folder), int(records))
        case [reader, folder]:
            print(*read(reader, Path(folder)))
        case rounds:
            main(*map(int, rounds))
