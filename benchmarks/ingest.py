"""How well texts are read: scored, beside libraries that do a part of it, with the goals.

`python -m benchmarks.ingest DIR` takes a folder with `manifest.json`, its files, and their scorer,
`score_ingest.py`; `--only html-aeb,pdf` takes some of its categories, `--own` leaves the other libraries out.
These are the extra `bench`: `pip install -e '.[bench]'`. One that is not installed is named as missing.

Each library is told what it does not find out itself: sentencex the language of a text, pypdf how lines are joined.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

Scores = dict[str, dict[str, Any]]
"""Of each category what the scorer says."""

ROOT = Path(__file__).parents[1]


class Goal(NamedTuple):
    """One row of the table.

    Attributes:
        category: The scorer's category.
        figure: The name of its figure; behind a slash, which part of one that has several.
        least: What is wanted at least; 0 for as much as the other library.
        peer: The library beside which the figure is set; empty for none.
    """

    category: str
    figure: str
    least: float
    peer: str = ""


GOALS = (
    Goal("html-aeb", "text F", 0.959, "trafilatura"),
    Goal("html-aeb", "bound F", 0.953, "trafilatura"),
    Goal("html-traf", "snippet F", 0.915, "trafilatura"),
    Goal("html-traf", "meta/date", 0.87, "trafilatura"),
    Goal("html-traf", "meta/author", 0.60, "trafilatura"),
    Goal("html-traf", "meta/title", 0.80, "trafilatura"),
    Goal("html-moz", "bound F", 0.985, "trafilatura"),
    Goal("html-moz", "links", 0.90),
    Goal("html-moz", "type/h", 0.88),
    Goal("html-moz", "type/quote", 0.85),
    Goal("html-moz", "type/li", 0.90),
    Goal("html-own", "passed", 1),
    Goal("pdf", "para F", 0.95, "pypdf"),
    Goal("pdf", "bound F", 0.985, "pypdf"),
    Goal("docx", "para F", 0.93),
    Goal("epub", "passed", 1),
    Goal("epub", "para F", 0.99),
    Goal("md", "para F", 0.99),
    Goal("enc", "passed", 1),
    Goal("txt", "passed", 1),
    Goal("eml", "passed", 1),
    Goal("web", "passed", 1),
    Goal("sent", "sent F", 0.946, "sentencex"),
    *(
        Goal("sent", f"by lang/{text}", 0, "sentencex")
        for text in ("en", "en2", "de", "fr", "ru", "uk", "zh", "ar")
    ),
    Goal("sent-news", "sent F", 0.95, "sentencex"),
    Goal("bad", "passed", 1),
    Goal("gen", "passed", 1),
)


def score(folder: Path, command: str, categories: list[str]) -> Scores:
    """Lets the scorer of a folder run a command over the files of some categories.

    Args:
        folder: Where `score_ingest.py` and `manifest.json` are.
        command: What prints a file's listing; `{file}` stands for the file, `{url}` for its address.
        categories: The categories.
    """
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch, "scores.json")
        words = [sys.executable, folder / "score_ingest.py", "--manifest", folder / "manifest.json"]
        options = ["--only", ",".join(categories), "--jobs", "1", "--json", out, "--cmd", command]
        subprocess.run([*words, *options], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        scores: Scores = json.loads(out.read_text(encoding="utf-8"))
        return scores


def figure(scores: Scores, goal: Goal) -> float | None:
    """The figure that a goal is about; None where the scorer tells none."""
    found: Any = scores.get(goal.category, {})
    if goal.figure == "passed":
        return found["pass"] / found["n"] if found else None
    for name in goal.figure.split("/"):
        found = (found or {}).get(name)
    return float(str(found).split()[0]) if found is not None else None


def peers(folder: Path, goals: list[Goal]) -> tuple[dict[str, Scores], list[str]]:
    """The scores of the other libraries that goals name, and those of them that are not installed."""
    scores: dict[str, Scores] = {}
    missing = []
    for peer in dict.fromkeys(goal.peer for goal in goals if goal.peer):
        if find_spec(peer) is None:
            missing.append(peer)
            continue
        command = shlex.join((sys.executable, "-m", "benchmarks.readers", peer, str(folder), "{file}"))
        categories = dict.fromkeys(goal.category for goal in goals if goal.peer == peer)
        scores[peer] = score(folder, command, list(categories))
    return scores, missing


def show(goals: list[Goal], own: Scores, others: dict[str, Scores]) -> None:
    """Prints the table; a missed goal is marked."""
    print(f"\n{'':28}{'postil':>9}{'goal':>9}{'other':>9}")
    for goal in goals:
        value = figure(own, goal)
        if value is None and not goal.least:
            continue  # a language that is not in the data
        other = figure(others.get(goal.peer, {}), goal)
        least = goal.least or other or 0
        beside = f"{other:9.3f} {goal.peer}" if other is not None else ""
        missed = "" if value is not None and round(value, 4) >= round(least, 4) else "  missed"
        mine = "none" if value is None else f"{value:.3f}"
        wanted = f"{least:9.3f}" if least else f"{'':9}"
        print(f"{goal.category + ' ' + goal.figure.replace('/', ' '):28}{mine:>9}{wanted}{beside}{missed}")
    print(f"\n{'CPU s median/max, MiB at most':28}")
    for category, said in own.items():
        print(f"{category:28}{said['cpu s median/max']:>12}{said['rss MB max']:9}")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", metavar="CATEGORIES")
    parser.add_argument("--own", action="store_true")
    options = parser.parse_args()
    folder = options.folder.resolve()
    known = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["entries"]
    there = list(dict.fromkeys(entry["cat"] for entry in known))
    chosen = [category for category in there if not options.only or category in options.only.split(",")]
    goals = [goal for goal in GOALS if goal.category in chosen]
    command = shlex.join((sys.executable, "-m", "postil", "ingest", "--json", "{file}", "--url", "{url}"))
    own = score(folder, command, chosen)
    others, missing = ({}, []) if options.own else peers(folder, goals)
    show(goals, own, others)
    if missing:
        print(f"\nNot installed, so not compared: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
