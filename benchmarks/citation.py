"""How often a citation is set as citeproc-js sets it, style by style, and how long one is waited for.

`python -m benchmarks.citation [DIR]`: DIR holds `references.json`, `cites.json`, `expected_citeprocjs.json` and a
folder `styles`. Without it only the times are measured, in the installed styles.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.citation.citeproc import Wanted, format_bibliography, format_citations
from postil.citation.forms.known import FORMS
from postil.citation.numbering import told as numbered
from postil.citation.styles import WELL_KNOWN, find_style
from postil.core.model import Locator
from postil.services.citing.citing import SAMPLE, Citations
from postil.storage.machine.citation_cache import CitationFile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ENTRIES, MARKS = 0.90, 0.91
"""The shares that are wanted."""

COLD, WARM = 1000.0, 16.7
"""Milliseconds that a citation may take that was not set before, and one that was: a frame at 60 Hz."""

LIST = 200


def in_one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def shares(folder: Path) -> None:
    """One row a style, and below it what is otherwise."""
    items = {item["id"]: item for item in json.loads((folder / "references.json").read_text("utf-8"))}
    cites = json.loads((folder / "cites.json").read_text("utf-8"))
    expected: Mapping[str, Any] = json.loads((folder / "expected_citeprocjs.json").read_text("utf-8"))
    wanted = [
        Wanted(items[cite["id"]], Locator(cite.get("label", ""), cite.get("locator", ""))) for cite in cites
    ]
    right = [0, 0]
    print(f"{'style':<32}{'in-text':>9}{'entries':>9}")
    others: list[str] = []
    for name, truth in expected.items():
        done = format_citations(wanted, find_style(name, folder / "styles"), locale="", writer="plain")
        same = [0, 0]
        for cite, one in zip(cites, done, strict=True):
            told = truth[cite["id"]]
            pairs = [(one.mark, told["citation_text"]), (one.entry, told["bib_text"])]
            for at, (ours, theirs) in enumerate((numbered(ours, 1), theirs) for ours, theirs in pairs):
                if in_one_line(ours) == in_one_line(theirs):
                    same[at] += 1
                else:
                    others.append(f"{name} {cite['id']}\n  - {in_one_line(theirs)}\n  + {in_one_line(ours)}")
        right = [right[at] + same[at] for at in (0, 1)]
        print(f"{name:<32}{same[0]:>6}/{len(cites)}{same[1]:>6}/{len(cites)}")
    whole = len(cites) * len(expected)
    print(
        f"{'all (wanted)':<32}{right[0] / whole:>8.1%} ({MARKS:.0%}){right[1] / whole:>8.1%} ({ENTRIES:.0%})\n"
    )
    print("\n".join(others))


def milliseconds(work: Callable[[], object], rounds: int = 1) -> float:
    spent = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        spent.append((time.perf_counter() - begun) * 1000)
    return statistics.median(spent)


def times() -> None:
    plain = FORMS["plain"]
    items = [{**SAMPLE.item, "title": f"Mud, part {number}"} for number in range(LIST)]
    print(f"\n{'style':<16}{'cold ms':>9}{'warm ms':>9}{'from file ms':>14}{f'list of {LIST} ms':>18}")
    with tempfile.TemporaryDirectory() as folder:
        for name in WELL_KNOWN:
            cache = CitationFile(Path(folder) / "citations.sqlite")
            citations = Citations(name, cache=cache)
            cold = milliseconds(lambda: citations.cite([SAMPLE], plain))  # noqa: B023 - called at once
            warm = milliseconds(lambda: citations.cite([SAMPLE], plain), 101)  # noqa: B023
            again = milliseconds(lambda: Citations(name, cache=cache).cite([SAMPLE], plain), 11)  # noqa: B023
            style = find_style(name)
            whole = milliseconds(lambda: format_bibliography(items, style, locale="", writer="plain"))  # noqa: B023
            print(f"{name:<16}{cold:>9.0f}{warm:>9.2f}{again:>14.1f}{whole:>18.0f}")
    print(f"{'wanted':<16}{COLD:>9.0f}{WARM:>9.1f}")


def main() -> None:
    if len(sys.argv) > 1:
        shares(Path(sys.argv[1]))
    times()


if __name__ == "__main__":
    main()
