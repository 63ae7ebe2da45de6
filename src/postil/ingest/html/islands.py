"""What was taken for a part of an article, lies far from the rest of it, and tells nothing: a button, a line of a menu."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind
from postil.ingest.html.bodies import path_of
from postil.ingest.html.prose import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

FURTHEST = 5
"""Blocks of the widest gap within an article."""

LARGEST = 0.4
"""The share of the longest part's code points beside links from which on another part is none of these, whatever it holds."""

_TEXTS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.CAPTION})


def without_islands(found: Sequence[Found], kept: Sequence[bool]) -> list[bool]:
    """Takes out of an article the parts far from its longest one in which nobody says anything.

    A heading before the longest part stays: it may be the article's own. So does what lies in elements that are called
    as those of the longest part are, as a short answer in a discussion.

    Args:
        found: All blocks of the page, in order.
        kept: Which of them are of the article.

    Returns:
        Which blocks are of the article now.
    """
    parts = list(_parts(kept))
    lengths = [sum(_length_beside_links(found[at].block) for at in part) for part in parts]
    most = max(lengths, default=0)
    main = lengths.index(most) if parts else 0
    paths = {path_of(found[at].own) for at in parts[main]} if len(parts) > 1 else set()
    away = {
        at
        for number, (part, length) in enumerate(zip(parts, lengths, strict=True))
        if number != main and length < most * LARGEST and not any(_tells(found[at].block) for at in part)
        for at in part
        if (number > main or found[at].block.kind is not BlockKind.HEADING)
        and path_of(found[at].own) not in paths
    }
    return [keep and at not in away for at, keep in enumerate(kept)]


def _parts(kept: Sequence[bool]) -> Iterator[list[int]]:
    """The blocks that were kept, apart where many between them were not."""
    places = [at for at, keep in enumerate(kept) if keep]
    part = places[:1]
    for before, at in pairwise(places):
        if at - before > FURTHEST:
            yield part
            part = []
        part.append(at)
    if part:
        yield part


def _tells(block: Block) -> bool:
    """Whether a block says something, or is of a kind that stands for itself, as a note or a table."""
    return block.kind not in _TEXTS or (
        is_prose(block.text) and _length_beside_links(block) * 2 > len(block.text)
    )


def _length_beside_links(block: Block) -> int:
    return len(block.text) - sum(link.end - link.start for link in block.links)
