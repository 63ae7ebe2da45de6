"""One saved edit, next to the same bytes written, synced and put in place, and next to a stock TinyDB.

`python -m benchmarks.saving [ROUNDS]`.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tinydb import TinyDB

from benchmarks.table import Row, show
from postil.container import Container
from postil.core.changes import Change
from postil.core.snapshot import TextRange
from postil.services.articles.articles import add_text
from postil.services.marks.claims import edit_claim, mark_claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.services.library.workspace import Workspace

CLAIMS = (100, 1_000, 10_000)
GOAL = 2.0


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def written(path: Path, data: bytes) -> None:
    """The floor: the bytes are on disk, whole, under their name."""
    temporary = path.with_suffix(".new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def measured(folder: Path, claims: int, rounds: int) -> tuple[float, float, float]:
    """The medians of one saved edit, of the floor, and of a stock TinyDB."""
    workspace, article = filled(folder, claims)
    path = next(path for path in (folder / "annotations").glob("*.json") if path.name != "sources.json")
    ours, floors, stock = [], [], []
    plain = TinyDB(folder / "stock.json")
    plain.table("claims").insert_multiple({"note": "x" * 500, "at": at} for at in range(claims))
    claim = workspace.annotated(article).claims[0]
    for at in range(rounds):
        edit = partial(edit_claim, workspace, article, claim, note=f"note {at}")
        ours.append(milliseconds(edit))
        claim = workspace.annotated(article).claims_by_id[claim.id]
        data = path.read_bytes()
        floors.append(milliseconds(partial(written, folder / "floor.json", data)))
        stock.append(milliseconds(partial(plain.table("claims").update, {"note": f"{at}"}, doc_ids=[1])))
    return statistics.median(ours), statistics.median(floors), statistics.median(stock)


def filled(folder: Path, claims: int) -> tuple[Workspace, str]:
    """Makes a library of one article with so many claims; the article's id."""
    workspace = Container(str(folder / "annotations"), may_create=True).workspace
    text = folder / "text.txt"
    text.write_text("One plain sentence stands here and there. " * 200, encoding="utf-8")
    article = add_text(workspace, str(text)).article
    first = mark_claim(workspace, article.id, [TextRange(0, 10)])
    copies = (replace(first, id=workspace.make_id()) for _ in range(claims - 1))
    workspace.commit("fill", [Change(article.id, None, copy) for copy in copies])
    return workspace, article.id


def main(rounds: int = 15) -> None:
    """Measures and prints."""
    rows = []
    for claims in CLAIMS:
        with tempfile.TemporaryDirectory() as scratch:
            ours, least, stock = measured(Path(scratch), claims, rounds)
        rows.append(Row(f"{claims} claims: one saved edit", ours, least, GOAL))
        rows.append(Row(f"{claims} claims: the same by a stock TinyDB", stock, least))
    show("Saving, in milliseconds, next to write + fsync + replace of the same bytes", rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
