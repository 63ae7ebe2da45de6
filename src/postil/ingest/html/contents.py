"""The table of contents that an author has set into a page: the reader has its own, of the headings."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from postil.core.snapshot import BlockKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.snapshot import Block
    from postil.ingest.html.naming import Found

FEWEST = 2
"""Lines of the shortest table of contents."""

MOST_LEFT_OUT = 0.5
"""The share of the headings behind it from which on a list that does not name them is no table of contents."""

LONGEST_TITLE = 30
"""Code points of the longest line above one that names it, as `Contents` or `On this page`."""


def contents_in(found: Sequence[Found]) -> set[int]:
    """The indices of the blocks that are a table of contents, and of its title.

    It is a list of which each line does nothing but lead to a heading behind it, in their order, and that leads to
    most of them.

    Args:
        found: All blocks of a page, in order.
    """
    headings = {
        name: at for at, one in enumerate(found) if one.block.kind is BlockKind.HEADING for name in one.names
    }
    listed: set[int] = set()
    for is_line, run in groupby(range(len(found)), lambda at: _is_line(found[at].block, headings)):
        places = list(run)
        if is_line and len(places) >= FEWEST and _leads_through(found, places, headings):
            before = places[0] - 1
            listed.update(places, (before,) if before >= 0 and _is_title(found[before].block) else ())
    return listed


def _is_line(block: Block, headings: Mapping[str, int]) -> bool:
    linked = sum(link.end - link.start for link in block.links)
    return (
        block.kind is BlockKind.ITEM
        and linked > len(block.text) / 2
        and all(link.href[:1] == "#" and link.href[1:] in headings for link in block.links)
    )


def _leads_through(found: Sequence[Found], places: Sequence[int], headings: Mapping[str, int]) -> bool:
    targets = [headings[link.href[1:]] for at in places for link in found[at].block.links]
    behind = {at for at in headings.values() if at > places[-1]}
    in_order = targets[0] > places[-1] and all(one <= other for one, other in pairwise(targets))
    return in_order and len(behind - set(targets)) < len(behind) * MOST_LEFT_OUT


def _is_title(block: Block) -> bool:
    return block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and len(block.text) <= LONGEST_TITLE
