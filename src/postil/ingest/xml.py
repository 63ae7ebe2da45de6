"""XML from outside becomes a tree of elements: no entity is put in, nothing is fetched, nothing grows without bound."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from html.entities import html5

from lxml import etree

from postil.core.errors import BadInput
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.encoding.decoding import decode
from postil.ingest.html.parsing import tree_of

_DECLARED = pattern(rb"\s*<\?xml\b[^>]{0,400}?\bencoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,60})[\"']")

# What stands before the root; the elements that an entity's value may hold make the rest ill-formed, no more.
_PROLOG = pattern(r"(?:\s+|<\?.*?\?>|<!--.*?-->)*+(?:<!DOCTYPE\b.*?(?=<[A-Z_]))?", re.DOTALL | re.IGNORECASE)
_ENTITY = pattern(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})


def root_of(data: bytes) -> etree._Element | None:
    """Parses a file of XML.

    Its document type goes unread, and with it every entity that is declared there. The entities of HTML are known
    without one; any other is an error of the file.

    Args:
        data: The file, in the encoding that it declares, in UTF-8, or in what it looks like.

    Returns:
        The root, without comments and instructions; None where the file is not well-formed, or not text.
    """
    return _parsed(_source(data))


def page_of(data: bytes) -> etree._Element | None:
    """Parses a file that should be XHTML: as XML, or as the HTML that it is in truth.

    Args:
        data: As for `root_of`.

    Returns:
        The root, of any namespace or none; None where the file holds no element, or is not text.
    """
    source = _source(data)
    root = _parsed(source)
    return tree_of(source) if root is None else root


def words_of(element: etree._Element) -> str:
    """All words of an element, on one line."""
    return clean_line("".join(str(words) for words in element.itertext()))


def _source(data: bytes) -> str:
    """The text of a file from its root on; nothing where it is not text."""
    try:
        text = decode(data, _declared(data)).text.removeprefix("\ufeff")
    except BadInput:
        return ""
    prolog = _PROLOG.match(text)
    return _ENTITY.sub(_character, text[prolog.end() :] if prolog else text)


def _declared(data: bytes) -> str:
    """The encoding that a file declares, where it is known and the bytes are not UTF-8, which they rarely are by chance."""
    declared = _DECLARED.match(data[:1024])
    try:
        data.decode()
    except UnicodeDecodeError:
        with suppress(LookupError):
            return codecs.lookup(declared[1].decode("ascii")).name if declared else ""
    return ""


def _character(entity: re.Match[str]) -> str:
    name = entity[1]
    return entity[0] if name in _OF_XML else html5.get(f"{name};", entity[0])


def _parsed(source: str) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
