"""A block as JSON and back: as texts are kept, and as a process that reads one hands it over."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from postil.core.snapshot import Block, BlockKind, Link
from postil.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.core.model import JSON

DEEPEST = 1000
"""The highest level that a block may have."""

_KINDS = {kind.value: kind for kind in BlockKind}


def block_to_json(block: Block) -> JSON:
    """Writes a block; what is at its default is left out."""
    document: dict[str, JSON] = {"kind": block.kind.value, "text": block.text}
    if block.level:
        document["level"] = block.level
    if block.links:
        document["links"] = [[link.start, link.end, link.href] for link in block.links]
    document |= {name: value for name, value in _words_of(block).items() if value}
    return document


def block_from_json(value: JSON) -> Block:
    """Reads a block.

    Raises:
        ValueError: It has the wrong shape.
    """
    match value:
        case {"kind": str(kind), "text": str(text), **rest} if kind in _KINDS:
            if not rest:  # as of nearly all
                return Block(_KINDS[kind], text)
            level, links = rest.get("level", 0), rest.get("links", [])
            words = {name: rest.get(name, "") for name in ("marker", "name", "page")}
            if _is_level(level) and isinstance(links, list) and _are_words(words):
                known = {name: clean_line(word) for name, word in words.items()}
                return Block(_KINDS[kind], text, level, tuple(map(_link, links)), **known)
    raise ValueError("one of its blocks has the wrong shape")


def _words_of(block: Block) -> dict[str, str]:
    return {"marker": block.marker, "name": block.name, "page": block.page}


def _is_level(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= DEEPEST


def _are_words(values: Mapping[str, object]) -> TypeGuard[Mapping[str, str]]:
    return all(isinstance(value, str) for value in values.values())


def _link(value: JSON) -> Link:
    match value:
        case [int(start), int(end), str(href)]:
            return Link(start, end, href)
        case _:
            raise ValueError("one of its links has the wrong shape")
