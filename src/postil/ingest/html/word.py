"""What Word saves as a web page or sends as a mail: lists and quotations that are paragraphs of a style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from postil.core.patterns import pattern

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIGN = "mso-"
"""What stands in the source of every page of Word's."""

DEEPEST = 9
"""The deepest level of a list in Word."""

_LISTED = pattern(r"mso-list:\s*l\d+ level(\d)", re.IGNORECASE)
_MARK = pattern(r"mso-list:\s*ignore", re.IGNORECASE)
_COUNTED = pattern(r"\(?(?:(\d{1,6})|([a-z]))[.)]?", re.IGNORECASE)
_NAMES = {
    "MsoTitle": "h1",
    "MsoCaption": "figcaption",
    "MsoQuote": "blockquote",
    "MsoIntenseQuote": "blockquote",
}


def set_in_html(root: HtmlElement) -> None:
    """Gives Word's paragraphs the elements that HTML has for what they are; their marks of lists are counted anew.

    Args:
        root: The page, which is changed.
    """
    for paragraph in list(root.iter("p")):
        style, called = paragraph.get("style") or "", paragraph.get("class") or ""
        if listed := _LISTED.search(style):
            _set_in_lists(paragraph, min(int(listed[1]), DEEPEST))
        elif called in _NAMES:
            paragraph.tag = _NAMES[called]


def _set_in_lists(paragraph: HtmlElement, level: int) -> None:
    """Makes an item of a paragraph, in a list of its own that begins with the item's number, as deep as its level."""
    outer = paragraph.getparent()
    if outer is None:
        return
    mark = next((span for span in paragraph.iter("span") if _MARK.search(span.get("style") or "")), None)
    typed = "" if mark is None else "".join(map(str, mark.itertext())).strip()
    if mark is not None:
        mark.text, mark[:] = None, []
    held: etree._Element = paragraph
    for depth in range(level):
        made = etree.Element("ul") if depth else _list_from(typed)
        made.tail, held.tail = held.tail, None
        outer.replace(held, made)
        made.append(held)
        held = made
    paragraph.tag = "li"


def _list_from(typed: str) -> etree._Element:
    """A list whose next item has a mark that was typed; a bullet where that is no number and no letter."""
    counted = _COUNTED.fullmatch(typed)
    if not counted:
        return etree.Element("ul")
    number, letter = counted.groups()
    if number:
        return etree.Element("ol", start=number)
    return etree.Element(
        "ol", start=str(ord(letter.lower()) - ord("a") + 1), type="a" if letter.islower() else "A"
    )
