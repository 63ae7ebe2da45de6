"""Where the pages of a printed book begin in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.html.names import listed, shown_text

if TYPE_CHECKING:
    from lxml import etree

LONGEST_LABEL = 16
"""Code points of the longest label of a page; an element with more words begins no page alone."""

_TYPES = ("role", "epub:type", "{http://www.idpf.org/2007/ops}type")
_BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
_CLASSES = listed("pagenum pageno pagenumber page-number page_number pagebreak page-break")
_PAGE = pattern(r"(?:page|seite|p\.)\s+", re.IGNORECASE)
_NUMBER = pattern(
    r"[\[({]?\s*(?:(?:pg|page|seite|p|s)\.?\s*)?(\d{1,4}|[ivxlcdm]{1,9})\s*[\])}]?", re.IGNORECASE
)


def page_label(element: etree._Element) -> str:
    """The label of the page that an element begins, as `12` or `xiv`; nothing for any other element.

    It is what the element is called or, where it is not called anything, what it shows. One that only its class calls so
    (as in the books of Project Gutenberg: `[Pg 12]`) shows a number and nothing else.
    """
    said = " ".join(element.get(attribute) or "" for attribute in _TYPES)
    if "pagebreak" not in said or _BREAKS.isdisjoint(said.lower().split()):
        return _numbered_by_class(element)
    words = clean_line(shown_text(element, LONGEST_LABEL + 1))
    label = clean_line(element.get("aria-label") or element.get("title") or words)
    label = _PAGE.sub("", label, count=1).rstrip(".")
    return label if max(len(label), len(words)) <= LONGEST_LABEL else ""


def _numbered_by_class(element: etree._Element) -> str:
    classes = element.get("class")
    if not classes or _CLASSES.isdisjoint(classes.lower().split()):
        return ""
    words = clean_line(shown_text(element, LONGEST_LABEL + 1))
    number = _NUMBER.fullmatch(words or clean_line(element.get("title") or ""))
    return number[1] if number else ""
