"""A small library of the Saltmarsh Quay Courier, and operations on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from postil.core.changes import SOURCES, Change, Operation
from postil.core.ids import make_id, stamp
from postil.core.model import Article, Claim, Evidence, Locator, Reading, Record, Source, Stance
from postil.core.snapshot import Block, BlockKind, Link, Snapshot
from postil.core.target import Selector, Target
from postil.storage.disk_library import DiskLibrary

if TYPE_CHECKING:
    from pathlib import Path

    from postil.core.model import JSON

WALL = "The council closed the harbour wall in spring, and no ship has landed since."
SNAPSHOT = Snapshot(
    (
        Block(BlockKind.HEADING, "The wall at Saltmarsh Quay", 1),
        Block(BlockKind.PARAGRAPH, WALL, links=(Link(4, 11, "https://courier.example/council"),)),
        Block(BlockKind.ITEM, "Tide tables are printed on page 4.", 1, marker="•"),
    )
)


@dataclass
class Clock:
    """Ticks one second each time it is asked."""

    now: datetime = datetime(2031, 5, 4, 9, 30, tzinfo=UTC)

    def __call__(self) -> str:
        self.now += timedelta(seconds=1)
        return stamp(self.now)


def key(number: int) -> str:
    return make_id(1_900_000_000_000, number)


ARTICLE = key(1)
NOON = "2031-05-04T12:00:00.000000Z"


def text(number: int = 1) -> Snapshot:
    """The text of each article: all but the first have a line more."""
    more = [] if number == 1 else [Block(BlockKind.PARAGRAPH, f"Edition {number}.")]
    return Snapshot((*SNAPSHOT.blocks, *more))


def article(number: int = 1, title: str = "The wall at Saltmarsh Quay") -> Article:
    reading = Reading(text(number).digest, NOON)
    return Article(id=key(number), created=NOON, title=title, snapshots=(reading,))


def target(start: int = 4, end: int = 11) -> Target:
    text = SNAPSHOT.text
    selector = Selector(text[start:end], text[max(start - 32, 0) : start], text[end : end + 32], start, end)
    return Target(SNAPSHOT.digest, (selector,))


def claim(number: int, note: str = "") -> Claim:
    return Claim(id=key(number), created=NOON, creator="Ada", target=target(), note=note)


def evidence(number: int, of: int) -> Evidence:
    return Evidence(
        id=key(number),
        claim=key(of),
        stance=Stance.DISPUTES,
        quote="No ship has landed",
        source="courier2031",
        locator=Locator("page", "4"),
    )


def source(number: int) -> Source:
    csl: dict[str, JSON] = {"title": "The Courier", "issued": {"date-parts": [[2031, 5, 4]]}}
    return Source(id=key(number), key="courier2031", csl=csl)


def adding(record: Record, collection: str = ARTICLE) -> Change:
    return Change(SOURCES if isinstance(record, Source) else collection, None, record)


def operation(number: int, *changes: Change, snapshots: tuple[Snapshot, ...] = ()) -> Operation:
    return Operation(key(500_000 + number), "a gesture", NOON, "Ada", changes, snapshots)


def opening(number: int = 1, title: str = "The wall at Saltmarsh Quay") -> Operation:
    """The gesture that brings an article into the library."""
    return operation(number, adding(article(number, title), key(number)), snapshots=(text(number),))


THREE = (
    opening(),
    operation(
        2, adding(claim(11, "Ask the “harbour master”.\n")), adding(source(31)), adding(evidence(21, 11))
    ),
    operation(3, Change(ARTICLE, claim(11), replace(claim(11), tags=("wall",)))),
)
"""Gestures one after the other: an article, a claim with a piece of evidence, and an edit."""


def noted(library: DiskLibrary, which: int, note: str, number: int = 99) -> Operation:
    """The gesture that writes a note to a claim as it stands now."""
    before = next(claim for claim in library.read(ARTICLE).claims if claim.id == key(which))
    return operation(number, Change(ARTICLE, before, replace(before, note=note)))


def filled(folder: Path) -> DiskLibrary:
    """A new library with one article, two claims, a piece of evidence and its source."""
    library = DiskLibrary.open(folder, Clock(), create=True)
    library.apply(opening())
    library.apply(operation(2, adding(claim(11)), adding(claim(12))))
    library.apply(operation(3, adding(source(31)), adding(evidence(21, 11))))
    return library


def reopened(library: DiskLibrary) -> DiskLibrary:
    return DiskLibrary.open(library.folder, Clock())


def file_of(library: DiskLibrary) -> Path:
    """The file of the first article."""
    return library.folder / "the-wall-at-saltmarsh-quay.json"
