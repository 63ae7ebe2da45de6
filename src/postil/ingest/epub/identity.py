"""What a book's package document says about the book."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.core.addresses import is_web_address
from postil.core.identifiers import bare_doi, bare_isbn, is_doi, is_isbn
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.document import About
from postil.ingest.xml import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml import etree

_DATE = pattern(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?![\d-])", re.ASCII)
_UNKNOWN_YEARS = frozenset({"0000", "0001", "0100", "0101"})
"""What programs write where they know no date."""


def about_of(root: etree._Element) -> About:
    """Reads a package document's metadata (EPUB 2 and 3).

    The main title with its subtitle; the authors, or whoever is named where nobody is called an author; the day of
    publication; no publisher, since that is not what a book is part of.
    """
    told = _Metadata(root)
    identifiers = told.all("identifier")
    return About(
        title=_title(told),
        authors=tuple(dict.fromkeys(_authors(told))),
        published=_published(told),
        url=_url([*identifiers, *told.all("source")]),
        language=next(iter(told.all("language")), ""),
        doi=next(map(bare_doi, filter(is_doi, identifiers)), ""),
        isbn=next(map(bare_isbn, filter(is_isbn, [*identifiers, *told.all("source")])), ""),
    )


class _Metadata:
    """The elements of a package's metadata, and what refines them."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._refined: dict[str, dict[str, str]] = {}
        for meta in root.iter("{*}meta"):
            about = meta.get("refines", "").removeprefix("#")
            if about:
                self._refined.setdefault(about, {})[meta.get("property", "")] = clean_line(meta.text or "")

    def elements(self, name: str) -> list[etree._Element]:
        """The elements of a name of Dublin Core that hold words."""
        return [element for element in self._root.iter("{*}" + name) if words_of(element)]

    def all(self, name: str) -> list[str]:
        """Their words."""
        return [words_of(element) for element in self.elements(name)]

    def said(self, element: etree._Element, prop: str) -> str:
        """A property of an element: a refinement of EPUB 3, or an attribute of EPUB 2."""
        refined = self._refined.get(element.get("id", ""), {}).get(prop)
        told = (str(words) for key, words in element.items() if str(key).rpartition("}")[2] == prop)
        return refined or next(told, "")


def _title(told: _Metadata) -> str:
    titles = told.elements("title")
    kinds = {told.said(title, "title-type"): words_of(title) for title in reversed(titles)}
    main = kinds.get("main") or next(map(words_of, titles), "")
    subtitle = kinds.get("subtitle", "")
    return f"{main}: {subtitle}" if subtitle and subtitle not in main else main


def _authors(told: _Metadata) -> Iterable[str]:
    creators = told.elements("creator")
    authors = [name for name in creators if told.said(name, "role").lower() in {"", "aut"}]
    return map(words_of, authors or creators)


def _published(told: _Metadata) -> str:
    dates = told.elements("date")
    told_so = [date for date in dates if told.said(date, "event") in {"publication", "original-publication"}]
    unnamed = [date for date in dates if not told.said(date, "event")]
    for date in [*told_so, *unnamed]:
        found = _DATE.match(words_of(date))
        if found and found[1] not in _UNKNOWN_YEARS:
            return "-".join(filter(None, found.groups()))
    return ""


def _url(identifiers: Iterable[str]) -> str:
    return next((told for told in identifiers if is_web_address(told) and not is_doi(told)), "")
