"""What trafilatura takes for a page's article."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from lxml import etree
from trafilatura import bare_extraction

from postil.core.snapshot import Block, BlockKind
from postil.core.text import clean_line
from postil.ingest.html.naming import Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

_INLINE = frozenset({"hi", "ref", "del"})
_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "quote": BlockKind.QUOTE,
    "item": BlockKind.ITEM,
    "code": BlockKind.CODE,
    "row": BlockKind.TABLE,
}

# A library that warns of a page would write it over the screen.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


def extracted(root: HtmlElement, *, fast: bool) -> etree._Element | None:
    """Extracts the article; None where there is nothing that looks like one.

    Args:
        root: The page, which is not changed.
        fast: Whether to leave out what only helps with pages of unusual make; for large pages.
    """
    document = bare_extraction(root, fast=fast, include_comments=False, with_metadata=False)
    return cast("Document", document).body if document else None


def text_of(body: etree._Element) -> str:
    """All words of what was extracted."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE:
            pieces.append(" ")
        pieces.append((element.text if event == "start" else element.tail) or "")
    return "".join(pieces)


def blocks_as_extracted(body: etree._Element) -> list[Found]:
    """The blocks of what was extracted, for words that the page itself does not show, as those of its metadata."""
    found: list[Found] = []
    for element in body.iter(*_KINDS):
        if any(outer.tag in _KINDS for outer in element.iterancestors()):
            continue
        text = clean_line(text_of(element))
        if text:
            kind = _KINDS[element.tag]
            level = {BlockKind.HEADING: 2, BlockKind.ITEM: 1}.get(kind, 0)
            found.append(Found(Block(kind, text, level)))
    return found
