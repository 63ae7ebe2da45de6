"""The screen as a reader sees it: opening, keys, resizing, memory, leaving; next to a Textual hello.

`python -m benchmarks.screen [ROUNDS]`. Programs run one after the other, round by round, so that what else
the machine does falls on all of them; the figures are medians.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.table import Row, show
from benchmarks.terminal import Found, Session
from benchmarks.texts import text

HERE = Path(__file__).parent
POSTIL = "from postil.__main__ import main; main()"
MARKER = "SALTMARSH"
TEXTS = {
    "a page": {"paragraphs": 16, "size": 8_000},
    "12,000 paragraphs": {"paragraphs": 12_000, "size": 3_300_000, "curly": True},
    "43,000 paragraphs": {"paragraphs": 43_000, "size": 8_000_000, "curly": True},
    "wide characters": {"paragraphs": 2_000, "size": 600_000, "wide": True},
}
OPEN_GOALS = {"a page": 1.2, "12,000 paragraphs": 1.3, "43,000 paragraphs": 1.4}
KEYS = {"paragraph": b"j", "sentence": b"l", "page": b" "}
KEY_GOALS = {"paragraph": 2, "sentence": 2, "page": 2.5, "end": 2.5}


def surroundings(library: Path) -> dict[str, str]:
    """The environment of every program."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "POSTIL_LIBRARY": str(library)}


def floor(name: str, library: Path) -> Found:
    """Runs one of the floors."""
    session = Session([sys.executable, str(HERE / "floors" / f"{name}.py")], surroundings(library), library)
    session.settle(b"FLOOR")
    if name == "keys":
        session.press("key", b"j", 15)
    session.leave(b"q")
    return session.replay("FLOOR")


def reader(article: Path, library: Path) -> Found:
    """Opens an article, presses keys, resizes, leaves."""
    session = Session([sys.executable, "-c", POSTIL, str(article)], surroundings(library), library)
    session.settle(MARKER.encode())
    for name, key in KEYS.items():
        session.press(name, key, 10)
    session.hold("held", b"j", 30, 30)
    session.press("end", b"G", 1)
    session.resize("resized", 100, 40)
    session.leave(b"q")
    return session.replay(MARKER)


def main(rounds: int = 5) -> None:
    """Measures and prints."""
    found: dict[str, list[Found]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        library = Path(scratch) / "library"
        library.mkdir()
        articles = {}
        for name, options in TEXTS.items():
            articles[name] = Path(scratch) / f"{name.replace(' ', '-')}.txt"
            articles[name].write_text(text(**options), encoding="utf-8")
        for _ in range(rounds):
            for name in ("hello", "keys"):
                found.setdefault(name, []).append(floor(name, library))
            for name, article in articles.items():
                found.setdefault(name, []).append(reader(article, library / name.replace(" ", "-")))
    show("The reader, in milliseconds", list(rows(found)))


def middle(runs: list[Found], what: str) -> float:
    """The median of a measured thing over all runs."""
    return statistics.median(value for run in runs for value in run[what])


def rows(found: dict[str, list[Found]]) -> list[Row]:
    """The table's rows."""
    hello, key = found["hello"], middle(found["keys"], "key") * 1000
    made = []
    for name in TEXTS:
        runs = found[name]
        opened = middle(runs, "ready") * 1000
        made.append(Row(f"{name}: opens", opened, middle(hello, "ready") * 1000, OPEN_GOALS.get(name, 0)))
        for what, goal in KEY_GOALS.items():
            made.append(Row(f"{name}: {what}", middle(runs, what) * 1000, key, goal))
        made.append(Row(f"{name}: a held key, after it", middle(runs, "held") * 1000, key, 2.5))
        made.append(Row(f"{name}: resized", middle(runs, "resized") * 1000, key, 12))
        made.append(Row(f"{name}: quits", middle(runs, "exit") * 1000, middle(hello, "exit") * 1000, 0.3))
        memory = middle(runs, "memory") / 2**20
        made.append(Row(f"{name}: memory, MiB", memory, middle(hello, "memory") / 2**20, 1.5))
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
