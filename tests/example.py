"""Builds the example library out of its texts and its plan: `python -m tests.example FOLDER`.

The result is the same each time: clock and ids are wound, and the place of the texts leaves no trace.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postil.anchoring.search import find
from postil.core.ids import make_id, stamp
from postil.core.model import Directness, Kind, Stance
from postil.ingest.door import open_document
from postil.services.articles.articles import open_read
from postil.services.library.workspace import Workspace
from postil.services.library.writing import DirectWriter
from postil.services.marks.claims import mark_claim
from postil.services.marks.evidence import attach_evidence
from postil.services.sources.sources import add_source, link_document
from postil.storage.disk_library import DiskLibrary

if TYPE_CHECKING:
    from postil.core.model import Article, Claim

TEXTS = Path(__file__).parent / "data" / "example"
BEGIN = datetime(2026, 11, 1, 9, tzinfo=UTC)
CREATOR = "postil"


class Wound:
    """A clock that goes on by a second each time it is read, and ids that go with it."""

    def __init__(self) -> None:
        self.now = BEGIN
        self.count = 0

    def clock(self) -> str:
        """The next second."""
        self.now += timedelta(seconds=1)
        return stamp(self.now)

    def make_id(self) -> str:
        """The next id."""
        self.count += 1
        return make_id(int(self.now.timestamp()) * 1000 + self.count, self.count)


def build(folder: Path) -> None:
    """Makes the example library in an empty folder."""
    wound = Wound()
    library = DiskLibrary.open(folder, wound.clock, create=True)
    workspace = Workspace(
        library, DirectWriter(library), clock=wound.clock, make_id=wound.make_id, creator=CREATOR
    )
    plan = json.loads((TEXTS / "annotations.json").read_text(encoding="utf-8"))
    for entry in plan["sources"]:
        source = add_source(workspace, {"id": entry["key"], **entry["csl"]})
        if entry["text"]:
            link_document(workspace, source, _article(workspace, entry["text"]).id)
    article = _article(workspace, "harbour-dredging.md")  # the last to come is the first in the list
    for planned in plan["claims"]:
        claim = _claim(workspace, article, planned)
        for piece in planned["evidence"]:
            _evidence(workspace, article, claim, piece)


def _article(workspace: Workspace, name: str) -> Article:
    document = open_document(str(TEXTS / name))._replace(path="")
    article = open_read(workspace, document).annotated.article
    workspace.add_article(article.id)
    return article


def _claim(workspace: Workspace, article: Article, planned: dict[str, Any]) -> Claim:
    (place,) = find(workspace.text_of(article), planned["exact"])
    names = ("text", "speaker", "rating", "tags", "note", "priority")
    fields = {name: planned[name] for name in names}
    return mark_claim(workspace, article.id, [place], kind=Kind(planned["kind"]), **fields)


def _evidence(workspace: Workspace, article: Article, claim: Claim, planned: dict[str, Any]) -> None:
    attach_evidence(
        workspace,
        article.id,
        claim,
        stance=Stance(planned["stance"]),
        quote=planned["quote"],
        source=workspace.source(planned["source"]),
        locator=planned["locator"],
        directness=Directness(planned["directness"]),
        note=planned["note"],
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]))
