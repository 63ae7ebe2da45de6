"""The signs by which two items of a bibliography are told to be of one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postil.citation.csl import issued, words
from postil.core.addresses import page_of
from postil.core.identifiers import bare_doi, isbns_in
from postil.core.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import JSON

_NO_WORD = pattern(r"[\W_]+")


def signs(item: Mapping[str, JSON]) -> Iterator[tuple[str, str]]:
    """By what a source is recognised, the surest first, each with what it is."""
    if doi := doi_of(item):
        yield f"doi:{doi}", "DOI"
    for isbn in isbns_in(words(item, "ISBN")):
        yield f"isbn:{isbn}", "ISBN"
    if pmid := bare_words(item, "PMID"):
        yield f"pmid:{pmid}", "PMID"
    if page := page_in(item):
        yield f"url:{page}", "address"
    title, year = bare_words(item, "title"), issued(item).year
    if title:
        yield f"title:{title}:{year}", "title and year" if year else "title, without a year"


def doi_of(item: Mapping[str, JSON]) -> str:
    """An item's DOI as it is compared; upper and lower case are the same."""
    return bare_doi(words(item, "DOI")).casefold()


def page_in(item: Mapping[str, JSON]) -> str:
    """An item's address as it is compared: with or without a slash at its end, it is the same page."""
    url = words(item, "URL")
    return (page_of(url) or url).rstrip("/")


def bare_words(item: Mapping[str, JSON], field: str) -> str:
    """The letters and digits of a field, in lower case."""
    return _NO_WORD.sub("", words(item, field).casefold())
