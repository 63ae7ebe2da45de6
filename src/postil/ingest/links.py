"""Where a text leads: the links that its format tells, and the addresses that stand in its words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.addresses import without_end
from postil.core.patterns import pattern
from postil.core.snapshot import Block, Link
from postil.core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = pattern(r"https?://[^\s<>\"“”„«»‹›^`{|}]{1,2000}", re.IGNORECASE)
_SCHEME = pattern(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = ("http:", "https:", "mailto:")


def with_links(blocks: list[Block]) -> list[Block]:
    """Adds the links to the blocks whose text holds an address."""
    return [_linked(block) if "://" in block.text else block for block in blocks]


def beside_links(block: Block) -> list[str]:
    """The words of a block before its first link, between its links and behind the last."""
    ends = [0, *(end for link in block.links for end in (link.start, link.end)), len(block.text)]
    return [block.text[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]


def addresses(text: str) -> tuple[Link, ...]:
    """The http and https addresses of a text, without the punctuation that follows them."""
    found = []
    for match in _ADDRESS.finditer(text):
        href = without_end(match[0])
        if len(href) > len("https://"):
            found.append(Link(match.start(), match.start() + len(href), href))
    return tuple(found)


def settled(text: str, links: Iterable[Link]) -> tuple[str, tuple[Link, ...]]:
    """Ends a block's text and its links, once all of it has been gathered.

    Args:
        text: The words; it may end with blanks and hold what `core.text.clean` changes.
        links: What its format tells; they may be empty, hold blanks at their ends or lead where none may.

    Returns:
        The clean text, and its links in order: those that lead to http, https, mailto, a relative place or a
        place in the same text, and the addresses in the words. Only the latter where cleaning moved the words.
    """
    found = [link for link in (_within(link, text) for link in links) if link]
    text = text.rstrip()
    if clean(text) != text:
        text, found = clean(text), []
    if "://" in text:
        found += [link for link in addresses(text) if not any(_overlap(link, known) for known in found)]
    return text, tuple(sorted(found))


def _overlap(one: Link, other: Link) -> bool:
    return one.start < other.end and other.start < one.end


def _within(link: Link, text: str) -> Link | None:
    """The link without blanks at its ends, or None where it is empty or leads where none may lead."""
    words = text[link.start : link.end]
    start = link.start + len(words) - len(words.lstrip())
    end = link.start + len(words.rstrip())
    href = clean(link.href).strip()
    scheme = _SCHEME.match(href)
    if start >= end or not href or (scheme and scheme[0].lower() not in _SAFE_SCHEMES):
        return None
    return Link(start, end, href)


def _linked(block: Block) -> Block:
    links = addresses(block.text)
    return Block(block.kind, block.text, block.level, links, block.marker) if links else block
