"""Commands that answer at once, next to a Python that does nothing: `python -m benchmarks.commands [ROUNDS]`."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time

from benchmarks.table import Row, show

COMMANDS = {"--version": 4.0, "--help": 4.0, "list --help": 0.0, "list": 0.0}


def seconds(*words: str) -> float:
    """How long a command takes, from start to end."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main(rounds: int = 15) -> None:
    """Measures and prints."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        from postil.container import Container  # the library that `list` reads

        library = f"{scratch}/annotations"
        _ = Container(library, may_create=True).library
        for _ in range(rounds):
            found.setdefault("", []).append(seconds("-c", "pass"))
            for command in COMMANDS:
                words = ("-m", "postil", *command.split(), "--library", library)
                found.setdefault(command, []).append(seconds(*words))
    nothing = statistics.median(found.pop("")) * 1000
    rows = [
        Row(f"postil {command}", statistics.median(taken) * 1000, nothing, COMMANDS[command])
        for command, taken in found.items()
    ]
    show("Commands, in milliseconds, next to `python -c pass`", rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
