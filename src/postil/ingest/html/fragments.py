"""A piece of HTML that is all content: a letter, an item of a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.ingest.html.names import name_of
from postil.ingest.html.parsing import tree_of
from postil.ingest.html.walk import blocks_of

if TYPE_CHECKING:
    from collections.abc import Container

    from postil.core.snapshot import Block


def fragment_blocks(text: str, base: str = "", left_out: Container[str] = ()) -> list[Block]:
    """Makes blocks of all the paragraphs of a piece of HTML, whether it is a whole page or not.

    Args:
        text: The HTML, decoded.
        base: The address to which its links belong.
        left_out: The names of elements that are no content.
    """
    root = tree_of(text)
    return [] if root is None else blocks_of(root, base, lambda element: name_of(element) not in left_out)
