"""What trafilatura takes for a page's article."""

from __future__ import annotations

import logging
from copy import deepcopy
from typing import TYPE_CHECKING, cast

from lxml import etree
from trafilatura import bare_extraction
from trafilatura.metadata import extract_metadata
from trafilatura.settings import Document

from postil.core.snapshot import Block, BlockKind
from postil.core.text import clean_line
from postil.ingest.html.naming import Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_INLINE = frozenset({"hi", "ref", "del"})
_KINDS = {
    "p": BlockKind.PARAGRAPH,
    "head": BlockKind.HEADING,
    "quote": BlockKind.QUOTE,
    "item": BlockKind.ITEM,
    "code": BlockKind.CODE,
    "row": BlockKind.TABLE,
}

WIDEST = 20
"""Columns or rows that a cell may span; what spans more is read as one."""

_CELLS, _SPANS = ("td", "th"), ("colspan", "rowspan")

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
    try:
        document = bare_extraction(
            _with_narrow_cells(root), fast=fast, include_comments=False, with_metadata=False
        )
    except Exception:  # noqa: BLE001 it gives advice: a page over which it stumbles is read without
        return None
    return cast("Document", document).body if document else None


def _with_narrow_cells(root: HtmlElement) -> HtmlElement:
    """The page, or a copy in which no cell of a table spans many: each is filled up, in the square of their number."""
    if not any(map(_is_wide, root.iter(*_CELLS))):
        return root
    narrow = deepcopy(root)
    for cell in filter(_is_wide, narrow.iter(*_CELLS)):
        for name in _SPANS:
            cell.attrib.pop(name, None)
    return narrow


def _is_wide(cell: HtmlElement) -> bool:
    return any(
        len(span) > 2 or (span.isdecimal() and int(span) > WIDEST) for span in map(cell.get, _SPANS) if span
    )


def metadata_of(root: HtmlElement, url: str) -> Document:
    """What trafilatura finds that a page says about itself; nothing of a page over which it stumbles.

    Args:
        root: The page, which is not changed.
        url: The address that it came from, or an empty string.
    """
    try:
        return extract_metadata(root, url or None, None, extensive=False)
    except Exception:  # noqa: BLE001 as above
        return Document()


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
