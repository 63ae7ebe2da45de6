"""How often a quote is told for what it is, and how soon, beside what others do.

`python -m benchmarks.quote_check --data DIR --out FILE`: DIR holds `docs.jsonl.gz`, `input.jsonl` and
`gold.jsonl`, or a folder `quotes` with them; FILE gets the predictions, one JSON object a line. Without
`--data` only the times are measured, on texts that are made here.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import statistics
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz

from postil.anchoring.quotes.check import compare
from postil.core.snapshot import Block, BlockKind, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOUND = frozenset({"exact", "normalised", "joined", "elided"})
STATES = ("exact", "normalised", "joined", "elided", "altered", "not_found")
NAMES = {"typographic": "normalised", "not found": "not_found"}
"""The data's names for two of our states."""


class Case(NamedTuple):
    """A quote, the text it is looked up in, and what is true of it."""

    id: str
    quote: str
    source: Snapshot
    status: str


class Prediction(NamedTuple):
    """What a method says of a quote."""

    status: str
    spans: list[tuple[int, int]]


def ours(quote: str, source: Snapshot) -> Prediction:
    answer = compare(quote, source)
    selectors = answer.target.selectors if answer.target else ()
    spans = [(selector.start, selector.end) for selector in selectors]
    return Prediction(NAMES.get(answer.check, str(answer.check)), spans)


def literal(quote: str, source: Snapshot) -> Prediction:
    return Prediction("exact" if quote in source.text else "not_found", [])


def similar(quote: str, source: Snapshot) -> Prediction:
    """What a threshold of similarity says, which knows no states: 100 is exact, 90 is another typography."""
    score = fuzz.partial_ratio(quote, source.text)
    return Prediction("exact" if score == 100 else "normalised" if score >= 90 else "not_found", [])


METHODS: dict[str, Callable[[str, Snapshot], Prediction]] = {
    "postil": ours,
    "quote in text": literal,
    "rapidfuzz partial_ratio >= 90": similar,
}


def cases(folder: Path) -> list[Case]:
    """The cases of a data set."""
    home = folder if (folder / "input.jsonl").exists() else folder / "quotes"
    texts = {row["id"]: _snapshot(row["text"]) for row in _rows(home / "docs.jsonl.gz")}
    truth = {row["id"]: row["status"] for row in _rows(home / "gold.jsonl")}
    return [
        Case(row["id"], row["quote"], texts[row["doc"]], truth[row["id"]])
        for row in _rows(home / "input.jsonl")
    ]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with (
        gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as f
    ):
        yield from map(json.loads, f)


def _snapshot(text: str) -> Snapshot:
    return Snapshot([Block(BlockKind.PARAGRAPH, text)])


def judge(known: list[Case], out: Path | None) -> None:
    """Prints how often each method is right, and writes what ours said."""
    sizes = Counter(case.status for case in known)
    good = sum(sizes[status] for status in FOUND)
    states = [status for status in STATES if sizes[status]]
    print(f"\n{len(known)} quotes, right per cent")
    print(
        f"{'':32}{'all':>8}{''.join(f'{s:>12}' for s in states)}{'false passes':>16}{'false alarms':>16}{'ms':>7}"
    )
    for name, method in METHODS.items():
        begun = time.perf_counter()
        answers = [method(case.quote, case.source) for case in known]
        each = (time.perf_counter() - begun) * 1000 / len(known)
        pairs = list(zip(known, answers, strict=True))
        right = Counter(case.status for case, answer in pairs if case.status == answer.status)
        passes = sum(answer.status in FOUND for case, answer in pairs if case.status not in FOUND)
        alarms = sum(answer.status not in FOUND for case, answer in pairs if case.status in FOUND)
        shares = "".join(f"{100 * right[status] / sizes[status]:12.1f}" for status in states)
        total = 100 * sum(right.values()) / len(known)
        bad = len(known) - good
        print(
            f"{name:32}{total:8.1f}{shares}{f'{passes} of {bad}':>16}{f'{alarms} of {good}':>16}{each:7.2f}"
        )
        if method is ours and out:
            _write(pairs, out)


def _write(pairs: list[tuple[Case, Prediction]], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for case, answer in pairs:
            row = {"id": case.id, "status": answer.status, "spans": answer.spans}
            file.write(f"{json.dumps(row)}\n")


def measure() -> None:
    """Prints what a quote costs, the first in a text and the following ones, in milliseconds."""
    print(f"\n{'ms':32}{'first':>8}{'exact':>10}{'elided':>10}{'altered':>10}{'not found':>12}")
    for size in (400, 33_000):
        words = _words(size)
        source = _snapshot(" ".join(words))
        at = size // 2
        quotes = [
            " ".join(words[at : at + 30]),
            " ".join([*words[at : at + 12], "…", *words[at + 60 : at + 72]]),
            " ".join([*words[at : at + 12], "unheard-of", *words[at + 13 : at + 30]]),
            " ".join(reversed(words[at : at + 30])),
        ]
        firsts = []
        for number in range(5):
            unread = _snapshot(" ".join([*words, str(number)]))
            firsts.append(_milliseconds(quotes[2], unread))
        each = [statistics.median(_milliseconds(quote, source) for _ in range(15)) for quote in quotes]
        print(f"{f'a text of {size:,} words':32}{statistics.median(firsts):8.2f}", end="")
        print("".join(f"{value:{width}.2f}" for value, width in zip(each, (10, 10, 10, 12), strict=True)))


def _milliseconds(quote: str, source: Snapshot) -> float:
    begun = time.perf_counter()
    compare(quote, source)
    return (time.perf_counter() - begun) * 1000


def _words(count: int) -> list[str]:
    """Words as frequent as those of a language are, some with a full stop."""
    draw = random.Random(7)  # noqa: S311 - a text, not a secret
    known = ["".join(draw.choices("etaoinshrdlu", k=draw.randint(2, 9))) for _ in range(6000)]
    weights = [1 / rank for rank in range(1, len(known) + 1)]
    return [word + (". " if draw.random() < 0.06 else "") for word in draw.choices(known, weights, k=count)]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    if options.data:
        judge(cases(options.data), options.out)
    measure()


if __name__ == "__main__":
    main()
