"""Texts to anchor in, and to compare quotes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.anchoring.quotes.check import compare
from postil.core.snapshot import Block, BlockKind, Snapshot

if TYPE_CHECKING:
    from postil.core.comparison import Comparison
    from postil.core.model import Check


def snapshot(*paragraphs: str) -> Snapshot:
    return Snapshot(tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))


FERRY = snapshot(
    "The ferry left the quay at noon with forty people and a dog that nobody had seen before that day.",
    "“We were promised two crossings a day,” said Ines Holm. “There has not been one.”",
    "It came back at dusk. The dog was not among those who stepped ashore in the failing light of that day.",
)


def compared(source: str, quote: str) -> Comparison:
    """A quote beside a source of one paragraph."""
    return compare(quote, snapshot(source))


def checked(source: str, quote: str) -> Check:
    """Whether it stands there."""
    return compared(source, quote).check
