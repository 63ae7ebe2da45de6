"""Addresses that stand in a text become links."""

from __future__ import annotations

import re

from postil.core.addresses import without_end
from postil.core.snapshot import Block, Link

_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»‹›^`{|}]{1,2000}", re.IGNORECASE)


def with_links(blocks: list[Block]) -> list[Block]:
    """Adds the links to the blocks whose text holds an address."""
    return [_linked(block) if "://" in block.text else block for block in blocks]


def addresses(text: str) -> tuple[Link, ...]:
    """The http and https addresses of a text, without the punctuation that follows them."""
    found = []
    for match in _ADDRESS.finditer(text):
        href = without_end(match[0])
        if len(href) > len("https://"):
            found.append(Link(match.start(), match.start() + len(href), href))
    return tuple(found)


def _linked(block: Block) -> Block:
    links = addresses(block.text)
    return Block(block.kind, block.text, block.level, links, block.marker) if links else block
