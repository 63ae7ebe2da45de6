"""Where marks go when a text changes: scored, and next to simpler methods in the same run.

`python -m benchmarks.anchoring DIR` takes a folder with `records.jsonl.gz`, `texts.jsonl.gz` and their scorer,
`score_anchoring.py`. `anchor_records` has the signature that the scorer calls, so that it can also be run by
itself: `score_anchoring.py DIR --callable benchmarks.anchoring:anchor_records`. Without a folder only the time
of a thousand marks in a book is measured.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from rapidfuzz.fuzz import partial_ratio_alignment

from benchmarks.table import Row, show
from benchmarks.texts import text
from postil.anchoring.describe import describe
from postil.anchoring.revision import Revision
from postil.core.snapshot import Block, BlockKind, Snapshot, TextRange
from postil.core.target import Selector

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import ModuleType

Record = dict[str, Any]
Answer = dict[str, Any] | None

FLOOR_MARKS = 20
"""Marks of the book that are looked for by partial ratio, which takes too long for all of them."""


def snapshot(content: str) -> Snapshot:
    return Snapshot([Block(BlockKind.PARAGRAPH, content)])


def anchor_records(records: Sequence[Record], old_text: str | None, new_text: str) -> list[Answer]:
    """Places marks as postil does.

    Args:
        records: Each with `exact`, and where they are known `prefix`, `suffix`, `start` and `end`.
        old_text: The text that they stand in; None where it is not known.
        new_text: The text in which they are looked for.
    """
    revision = Revision(None if old_text is None else snapshot(old_text), snapshot(new_text))
    return [_answer(revision, record, new_text) for record in records]


def _answer(revision: Revision, record: Record, new_text: str) -> Answer:
    around = record.get("prefix", ""), record.get("suffix", "")
    verdict = revision.place(
        [Selector(record["exact"], *around, record.get("start", 0), record.get("end", 0))]
    )
    if not verdict.ranges:
        return {"start": None, "status": verdict.state.value}
    start, end = verdict.ranges[0].start, verdict.ranges[0].end
    verbatim = new_text[start:end] == record["exact"]
    return {"start": start, "end": end, "status": verdict.state.value, "verbatim": verbatim}


def nearest_exact(records: Sequence[Record], _old_text: str | None, new_text: str) -> list[Answer]:
    """The literal words, nearest to where they stood."""
    answers: list[Answer] = []
    for record in records:
        exact, hint = record["exact"], record.get("start", 0)
        places = [
            at for at in (new_text.find(exact, hint), new_text.rfind(exact, 0, hint + len(exact))) if at >= 0
        ]
        at = min(places, key=lambda place: abs(place - hint), default=None)
        answers.append(None if at is None else {"start": at, "end": at + len(exact)})
    return answers


def partial_ratio(records: Sequence[Record], _old_text: str | None, new_text: str) -> list[Answer]:
    """Whatever resembles the words most, from 75 of 100 on."""
    answers: list[Answer] = []
    for record in records:
        found = partial_ratio_alignment(record["exact"], new_text, score_cutoff=75)
        answers.append({"start": found.dest_start, "end": found.dest_end} if found else None)
    return answers


METHODS: Mapping[str, tuple[Callable[..., list[Answer]], bool]] = {
    "postil": (anchor_records, True),
    "postil, old text not known": (anchor_records, False),
    "rapidfuzz partial ratio >= 75": (partial_ratio, True),
    "exact words nearest the old place": (nearest_exact, True),
}
COLUMNS = ("accuracy", "wrong_attach", "false_orphan", "wrong_of_orphans", "tight")


def scored(folder: Path) -> None:
    """Prints what the scorer of a folder says about each method."""
    scorer = _module(folder / "score_anchoring.py")
    records = [record for record in scorer.rd(folder / "records.jsonl.gz") if record["mode"] == "anchor"]
    texts = {kept["id"]: kept["text"] for kept in scorer.rd(folder / "texts.jsonl.gz")}
    print(f"\nMarks in changed texts: {len(records)} records, per cent")
    print(f"{'':36}" + "".join(f"{column.replace('_', ' '):>18}" for column in COLUMNS) + f"{'CPU s':>9}")
    for name, (method, knows_old) in METHODS.items():
        begun = time.process_time()
        spec = f"{__name__}:{method.__name__}"
        rows, _ = scorer.table(records, scorer.run(spec, records, texts, not knows_old))
        taken = time.process_time() - begun
        for group in ("ALL anchor", "natural") if name == "postil" else ("ALL anchor",):
            figures = "".join(f"{100 * rows[group][column]:18.2f}" for column in COLUMNS)
            print(f"{name + (', drawn evenly' if group == 'natural' else ''):36}{figures}{taken:9.1f}")


def book() -> None:
    """Prints the time of a thousand marks in a book of 3 MB that was revised, and in one that was set anew."""
    random = Random(11)  # noqa: S311 - the same book each time
    old = text(6_000, 3_000_000, curly=True)
    paragraphs = old.split("\n\n")
    for _ in range(600):
        at = random.randrange(1, len(paragraphs))
        paragraphs[at] = random.choice(
            (paragraphs[at].replace("the ", "that ", 2), "", paragraphs[at] + " More.")
        )
    revised = "\n\n".join(paragraphs)
    kept = snapshot(old)
    starts = [random.randrange(len(old) - 200) for _ in range(1_000)]
    marks = [describe(kept, [TextRange(at, at + random.randrange(20, 160))]).selectors[0] for at in starts]
    records = [
        {
            "exact": mark.exact,
            "prefix": mark.prefix,
            "suffix": mark.suffix,
            "start": mark.start,
            "end": mark.end,
        }
        for mark in marks
    ]
    rows = []
    for what, new in (("revised", revised), ("set anew", revised.replace(" ", "\n"))):
        own = _cpu(partial(anchor_records, records, old, new))
        floor = _cpu(partial(partial_ratio, records[:FLOOR_MARKS], old, new)) * len(records) / FLOOR_MARKS
        rows.append(Row(f"1,000 marks in a book of 3 MB, {what}", own, floor))
    show(f"CPU ms; the floor is partial ratio, {FLOOR_MARKS} marks times {1_000 // FLOOR_MARKS}", rows)


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    if len(sys.argv) > 1:
        scored(Path(sys.argv[1]))
    book()
