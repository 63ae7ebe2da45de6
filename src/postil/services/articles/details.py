"""An article's own citation as the lines of a form or the options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from postil.citation.dates import parse_date
from postil.citation.fields import line_of
from postil.core.addresses import is_web_address
from postil.core.errors import WrongUse
from postil.core.identifiers import bare_doi, bare_isbn, is_doi, is_isbn
from postil.core.patterns import pattern
from postil.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from postil.core.model import Article

DETAILS = ("title", "authors", "published", "container", "url", "language", "doi", "isbn")
"""The fields of an article that make its citation."""

BETWEEN = "; "
"""What stands between two authors."""

_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def details_of(article: Article) -> dict[str, str]:
    """The lines of an article."""
    return {
        name: BETWEEN.join(article.authors) if name == "authors" else str(getattr(article, name))
        for name in DETAILS
    }


def fields_of(details: Mapping[str, str]) -> dict[str, Any]:
    """The article's fields that some lines make: of one line each, a DOI and an ISBN without what is around them.

    Raises:
        WrongUse: The title is one of the lines, and empty.
    """
    lines = {name: clean_line(line) for name, line in details.items()}
    if "title" in lines and not lines["title"]:
        raise WrongUse("An article needs a title.", "Any words by which you know it.")
    fields: dict[str, Any] = dict(lines)
    if "authors" in lines:
        names = (clean_line(name) for name in lines["authors"].split(";"))
        fields["authors"] = tuple(filter(None, names))
    if "published" in lines:
        fields["published"] = line_of("issued", parse_date(lines["published"]))
    if "doi" in lines:
        fields["doi"] = bare_doi(lines["doi"])
    if "isbn" in lines:
        fields["isbn"] = bare_isbn(lines["isbn"])
    return fields


def doubts_about(details: Mapping[str, str]) -> Iterator[str]:
    """What in some lines looks wrong, a sentence each; nobody is kept from keeping it."""
    lines = {name: clean_line(line) for name, line in details.items() if clean_line(line)}
    if "published" in lines and "date-parts" not in parse_date(lines["published"]):
        yield "The date is none as 2031-03-07, 2031-03, 2031 or 7 March 2031: it will be cited word for word."
    if "url" in lines and not is_web_address(lines["url"]):
        yield "The address begins with neither http:// nor https://."
    if "language" in lines and not _LANGUAGE.fullmatch(lines["language"]):
        yield "The language is no tag such as en or pt-BR."
    if "doi" in lines and not is_doi(lines["doi"]):
        yield "The DOI does not look like 10.1000/182."
    if "isbn" in lines and not is_isbn(lines["isbn"]):
        yield "The ISBN has another number of digits than 10 or 13, or a digit of it is wrong."
