"""Texts to anchor in."""

from __future__ import annotations

from postil.core.snapshot import Block, BlockKind, Snapshot


def snapshot(*paragraphs: str) -> Snapshot:
    return Snapshot(tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs))


FERRY = snapshot(
    "The ferry left the quay at noon with forty people and a dog that nobody had seen before that day.",
    "“We were promised two crossings a day,” said Ines Holm. “There has not been one.”",
    "It came back at dusk. The dog was not among those who stepped ashore in the failing light of that day.",
)
