"""The catalogues that are asked for a work by its number, and how what each answers becomes a CSL-JSON item.

DOI: the resolver's content negotiation (citation.crosscite.org/docs.html); ISBN: Open Library's Books API
(openlibrary.org/dev/docs/api/books); arXiv: its API (info.arxiv.org/help/api); PMID: NCBI's Literature Citation
Exporter (api.ncbi.nlm.nih.gov/lit/ctxp).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from postil.citation.csl import DATE_FIELDS, NAME_FIELDS, TYPES, make_item
from postil.citation.dates import parse_date
from postil.citation.fields import KNOWN
from postil.citation.names import parse_name
from postil.core import strict_json
from postil.core.addresses import is_web_address
from postil.core.errors import WrongUse
from postil.core.identifiers import bare_doi, bare_isbn, is_doi, is_isbn
from postil.core.model import NAME_PARTS
from postil.core.patterns import pattern
from postil.core.text import clean_line, shortened, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from postil.core.model import JSON
    from postil.core.pages import Page

    Item = dict[str, JSON]

_ARXIV = pattern(
    r"(?:(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)"
    r"([a-z-]+(?:\.[a-z]{2})?/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})|([0-9]{4}\.[0-9]{4,5}))(?:v[0-9]+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_PMID = pattern(
    r"(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)([0-9]{1,9})/?",
    re.IGNORECASE,
)
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV_OWN = "{http://arxiv.org/schemas/atom}"
_KEPT = frozenset((
    *KNOWN, "title-short", "container-title-short", "collection-number", "number-of-pages", "number-of-volumes",
    "original-date", "PMCID", "event",
)) - {"accessed", "note"}  # fmt: skip
_OTHER_TYPES = {
    "journal-article": "article-journal", "posted-content": "article", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "dissertation": "thesis", "report-component": "report", "peer-review": "review",
}  # fmt: skip
"""Types of DOI's registration agencies that come through as they are, and what they are to CSL."""


class Unreadable(Exception):
    """A catalogue has answered something else than it promises."""


class Wanted(NamedTuple):
    """A number or an address, and whom to ask about it.

    Attributes:
        said: What it is in a sentence, as `DOI 10.1000/182`.
        item: What is known of the work by that alone.
        catalogue: Who is asked.
        address: Where.
        accept: The media types that are wanted.
        read: Makes an item of the answer; an empty one where the catalogue does not know the work. Raises
            `Unreadable`, and for an address what `read_received` does.
    """

    said: str
    item: Item
    catalogue: str
    address: str
    accept: str
    read: Callable[[Page], Item]


def wanted(typed: str) -> Wanted:
    """Tells what was typed.

    Args:
        typed: A DOI, an ISBN, an arXiv number, `pmid:` and a number, or an address.

    Raises:
        WrongUse: It is none of these.
    """
    line = clean_line(typed)
    if is_doi(line):
        return _by_doi(bare_doi(line))
    if found := _ARXIV.fullmatch(line):
        return _by_arxiv(found[1] or found[2])
    if found := _PMID.fullmatch(line):
        return _by_pmid(found[1])
    if is_isbn(line):
        return _by_isbn(bare_isbn(line))
    if is_web_address(line):
        return Wanted(
            line, make_item(url=line), "the site", line, "text/html, application/xhtml+xml", _of_page
        )
    raise WrongUse(
        f"{shown(shortened(line, 60)) or 'Nothing'} can be looked up by nobody.",
        "Give a DOI, an ISBN, an arXiv number, pmid: and a number, or an address.",
    )


def _by_doi(doi: str) -> Wanted:
    address = f"https://doi.org/{quote(doi, safe='/')}"
    accept = "application/vnd.citationstyles.csl+json"
    return Wanted(f"DOI {doi}", {"type": "document", "DOI": doi}, "doi.org", address, accept, _of_csl)


def _by_isbn(isbn: str) -> Wanted:
    address = f"https://openlibrary.org/api/books?bibkeys=ISBN:{isbn}&format=json&jscmd=data"
    item: Item = {"type": "book", "ISBN": isbn}
    return Wanted(f"ISBN {isbn}", item, "Open Library", address, "application/json", _of_open_library)


def _by_arxiv(number: str) -> Wanted:
    address = f"https://export.arxiv.org/api/query?id_list={quote(number, safe='/')}&max_results=1"
    item: Item = {
        "type": "article",
        "publisher": "arXiv",
        "number": f"arXiv:{number}",
        "URL": f"https://arxiv.org/abs/{number}",
    }
    return Wanted(f"arXiv:{number}", item, "arXiv", address, "application/atom+xml", _of_arxiv)


def _by_pmid(number: str) -> Wanted:
    address = f"https://api.ncbi.nlm.nih.gov/lit/ctxp/v1/pubmed/?format=csl&id={number}"
    item: Item = {"type": "article-journal", "PMID": number}
    return Wanted(f"PMID {number}", item, "PubMed", address, "application/json", _of_csl)


# ------------------------------------------------------------------ answers


def _of_csl(page: Page) -> Item:
    """CSL-JSON as registries give it, with fields of their own, lists where CSL has a text, and dates without a day."""
    value = _json(page)
    return dict(_tidied(value)) if isinstance(value, dict) and value.get("title") else {}


def _tidied(item: Mapping[str, JSON]) -> Iterator[tuple[str, JSON]]:
    for name, value in item.items():
        if name not in _KEPT:
            continue
        if name == "type":
            kind = _OTHER_TYPES.get(str(value), str(value))
            yield name, kind if kind in TYPES else "document"
        elif name in NAME_FIELDS:
            people: list[JSON] = [*filter(None, map(_person, value if isinstance(value, list) else ()))]
            if people:
                yield name, people
        elif name in DATE_FIELDS:
            if date := _date(value):
                yield name, date
        elif text := _first(value):
            yield name, text


def _person(value: JSON) -> Item:
    if not isinstance(value, dict):
        return {}
    name = value.get("literal") or value.get("name")
    if isinstance(name, str) and not value.get("family"):
        return {"literal": clean_line(name)}
    return {part: clean_line(str(value[part])) for part in NAME_PARTS if value.get(part)}


def _date(value: JSON) -> Item:
    """A date with as many parts as are told."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    days: list[JSON] = []
    for day in parts if isinstance(parts, list) else ():
        told = [part for part in day if str(part or "").strip()] if isinstance(day, list) else []
        if told:
            days.append(told)
    return {"date-parts": days} if days else {}


def _first(value: JSON) -> str:
    """A text, or the first of several."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return clean_line(str(value)) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _of_open_library(page: Page) -> Item:
    answer = _json(page)
    book = next(iter(answer.values()), None) if isinstance(answer, dict) else None
    if not isinstance(book, dict):
        return {}
    title = ": ".join(filter(None, (_first(book.get("title")), _first(book.get("subtitle")))))
    return make_item(
        kind="book",
        title=title,
        authors=_names(book.get("authors")),
        date=_first(book.get("publish_date")),
        publisher=", ".join(_names(book.get("publishers"))[:1]),
        publisher_place=", ".join(_names(book.get("publish_places"))[:1]),
    )


def _names(value: JSON) -> list[str]:
    return [
        clean_line(str(one["name"]))
        for one in (value if isinstance(value, list) else [])
        if isinstance(one, dict) and one.get("name")
    ]


def _of_arxiv(page: Page) -> Item:
    from postil.ingest.xml import root_of, words_of

    root = root_of(page.data)
    if root is None:
        raise Unreadable
    entry = root.find(f"{_ATOM}entry")
    title = None if entry is None else entry.find(f"{_ATOM}title")
    people = [] if entry is None else entry.findall(f"{_ATOM}author/{_ATOM}name")
    if entry is None or title is None or not people:  # an error is an entry too, without authors of a paper
        return {}

    def told(name: str) -> str:
        found = entry.find(name)
        return "" if found is None else words_of(found)

    if "/api/errors" in told(f"{_ATOM}id"):
        return {}
    item: Item = {
        "title": words_of(title),
        "author": [parse_name(words_of(name)) for name in people],
        "issued": parse_date(told(f"{_ATOM}published")),
        "DOI": told(f"{_ARXIV_OWN}doi"),
    }
    return {name: value for name, value in item.items() if value}


def _of_page(page: Page) -> Item:
    from postil.services.articles.reading import read_received

    about = read_received(page).about
    return make_item(
        title=about.title,
        authors=about.authors,
        date=about.published,
        container=about.container,
        url=about.url or page.final_url,
        language=about.language,
        DOI=about.doi,
        ISBN=about.isbn,
    )


def _json(page: Page) -> JSON:
    try:
        return strict_json.parse(page.data.decode("utf-8-sig"))
    except (UnicodeDecodeError, strict_json.Malformed):
        raise Unreadable from None
