"""The names of HTML's elements: which of them are set in a line, and which are not shown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree


def listed(names: str) -> frozenset[str]:
    """The names in a line of them."""
    return frozenset(names.split())


SILENT = listed(
    "applet area audio base button canvas datalist embed frame frameset head iframe input link map meta noframes"
    " noscript object option param rp rt script select style svg template textarea title video"
)
INLINE = listed(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math nobr output q rb"
    " ruby s samp small span strike strong sub sup time tt u var wbr"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)
_UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSHOWN_CLASSES = listed(
    "mw-editsection sr-only screen-reader-text screen-reader-only visually-hidden visuallyhidden"
)

_LINE_NUMBERS = listed("lnum linenum linenumber line-number line_number lineno line-no")
_LONGEST_NUMBER = 8


def name_of(element: etree._Element) -> str:
    """An element's local name in lower case, or nothing for a comment and its like."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=2048)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def is_silent(element: etree._Element) -> bool:
    """Whether an element shows no words."""
    if name_of(element) in SILENT or element.get("hidden") is not None:
        return True
    style, classes = element.get("style"), element.get("class")
    return bool(style and _UNSHOWN.search(style)) or bool(
        classes and not _UNSHOWN_CLASSES.isdisjoint(classes.split())
    )


def is_line_number(element: etree._Element) -> bool:
    """Whether an element numbers a line of verse or of a program, beside its words."""
    classes = element.get("class")
    if not classes or _LINE_NUMBERS.isdisjoint(classes.lower().split()):
        return False
    return shown_text(element, _LONGEST_NUMBER).strip().isdecimal()


def alternative(element: etree._Element) -> str:
    """The words that stand for a picture; none where it is called as its file is."""
    words = element.get("alt") or ""
    return "" if _FILE.fullmatch(words.strip()) else words


def shown_text(element: etree._Element, limit: int) -> str:
    """The words in an element, the first `limit` code points of them at least where there are so many."""
    pieces: list[str] = []
    length = 0
    for words in element.itertext():
        piece = str(words)
        pieces.append(piece)
        length += len(piece)
        if length >= limit:
            break
    return "".join(pieces)
