"""The names of HTML's elements: which of them are set in a line, and which are not shown."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from lxml import etree


def listed(names: str) -> frozenset[str]:
    """The names in a line of them."""
    return frozenset(names.split())


SILENT = listed(
    "applet area audio base button datalist embed frame frameset head iframe input link map meta noframes"
    " noscript option param rp script select style svg template textarea title video"
)
# What a canvas or an object holds is for readers who do not see what it draws; what a video holds is for none.
INLINE = listed(
    "a abbr acronym b bdi bdo big br canvas cite code data del dfn em font i img ins kbd label mark math nobr object output"
    " q rb rt rtc ruby s samp small span strike strong sub sup time tt u var wbr"
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_HAN = pattern("[\u3041-\u30ff\u3105-\u312f\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_FILE = pattern(r"\S+\.(?:jpe?g|png|gif|webp|svg|avif)", re.IGNORECASE)
_UNSHOWN = pattern(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSHOWN_CLASSES = listed(
    "mw-editsection sr-only screen-reader-text screen-reader-only visually-hidden visuallyhidden margin-toggle"
    " katex-html ltx_note_mark ltx_tag_note ltx_tag_item pg-boilerplate"
)

_OVER_WORDS = frozenset({"rt", "rtc", "rp"})
_SIDE_NOTES = listed("sidenote side-note marginnote margin-note ltx_note_outer")
_CAPTIONS = listed(
    "caption wp-caption-text tr-caption thumbcaption infobox-caption gallery-caption figure-caption image-caption"
    " img-caption photo-caption picture-caption media-caption figcaption caption-text ltx_caption"
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


def is_inline(element: etree._Element) -> bool:
    """Whether an element is set in a line: of those that a page has named itself, one that holds none on its own lines."""
    name = name_of(element)
    return name in INLINE or ("-" in name and not any(map(_breaks_line, element.iterdescendants())))


def _breaks_line(element: etree._Element) -> bool:
    name = name_of(element)
    return name not in INLINE and name != "math" and "-" not in name and not _is_of_formula(element)


def _is_of_formula(element: etree._Element) -> bool:
    """Whether an element is a part of a formula, which is set in its line."""
    return any(name_of(outer) == "math" for outer in element.iterancestors())


def is_silent(element: etree._Element) -> bool:
    """Whether an element shows no words."""
    name = name_of(element)
    if (
        name in SILENT
        or _is_drawn(element, name)
        or element.get("hidden") is not None
        or (name == "rt" and _is_reading(element))
    ):
        return True
    style, classes = element.get("style"), element.get("class")
    return bool(style and _UNSHOWN.search(style)) or bool(
        classes and not _UNSHOWN_CLASSES.isdisjoint(classes.split())
    )


def _is_drawn(element: etree._Element, name: str) -> bool:
    """Whether an element only draws the formula that stands beside it for those who do not see (MathJax)."""
    return name == "mjx-math" or (name == "nobr" and element.get("aria-hidden") == "true")


def _is_reading(annotation: etree._Element) -> bool:
    """Whether what is set over words only tells how they are read, as over Chinese and Japanese ones."""
    ruby = annotation.getparent()
    if ruby is not None and name_of(ruby) == "rtc":
        ruby = ruby.getparent()
    if ruby is None:
        return False
    words = [ruby.text, *(part.tail for part in ruby)]
    words += [shown_text(part, 1) for part in ruby if name_of(part) not in _OVER_WORDS]
    return any(map(_HAN.search, filter(None, words)))


def is_line_number(element: etree._Element) -> bool:
    """Whether an element numbers a line of verse or of a program, beside its words."""
    classes = element.get("class")
    if not classes or _LINE_NUMBERS.isdisjoint(classes.lower().split()):
        return False
    return shown_text(element, _LONGEST_NUMBER).strip().isdecimal()


def is_side_note(element: etree._Element) -> bool:
    """Whether an element in a line is set beside it, as a note."""
    classes = element.get("class")
    return classes is not None and not _SIDE_NOTES.isdisjoint(classes.lower().split())


def is_caption(element: etree._Element) -> bool:
    """Whether an element of its own lines says what a picture or a table shows."""
    name = name_of(element)
    if name in {"figcaption", "caption"} or (name == "p" and _is_beside_picture(element)):
        return True
    classes = element.get("class")
    return classes is not None and not _CAPTIONS.isdisjoint(classes.lower().split())


def _is_beside_picture(paragraph: etree._Element) -> bool:
    """Whether a paragraph stands in a figure beside its caption, and is not what that shows: a quotation, a table or a program."""
    for outer in paragraph.iterancestors():
        name = name_of(outer)
        if name == "figure":
            return next(outer.iter("figcaption", "{*}figcaption"), None) is not None
        if name != "div":
            return False
    return False


def alternative(element: etree._Element) -> str:
    """The words that stand for a picture; none where it is called as its file is."""
    words = element.get("alt") or ""
    called = words.strip()
    file = unquote((element.get("src") or "").partition("?")[0]).rpartition("/")[2]
    return (
        "" if _FILE.fullmatch(called) or (" " not in called and called == file.rpartition(".")[0]) else words
    )


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
