"""What a page says about itself."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from postil.core.identifiers import bare_isbn, is_isbn
from postil.core.months import month_of
from postil.core.patterns import pattern
from postil.core.text import clean_line
from postil.ingest.document import About
from postil.ingest.html.addresses import host_of, joined
from postil.ingest.html.author_names import words_in
from postil.ingest.html.authors import authors_in
from postil.ingest.html.bylines import authors_beside
from postil.ingest.html.dates import published
from postil.ingest.html.extraction import metadata_of
from postil.ingest.html.headline import PARTS, title_in_heading, without_site_in_chinese
from postil.ingest.html.lines import lines_beside
from postil.ingest.html.linked_data import texts_of, works_in
from postil.ingest.html.names import HEADINGS, name_of
from postil.ingest.html.site import site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from postil.core.model import JSON

_DOI = pattern(r"\b10\.\d{4,9}/[^\s\"'<>?#]+")
_LANGUAGE = pattern(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)
_DATE = pattern(r"(\d{4})(?:[-/ ](\d{1,2}(?!\d)|[^\W\d_]{3,9}(?![-/]))(?:[-/ ](\d{1,2}))?)?")

_DOI_NAMES = (
    "citation_doi",
    "bepress_citation_doi",
    "prism.doi",
    "dc.identifier",
    "dcterms.identifier",
    "doi",
)
_AUTHOR_NAMES = ("citation_author", "dc.creator", "dcterms.creator")
_ISBN_NAMES = ("citation_isbn", "book:isbn", "books:isbn", "prism.isbn", "dc.identifier")
_DATE_NAMES = ("citation_publication_date", "citation_date", "citation_online_date", "prism.publicationdate")
_CONTAINER_NAMES = ("citation_journal_title", "citation_conference_title", "prism.publicationname")


def about_of(root: HtmlElement, url: str) -> About:
    """Gathers what a page says about itself.

    The tags that scholarly publishers write come first, then what trafilatura makes of all others, of JSON-LD,
    and of the page's words.

    Args:
        root: The page.
        url: The address that it came from, or an empty string.
    """
    told = _told(root)
    works = works_in(root)
    seen = metadata_of(root, url)
    titles = titles_of(root)
    title = _first(told, ("citation_title",)) or _title(seen.title, root, titles, seen.site)
    container = _first(told, _CONTAINER_NAMES) or site_of(
        seen, title, titles, told.get("og:site_name", ()), works
    )
    beside = cache(lambda: lines_beside(root, titles))
    language = _language(root, told)
    return About(
        title=title,
        authors=authors_in(
            next((told[name] for name in _AUTHOR_NAMES if name in told), ()),
            works,
            seen.author,
            seen.byline,
            told.get("author", ()),
            container=seen.site or host_of(seen.address),
            page=lambda: words_in(
                " ".join((*root.itertext(), *(said for words in told.values() for said in words)))
            ),
            shown=lambda: authors_beside(beside()),
        ),
        published=_scholarly_date(told) or published(root, seen.date, beside, url, language),
        container=container,
        url=_address(root, told, url),
        language=language,
        doi=_doi(told, works),
        isbn=_isbn(told, works),
    )


def titles_of(root: HtmlElement) -> list[str]:
    """What a page is called by its metadata, the name of the site often with it."""
    told = _told(root)
    titles = [*told.get("og:title", ()), *told.get("twitter:title", ()), _title_element(root)]
    return [title for title in map(clean_line, titles) if title]


def descriptions_of(root: HtmlElement) -> list[str]:
    """In which words a page is described by its metadata."""
    told = _told(root)
    return [
        words
        for name in ("description", "og:description", "twitter:description")
        for words in told.get(name, ())
    ]


def _title_element(root: HtmlElement) -> str:
    """The words of the page's `title` element, wherever it stands; the title of a picture is another one."""
    titles = (title for title in root.iter("title") if not title.xpath("ancestor::svg"))
    return clean_line(next((title.text or "" for title in titles), ""))


def base_of(root: HtmlElement, url: str) -> str:
    """The address to which a page's relative links belong: its `base` element's, or its own."""
    said = (joined(url, element.get("href") or "") for element in root.iter("base"))
    return next((address for address in said if address), url)


def _told(root: HtmlElement) -> dict[str, list[str]]:
    """The contents of the page's `meta` elements, by their names in lower case."""
    told: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        words = clean_line(meta.get("content") or "")
        for name in (meta.get("name"), meta.get("property"), meta.get("http-equiv")):
            if name and words:
                told.setdefault(name.strip().lower(), []).append(words)
    return told


def _first(told: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((told[name][0] for name in names if name in told), "")


def _title(seen: str, root: HtmlElement, titles: Sequence[str], site: str) -> str:
    """The title that was seen, without the site's name; the `title` element where there is none or a heading misled."""
    whole = _title_element(root)
    if headed := title_in_heading(titles, root.iter(*HEADINGS)):
        return headed
    parts = [part for part in PARTS.split(whole) if part.strip()]
    if parts and (not seen or (len(parts) > 1 and seen.casefold() == parts[-1].casefold())):
        return parts[0]
    if len(whole.split()) > 2 and seen and not set(seen.casefold().split()) & _words_of(titles):
        seen = whole
    seen = without_site_in_chinese(seen)
    return re.sub(rf"\s+[|–—»·-]\s+{re.escape(site)}$", "", seen) if site else seen


def _words_of(titles: Iterable[str]) -> set[str]:
    return {word for title in titles for word in title.casefold().split()}


def _address(root: HtmlElement, told: dict[str, list[str]], url: str) -> str:
    """Where the page says that it is published, or where it came from."""
    links = [
        link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"
    ]
    for said in (*links, *told.get("og:url", ())):
        address = clean_line(joined(url, said))
        if host_of(address):
            return address
    return url if host_of(url) else ""


def _language(root: HtmlElement, told: dict[str, list[str]]) -> str:
    html = root if name_of(root) == "html" else None
    own = "" if html is None else html.get("lang") or html.get("xml:lang") or ""
    said = own.strip() or _first(told, ("content-language", "dc.language", "og:locale"))
    return said.replace("_", "-") if _LANGUAGE.fullmatch(said) else ""


def _scholarly_date(told: dict[str, list[str]]) -> str:
    """When a work appeared, as scholarly tags tell: of those of the same year the one that tells a day."""
    dates = [_date(said) for name in _DATE_NAMES for said in told.get(name, ())[:1]]
    first = next(filter(None, dates), "")
    return max((date for date in dates if date[:4] == first[:4]), key=len, default="")


def _date(said: str) -> str:
    """A date of a scholarly tag, as `2020/3/1` or `2020 Mar 1`, in the form of ISO 8601; as much of it as is told."""
    date = _DATE.match(said)
    year, month, day = date.groups() if date else ("", "", "")
    number = month_of(month) if month else 0
    parts = (year, str(number) if number else "", day if number else "")
    return "-".join(part.zfill(2) for part in parts if part)


def _doi(told: dict[str, list[str]], works: list[dict[str, JSON]]) -> str:
    said = [words for name in _DOI_NAMES for words in told.get(name, ())]
    for work in works:
        for key in ("doi", "identifier", "sameAs", "@id"):
            said += texts_of(work.get(key), "value", "@value")
    found = (_DOI.search(words) for words in said)
    return next((doi[0].rstrip(".,;)") for doi in found if doi), "")


def _isbn(told: dict[str, list[str]], works: list[dict[str, JSON]]) -> str:
    said = [words for name in _ISBN_NAMES for words in told.get(name, ())]
    said += [words for work in works for words in texts_of(work.get("isbn"))]
    return next(map(bare_isbn, filter(is_isbn, said)), "")
