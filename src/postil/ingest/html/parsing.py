"""HTML and XHTML become a tree of elements: nothing is fetched, no entity grows, no depth does harm."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, cast

from lxml import etree
from lxml.html import HTMLParser

from postil.core.patterns import pattern
from postil.core.text import clean
from postil.ingest.html import word
from postil.ingest.html.names import listed
from postil.ingest.markdown.tags import INLINE, Tag, tags

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DEEPEST = 60
"""How deep elements may lie in each other where the parser has refused more.

The parser's own limit is 256. Of four elements of a table in a table one is counted, the others are often not closed.
"""

_TOO_DEEP = frozenset({1, 114})
"""What libxml2 calls a depth that it refuses: an internal error, and from 2.13 on a limit; not all of lxml has its name."""

_NOT_XML = pattern("[\0-\x08\v\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""No element can have these characters; a part of them in a tree stops trafilatura."""
_REFERENCE = pattern(r"&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?", re.IGNORECASE)
_XHTML = pattern(r"\A\s*<\?xml|<html\s[^>]*?\bxmlns\s*=", re.IGNORECASE)
_XHTML_SEEN_WITHIN = 4_000
# An empty element as XML writes it. No attribute of XML holds `<`, which keeps the search linear.
_EMPTY = pattern(r"""<([a-zA-Z][\w:.-]*+)((?:[^<>"'/]|/(?!>)|"[^"<]*+"|'[^'<]*+')*+)/>""")
_INDENTS = ("\u3000\u3000", "&emsp;&emsp;")
_INDENTED = pattern(rf"(<br\s{{0,9}}/?>)(?=[ \t\r\n]{{0,99}}(?:{'|'.join(_INDENTS)}))", re.IGNORECASE)
"""Where a line ends and the next one is indented by two wide blanks, as a Chinese paragraph is."""
_LEVELS = frozenset("123456")
_VOID = listed("area base br col embed hr img input link meta param source track wbr")
_OF_HEAD = listed("base link meta noscript script style template title")
_UNCOUNTED = _VOID | listed("p li dt dd tr td th thead tbody tfoot option colgroup script style")


def tree_of(source: str) -> HtmlElement | None:
    """Parses a page, a chapter or a fragment.

    Comments are left out. What is damaged is read as far as it goes. Where elements lie deeper in each other than
    the parser allows, the deepest are flattened, so that their words are kept.

    Args:
        source: HTML or XHTML, decoded already; what it declares as its encoding is not looked at.

    Returns:
        The `html` element, which stands around a fragment also, its names without a namespace; None where
        there is nothing in the source.
    """
    if _XHTML.search(source, 0, _XHTML_SEEN_WITHIN):
        source = _EMPTY.sub(_opened_and_closed, source)
    if _NOT_XML.search(source):
        source = clean(source)
    source = _REFERENCE.sub(_of_xml, source)
    if any(indent in source for indent in _INDENTS):
        source = _INDENTED.sub(r"\1\1", source)
    root, refused = _parsed(source)
    if refused:
        root, _ = _parsed(_flattened(source))
    if root is not None:
        _give_body(root)
        if "aria-level" in source:
            _name_headings(root)
        if word.SIGN in source:
            word.set_in_html(root)
    return root


def _name_headings(root: HtmlElement) -> None:
    """Gives the name of a heading to what tells readers who do not see that it is one (WAI-ARIA 1.2, `heading`)."""
    for element in root.iter("div", "p", "span"):
        if element.get("role") == "heading" and element.get("aria-level") in _LEVELS:
            element.tag = f"h{element.get('aria-level')}"


def _give_body(root: HtmlElement) -> None:
    """Puts what is no part of a head into the body: the parser knows no `article` that may begin one by itself."""
    head = root.find("head")
    misplaced = (
        next((child for child in head if child.tag not in _OF_HEAD), None) if head is not None else None
    )
    if head is None or misplaced is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for at, child in enumerate([misplaced, *misplaced.itersiblings()]):
        body.insert(at, child)


def head_of(page: HtmlElement) -> HtmlElement:
    """A page without its body, in which metadata are found at once however large the page is."""
    head = page.find("head")
    source = "" if head is None else etree.tostring(head, encoding="unicode", method="html", with_tail=False)
    root, _ = _parsed(f"<html>{source}</html>")
    if root is None:
        return page
    root.attrib.update(page.attrib)
    return root


def _parsed(source: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether its depth was refused."""
    parser = HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
    )
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None  # there is no element and no word in it
    refused = any(entry.type in _TOO_DEEP for entry in parser.error_log)
    return cast("HtmlElement | None", root), refused


def _of_xml(reference: re.Match[str]) -> str:
    """A numbered character as it is written, or nothing where no element can have it."""
    hexadecimal, decimal = reference.groups()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return "" if code > sys.maxunicode or _NOT_XML.match(chr(code)) else reference[0]


def _opened_and_closed(empty: re.Match[str]) -> str:
    name, attributes = empty.groups()
    return empty[0] if name.lower() in _VOID else f"<{name}{attributes}></{name}>"


def _flattened(source: str) -> str:
    """Takes away the tags that lie deeper than `DEEPEST`; where one begins a block, a paragraph begins."""
    pieces: list[str] = []
    depth = at = 0
    for tag in tags(source):
        if tag.start > at:
            pieces.append(source[at : tag.start])
        at = tag.end
        depth = max(depth - _counted(tag) * tag.closes, 0)
        if depth < DEEPEST or not _counted(tag):
            pieces.append(source[tag.start : tag.end])
        elif tag.name not in INLINE and pieces[-1:] != ["<p>"]:
            pieces.append("<p>")
        depth += _counted(tag) * (not tag.closes)
    return "".join((*pieces, source[at:]))


def _counted(tag: Tag) -> bool:
    return bool(tag.name) and tag.name not in _UNCOUNTED
