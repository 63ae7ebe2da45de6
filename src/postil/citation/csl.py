"""CSL-JSON items: made from what a reader types, read strictly from what others wrote.

The schema is that of CSL 1.0.2 (csl-data.json); keys that it does not know are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from postil.citation.dates import Date, parse_date
from postil.citation.names import Name, parse_name
from postil.core import strict_json
from postil.core.errors import BadInput, WrongUse
from postil.core.identifiers import bare_doi
from postil.core.model import NAME_PARTS
from postil.core.patterns import pattern
from postil.core.text import clean_line, copyable_line, shortened, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from postil.core.model import JSON, Article

TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
})  # fmt: skip
"""CSL's types of items."""

NAME_FIELDS = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
    "curator", "director", "editor", "editorial-director", "executive-producer", "guest", "host",
    "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
    "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
})  # fmt: skip
"""The fields that are lists of names."""
DATE_FIELDS = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
"""The fields that are dates."""
_WORDS = frozenset({
    "id", "type", "title", "title-short", "container-title", "container-title-short", "publisher",
    "publisher-place", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "volume", "issue", "page", "edition",
    "number", "abstract", "note", "language", "genre", "archive", "section", "medium",
})  # fmt: skip
_NAMING = ("title", "title-short", "container-title", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "number")
_NUMBERS = ("ISBN", "PMID", "PMCID", "ISSN", "number")
_RICH = pattern(r'</?(?:i|b|sub|sup|sc)>|<span (?:class|style)="[^"<>]*">|</span>')


def make_item(
    *,
    kind: str = "",
    title: str = "",
    authors: Sequence[str] = (),
    date: str = "",
    container: str = "",
    url: str = "",
    accessed: str = "",
    publisher: str = "",
    **more: str,
) -> dict[str, JSON]:
    """Makes an item from what a reader typed; empty fields are left out.

    Args:
        kind: One of `TYPES`; without it `article-newspaper` or the like is not guessed: `webpage` with
            an address, `document` otherwise.
        title: The title.
        authors: One name each, as `parse_name` reads it.
        date: When it was issued, as `parse_date` reads it.
        container: The newspaper, journal, site or book it stands in.
        url: Its address.
        accessed: When it was looked at, as `parse_date` reads it.
        publisher: Who published it.
        more: Other CSL fields of plain text; `_` in a keyword stands for `-`.

    Raises:
        WrongUse: `kind` is not a type of CSL.
    """
    if kind and kind not in TYPES:
        known = ", ".join(sorted(TYPES))
        raise WrongUse(f"“{shown(kind)}” is not a type of source.", f"CSL knows: {known}.")
    item: dict[str, JSON] = {
        "type": kind or ("webpage" if url else "document"),
        "title": clean_line(title),
        "author": [name for name in map(parse_name, authors) if name],
        "issued": parse_date(date),
        "container-title": clean_line(container),
        "publisher": clean_line(publisher),
        "URL": clean_line(url),
        "accessed": parse_date(accessed),
    }
    item |= {key.replace("_", "-"): clean_line(value) for key, value in more.items()}
    item["DOI"] = bare_doi(str(item.get("DOI", "")))
    return {key: value for key, value in item.items() if value}


def item_of_article(article: Article) -> dict[str, JSON]:
    """The item that cites an article of the library itself."""
    is_dated = bool(article.container) and len(article.published) == len("2031-03-14")
    return make_item(
        kind="article-newspaper" if is_dated else "",
        title=article.title,
        authors=article.authors,
        date=article.published,
        container=article.container,
        url=article.url,
        accessed=article.accessed,
        language=article.language,
        DOI=article.doi,
        ISBN=article.isbn,
    )


def check_item(value: JSON) -> dict[str, JSON]:
    """Checks one pasted or imported item and cleans every string in it; unknown keys are kept, a DOI is bare.

    Raises:
        BadInput: It is not a CSL-JSON item; the field is named.
    """
    item = _cleaned(value)
    if not isinstance(item, dict):
        raise BadInput("A CSL-JSON item is an object.", "It begins with { and has a “title” or a “URL”.")
    for key, field in item.items():
        if key in NAME_FIELDS and not (isinstance(field, list) and all(map(_is_name, field))):
            raise _wrong(key, 'a list of names such as {"family": "…", "given": "…"} or {"literal": "…"}')
        if key in DATE_FIELDS and not _is_date(field):
            raise _wrong(key, 'a date such as {"date-parts": [[2022, 3, 7]]}')
        if key in _WORDS and (isinstance(field, bool) or not isinstance(field, (str, int, float))):
            raise _wrong(key, "a text or a number")
    if isinstance(doi := item.get("DOI"), str):
        item["DOI"] = bare_doi(doi)
    return item


def parse_items(text: str) -> list[dict[str, JSON]]:
    """Reads CSL-JSON strictly: one item, a list of them, or an object whose `items` is such a list.

    Raises:
        BadInput: It is not strict JSON, an id is there twice, or an item is not one of CSL-JSON.
    """
    try:
        value = strict_json.parse(text)
    except strict_json.Malformed as error:
        why = shown(str(error))
        raise BadInput(f"This is not strict JSON: {why}.", "CSL-JSON begins with [ or {.") from error
    if isinstance(value, dict) and isinstance(value.get("items"), list) and "title" not in value:
        value = value["items"]
    items = [check_item(item) for item in (value if isinstance(value, list) else [value])]
    seen: set[str] = set()
    for key in (str(item["id"]) for item in items if "id" in item):
        if key in seen:
            raise BadInput(f"Two items have the id “{shortened(key, 60)}”.", "Give each its own id.")
        seen.add(key)
    return items


def is_named(item: Mapping[str, JSON]) -> bool:
    """Whether an item has a title, or an address or a number under which it can be found."""
    return any(str(item.get(field) or "").strip() for field in _NAMING)


def number_alone(item: Mapping[str, JSON]) -> str:
    """What stands for a title where an item has nothing but a number: `ISBN 0306406152`; empty otherwise."""
    if any(words(item, field) for field in _NAMING if field not in _NUMBERS):
        return ""
    return next((f"{field} {number}" for field in _NUMBERS if (number := words(item, field))), "")


def words(item: Mapping[str, JSON], field: str) -> str:
    """A field's text in one line, CSL's rich-text tags removed; empty where it is neither text nor number."""
    value = item.get(field)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return copyable_line(_RICH.sub("", str(value)))


def names(item: Mapping[str, JSON], role: str = "author") -> tuple[Name, ...]:
    """The names in one role that say anything, in order."""
    value = item.get(role)
    read = map(Name.of, value) if isinstance(value, list) else ()
    return tuple(name for name in read if name)


def issued(item: Mapping[str, JSON], field: str = "issued") -> Date:
    """When it was issued, or the date in another field."""
    return Date.of(item.get(field))


def _cleaned(value: JSON) -> JSON:
    match value:
        case str():
            return clean_line(value)
        case list():
            return [_cleaned(part) for part in value]
        case dict():
            cleaned = {clean_line(key): _cleaned(part) for key, part in value.items()}
            if len(cleaned) < len(value):
                raise BadInput("Two keys of one object differ only in invisible characters.", "Remove one.")
            return cleaned
    return value


def _is_name(value: JSON) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(part, ""), str) for part in NAME_PARTS)


def _is_date(value: JSON) -> bool:
    if not isinstance(value, dict):
        return False
    days = value.get("date-parts", [])
    return isinstance(days, list) and all(
        isinstance(day, list) and 1 <= len(day) <= 3 and all(map(_is_number, day)) for day in days
    )


def _is_number(value: JSON) -> bool:
    return not isinstance(value, bool) and bool(re.fullmatch(r"-?[0-9]+|", str(value)))


def _wrong(field: str, wanted: str) -> BadInput:
    return BadInput(f"The field “{field}” of this item cannot be read.", f"CSL-JSON wants {wanted} there.")
