"""What trafilatura takes for a page's article."""

from __future__ import annotations

import logging
from copy import deepcopy
from html import unescape
from typing import TYPE_CHECKING, NamedTuple, cast

from htmldate import find_date
from lxml import etree
from trafilatura import bare_extraction
from trafilatura.metadata import (
    examine_meta,
    extract_author,
    extract_meta_json,
    extract_sitename,
    extract_title,
    extract_url,
)

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

WIDEST = 20
"""Columns or rows that a cell may span; what spans more is read as one."""

_CELLS, _SPANS = ("td", "th"), ("colspan", "rowspan")

# A library that warns of a page would write it over the screen.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False


class Seen(NamedTuple):
    """What a search of the whole page has found; empty what has not been.

    Attributes:
        title: What it is called.
        author: The names of its authors that its metadata tell, parted by `;`, signs and small letters often changed.
        byline: Names that stand somewhere on the page as an author's, in the same form, where its metadata tell none.
        site: The name of the site.
        address: Where it is published.
        date: The day, as `YYYY-MM-DD`; it may come from the words of the text.
    """

    title: str = ""
    author: str = ""
    byline: str = ""
    site: str = ""
    address: str = ""
    date: str = ""


def extracted(root: HtmlElement, *, fast: bool, language: str = "") -> etree._Element | None:
    """Extracts the article; None where there is nothing that looks like one.

    Args:
        root: The page, which is not changed.
        fast: Whether to leave out what only helps with pages of unusual make; for large pages.
        language: The primary tag of the page's language, or an empty string. Without one, the common words of a
            hundred languages are read where a page has next to no article, which takes longer than all else.
    """
    page = _with_narrow_cells(root)
    try:
        # A page that declares another language than it is written in is refused at first.
        asked = (_extraction(page, tag, fast=fast) for tag in dict.fromkeys((language or None, None)))
        document = next(filter(None, asked), None)
    except Exception:  # noqa: BLE001 it gives advice: a page over which it stumbles is read without
        return None
    return document.body if document else None


def _extraction(page: HtmlElement, language: str | None, *, fast: bool) -> Document | None:
    found = bare_extraction(
        page, fast=fast, target_language=language, include_comments=False, with_metadata=False
    )
    return cast("Document | None", found)


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


def metadata_of(root: HtmlElement, url: str) -> Seen:
    """What trafilatura finds that a page says about itself; nothing of a page over which it stumbles.

    Its parts are asked one by one: all at once, they would look for categories and licences too, and for the
    name of a site in the list of all domains of the world.

    Args:
        root: The page, which is not changed.
        url: The address that it came from, or an empty string.
    """
    try:
        told = examine_meta(root)
        if told.author and " " not in told.author:
            told.author = None
        told = _with_linked_data(root, told)
        address = told.url or extract_url(root, url or None)
        found = (
            told.title or extract_title(root),
            told.author,
            None if told.author else extract_author(root),
            told.sitename or extract_sitename(root),
            address,
            find_date(root, original_date=True, extensive_search=False, url=address),
        )
        return Seen(*(clean_line(unescape(words or "")) for words in found))
    except Exception:  # noqa: BLE001 as above
        return Seen()


def _with_linked_data(root: HtmlElement, told: Document) -> Document:
    try:
        return extract_meta_json(root, told)
    except Exception:  # noqa: BLE001 as above: what else is told stays
        return told


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
