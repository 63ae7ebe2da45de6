"""Headings of a Word document that were made by hand: short lines in bold letters, where no style tells any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.ingest.html.names import HEADINGS, name_of
from postil.ingest.xml import words_of

if TYPE_CHECKING:
    from lxml import etree

LONGEST = 120
"""Code points of the longest heading."""

MOST = 0.5
"""The share of the paragraphs from which on bold ones are no headings."""

_SENTENCE_ENDS = (".", "!", ",", ";", ":", "…")


def mark_headings(page: etree._Element) -> None:
    """Makes headings of the paragraphs that look like one, in a document that has none of its own.

    The first is of level 1 where it begins the document, all others of level 2.

    Args:
        page: The document as HTML.
    """
    if any(name_of(element) in HEADINGS for element in page.iter("*")):
        return
    body = next(page.iter("{*}body"), page)
    paragraphs = [one for one in body if name_of(one) == "p" and words_of(one)]
    found = [one for one in paragraphs if _is_heading(one)]
    if len(found) > len(paragraphs) * MOST:
        return
    for one in found:
        one.tag = "h1" if one is paragraphs[0] else "h2"


def _is_heading(paragraph: etree._Element) -> bool:
    words = words_of(paragraph)
    if len(words) > LONGEST or words.endswith(_SENTENCE_ENDS) or not any(map(str.isalpha, words)):
        return False
    loose = (paragraph.text or "", *(part.tail or "" for part in paragraph))
    return not any(map(str.strip, loose)) and all(name_of(part) in {"strong", "br"} for part in paragraph)
