"""Addresses that stand in a text become links."""

from __future__ import annotations

import re

from postil.core.snapshot import Block, Link

_ADDRESS = re.compile(r"https?://[^\s<>\"“”„«»‹›^`{|}]{1,2000}", re.IGNORECASE)
_CLOSING = ".,;:!?…'’”»)]*_~"
_BRACKETS = {")": "(", "]": "["}


def with_links(blocks: list[Block]) -> list[Block]:
    """Adds the links to the blocks whose text holds an address."""
    return [_linked(block) if "://" in block.text else block for block in blocks]


def addresses(text: str) -> tuple[Link, ...]:
    """The http and https addresses of a text, without the punctuation that follows them."""
    found = []
    for match in _ADDRESS.finditer(text):
        href = _trimmed(match[0])
        if len(href) > len("https://"):
            found.append(Link(match.start(), match.start() + len(href), href))
    return tuple(found)


def _linked(block: Block) -> Block:
    links = addresses(block.text)
    return Block(block.kind, block.text, block.level, links, block.marker) if links else block


def _trimmed(address: str) -> str:
    """Drops closing punctuation, but keeps a bracket that was opened inside."""
    while address[-1] in _CLOSING:
        opening = _BRACKETS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address
