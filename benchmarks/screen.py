"""The screen as a reader sees it: opening, keys, resizing, memory, leaving; next to a Textual hello.

`python -m benchmarks.screen [ROUNDS]`. Programs run one after the other, round by round, so that what else
the machine does falls on all of them; the figures are medians.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.table import Row, show
from benchmarks.terminal import FIRST, Found, Session
from benchmarks.texts import text, write_claims

HERE = Path(__file__).parent
POSTIL = "import sys; from postil.__main__ import main; sys.exit(main())"
MARKER = "SALTMARSH"
BOOK = {"paragraphs": 12_000, "size": 3_300_000, "curly": True}
TEXTS = {
    "a page": {"paragraphs": 16, "size": 8_000},
    "12,000 paragraphs": BOOK,
    "12,000 paragraphs, 10,000 claims": BOOK,
    "43,000 paragraphs": {"paragraphs": 43_000, "size": 8_000_000, "curly": True},
    "wide characters": {"paragraphs": 2_000, "size": 600_000, "wide": True},
}
CLAIMS = {"12,000 paragraphs, 10,000 claims": 10_000}
"""How many claims are in a text, where there are any."""

OPEN_GOALS = {"a page": 1.2, "12,000 paragraphs": 1.3, "43,000 paragraphs": 1.4}
SEEN_GOAL = 1.3
KEYS = {"paragraph": b"j", "sentence": b"l", "page": b" "}
MARK_GOAL = 1.5
KEY_GOALS = {"paragraph": 2, "sentence": 2, "page": 2.5, "end": 2.5, "start": 0}


def surroundings(folder: Path) -> dict[str, str]:
    """The environment of every program: a library and a cache of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    homes = {"POSTIL_LIBRARY": str(folder / "library"), "XDG_CACHE_HOME": str(folder / "cache")}
    return {**kept, **homes, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def floor(name: str, folder: Path) -> Found:
    """Runs one of the floors."""
    session = Session([sys.executable, str(HERE / "floors" / f"{name}.py")], surroundings(folder), folder)
    session.settle(b"FLOOR")
    if name == "keys":
        session.press("key", b"j", 15)
    session.leave(b"\n" if name == "python" else b"q")
    return session.replay("FLOOR")


def reader(article: Path, folder: Path) -> Found:
    """Opens an article for the first time, presses keys, resizes, leaves."""
    shutil.rmtree(folder / "cache", ignore_errors=True)
    session = Session([sys.executable, "-c", POSTIL, str(article)], surroundings(folder), folder)
    session.settle(MARKER.encode())
    for name, key in KEYS.items():
        session.press(name, key, 10)
    session.press("start", b"gg")
    session.hold("held", b"l", 30, 30)
    for _ in range(3):
        session.press("start", b"gg")
        session.press("end", b"G")
    session.press("start", b"gg")
    for _ in range(10):
        session.press("next", b"l")
        session.press("mark", b"a")
        session.press("undo", b"u")
    session.resize("resized", 100, 40)
    session.resize("resized", 120, 40)
    session.leave(b"q")
    return session.replay(MARKER)


def reader_again(article: Path, folder: Path) -> Found:
    """Opens an article that was left, and leaves it."""
    session = Session([sys.executable, "-c", POSTIL, str(article)], surroundings(folder), folder)
    session.settle(b"\x1b[?2004h")  # until the app has the terminal
    session.leave(b"q")
    return {"seen": session.replay(MARKER)["ready"]}


def main(rounds: int = 5) -> None:
    """Measures and prints."""
    found: dict[str, list[Found]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        articles = {}
        for name, options in TEXTS.items():
            folder = Path(scratch) / name.replace(" ", "-")
            folder.mkdir()
            articles[name] = folder / "article.txt"
            articles[name].write_text(text(**options), encoding="utf-8")
            if name in CLAIMS:
                write_claims(folder / "library", articles[name], CLAIMS[name])
        for _ in range(rounds):
            for name in ("python", "hello", "keys"):
                found.setdefault(name, []).append(floor(name, Path(scratch)))
            for name, article in articles.items():
                first, again = reader(article, article.parent), reader_again(article, article.parent)
                found.setdefault(name, []).append({**first, **again})
    show("The reader, in milliseconds", list(rows(found)))


def middle(runs: list[Found], what: str) -> float:
    """The median of a measured thing over all runs."""
    return statistics.median(value for run in runs for value in run[what])


def rows(found: dict[str, list[Found]]) -> list[Row]:
    """The table's rows."""
    hello, key = found["hello"], middle(found["keys"], "key") * 1000
    python = middle(found["python"], "ready") * 1000
    made = []
    for name in TEXTS:
        runs = found[name]
        opened = middle(runs, "ready") * 1000
        made.append(Row(f"{name}: opens", opened, middle(hello, "ready") * 1000, OPEN_GOALS.get(name, 0)))
        made.append(Row(f"{name}: is seen again", middle(runs, "seen") * 1000, python, SEEN_GOAL))
        for what, goal in KEY_GOALS.items():
            made.append(Row(f"{name}: {what}", middle(runs, what) * 1000, key, goal))
        made.append(Row(f"{name}: a mark, painted", middle(runs, f"mark{FIRST}") * 1000, key, MARK_GOAL))
        made.append(Row(f"{name}: a mark, said to be saved", middle(runs, "mark") * 1000, key))
        made.append(Row(f"{name}: a held key, after it", middle(runs, "held") * 1000, key, 2.5))
        made.append(Row(f"{name}: resized", middle(runs, "resized") * 1000, key, 12))
        made.append(Row(f"{name}: quits", middle(runs, "exit") * 1000, middle(hello, "exit") * 1000, 0.3))
        memory = middle(runs, "memory") / 2**20
        made.append(Row(f"{name}: memory, MiB", memory, middle(hello, "memory") / 2**20, 1.5))
    return made


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
